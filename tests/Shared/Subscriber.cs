using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AccessGov.Tests;

/// <summary>An endpoint of change notifications that keeps what it gets.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly WebApplication app;

    private Subscriber()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Url => new(new Uri(app.Urls.First()), "/notify");

    /// <summary>Notifications, in order.</summary>
    public ConcurrentQueue<JsonNode> Notices { get; } = new();

    /// <summary>Answers the handshake; the default does as documented.</summary>
    public Func<HttpContext, string, Task> ShakeHands { get; set; } =
        (context, token) =>
        {
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync(token);
        };

    /// <summary>Refuses so many POSTs first.</summary>
    public int Failures { get; set; }

    public static async Task<Subscriber> StartAsync()
    {
        var subscriber = new Subscriber();
        await subscriber.app.StartAsync();
        return subscriber;
    }

    /// <summary>Waits for so many notifications.</summary>
    public async Task<JsonNode[]> WaitAsync(int count, CancellationToken ct)
    {
        await Stage.UntilAsync(() => Task.FromResult(Notices.Count >= count), ct);
        return [.. Notices];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Query.TryGetValue("validationToken", out var token))
        {
            await ShakeHands(context, token!);
            return;
        }

        if (Failures-- > 0)
        {
            context.Response.StatusCode = 503;
            return;
        }

        foreach (var notice in (await JsonNode.ParseAsync(context.Request.Body))!["value"]!.AsArray())
            Notices.Enqueue(notice!);
        context.Response.StatusCode = 202;
    }
}
