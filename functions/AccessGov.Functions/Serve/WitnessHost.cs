using System.Net;
using System.Text;
using AccessGov.App.Audit.Log;
using AccessGov.Core.Audit.Witnesses;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AccessGov.Functions.Serve;

/// <summary>
/// <c>accessgov witness serve</c>: a witness for the logs of neighbours, on a loopback port behind a reverse proxy. It needs neither
/// settings nor store.
/// </summary>
public static class WitnessHost
{
    private const int MostConnections = 50;

    /// <summary>Serves until it is told to stop; a kill is as good.</summary>
    /// <param name="folder">What the witness is and knows.</param>
    /// <param name="clock">The time that cosignatures tell.</param>
    /// <param name="port">Loopback port; 0 takes a free one.</param>
    /// <param name="ready">Told once it listens, with the address.</param>
    /// <param name="ct">Stops serving.</param>
    public static async Task RunAsync(WitnessFolder folder, TimeProvider clock, int port, Action<string> ready, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ready);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = WitnessKeeper.MostBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        await using var app = builder.Build();
        var keeper = new WitnessKeeper(folder, clock);
        app.UseRouting();
        app.MapPost("/add-checkpoint", context => AddAsync(context, keeper));
        app.MapGet("/{log:length(64)}/checkpoint", context => LatestAsync(context, folder));
        await app.StartAsync(ct);
        ready(app.Urls.First());
        await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(CancellationToken.None);
    }

    private static async Task AddAsync(HttpContext context, WitnessKeeper keeper)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var answer = await keeper.AnswerAsync(body.ToArray(), context.RequestAborted);
        context.Response.ContentType = answer.Status == StatusCodes.Status409Conflict ? WitnessDecision.SizeMediaType : "text/plain";
        await WriteAsync(context, answer.Status, answer.Body);
    }

    private static Task LatestAsync(HttpContext context, WitnessFolder folder) =>
        folder.LatestOf($"{context.Request.RouteValues["log"]}") is { } note
            ? WriteAsync(context, StatusCodes.Status200OK, $"{note}")
            : WriteAsync(context, StatusCodes.Status404NotFound, "");

    private static async Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }
}
