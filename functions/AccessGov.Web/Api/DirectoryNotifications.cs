using System.Text;
using System.Text.Json;
using AccessGov.App.Composition;
using AccessGov.App.Drift;
using AccessGov.App.Settings;
using AccessGov.Web.Http;
using AccessGov.Web.Programs;

namespace AccessGov.Web.Api;

/// <summary>
/// Where Microsoft Graph says that something changed (learn.microsoft.com, change-notifications-delivery-webhooks). Believed is only
/// who knows the subscription's secret. Whatever is dropped is answered like what is taken, 202: Graph would repeat anything else for
/// four hours, and whoever forges learns neither which subscription exists nor how near the secret was.
/// </summary>
internal static class DirectoryNotifications
{
    /// <summary>A hundred notifications have some 60 KiB.</summary>
    public const int MaxBytes = 256 * 1024;

    // Graph's tokens have some hundred characters; their form is not promised.
    private const int MaxToken = 2048;

    /// <summary>Adds both endpoints.</summary>
    public static void MapDirectoryNotifications(this IEndpointRouteBuilder app, Func<Installation> installation)
    {
        var forgeries = new Forgeries(
            app.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(DirectoryNotifications)),
            TimeProvider.System
        );
        var door = Door.Plain(nameof(DirectoryNotifications));
        app.MapPost(PublicPaths.Notifications, context => AnswerAsync(context, installation, forgeries)).WithMetadata(door);
        app.MapPost(PublicPaths.Lifecycle, context => AnswerAsync(context, installation, forgeries)).WithMetadata(door);
    }

    private static Task AnswerAsync(HttpContext context, Func<Installation> installation, Forgeries forgeries) =>
        context.Request.Query.TryGetValue("validationToken", out var token)
            ? ShakeHandsAsync(context, token.ToString())
            : ReceiveAsync(context, installation, forgeries);

    /// <summary>
    /// The decoded token as plain text. One with markup is not Graph's, and not even as text do we repeat it to a browser.
    /// </summary>
    private static Task ShakeHandsAsync(HttpContext context, string token)
    {
        if (token.Length is 0 or > MaxToken || token.Any(c => char.IsControl(c) || c is '<' or '>'))
            return Reply.JsonAsync(context, StatusCodes.Status400BadRequest, "{}");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(token), context.RequestAborted).AsTask();
    }

    private static async Task ReceiveAsync(HttpContext context, Func<Installation> installation, Forgeries forgeries)
    {
        if (await BoundedBody.ReadAsync(context.Request, MaxBytes, context.RequestAborted) is not { } body)
        {
            await Reply.JsonAsync(context, StatusCodes.Status413PayloadTooLarge, "{}");
            return;
        }
        try
        {
            // What cannot be kept fails (503): Graph shall send it again.
            var (notices, broken) = NoticeReader.Read(body);
            forgeries.Add(broken + await ReceiveNotices.RunAsync(installation().Workspace, notices, context.RequestAborted));
            await Reply.JsonAsync(context, StatusCodes.Status202Accepted, "{}");
        }
        catch (JsonException)
        {
            await Reply.JsonAsync(context, StatusCodes.Status400BadRequest, "{}");
        }
    }
}
