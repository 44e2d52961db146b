using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// The public address: YARP with its default transformer, as <c>enableProxyingHttpRequest</c> uses it. Host becomes the handler's,
/// X-Forwarded-* are set anew, x-ms-invocation-id is added, everything else passes.
/// </summary>
internal sealed class PublicDoor(Handler handler, string prefix) : IAsyncDisposable
{
    private readonly HttpMessageInvoker client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        }
    );
    private WebApplication? app;

    public Uri Address { get; private set; } = null!;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddHttpForwarder();
        app = builder.Build();
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(context => ForwardAsync(context, forwarder));
        await app.StartAsync();
        Address = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context, IHttpForwarder forwarder)
    {
        // The host routes by prefix and function route; what matches nothing never reaches the handler.
        if (!context.Request.Path.StartsWithSegments(prefix))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var port = await handler.RunningAsync(context.RequestAborted);
        var invocation = Guid.NewGuid().ToString();
        await forwarder.SendAsync(
            context,
            $"http://127.0.0.1:{port}/",
            client,
            ForwarderRequestConfig.Empty,
            new Transformer(invocation),
            context.RequestAborted
        );
    }

    private sealed class Transformer(string invocation) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext context,
            HttpRequestMessage request,
            string destination,
            CancellationToken ct
        )
        {
            await base.TransformRequestAsync(context, request, destination, ct);
            request.Headers.Host = null;
            Set(request, "X-Forwarded-For", $"{context.Connection.RemoteIpAddress}");
            Set(request, "X-Forwarded-Host", context.Request.Host.Value!);
            Set(request, "X-Forwarded-Proto", context.Request.Scheme);
            Set(request, "x-ms-invocation-id", invocation);
            Set(request, "X-Azure-Functions-InvocationId", invocation);
        }

        private static void Set(HttpRequestMessage request, string name, string value)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
