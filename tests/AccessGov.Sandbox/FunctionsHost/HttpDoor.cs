using System.Net;
using System.Text.Json;
using AccessGov.Sandbox.FunctionsHost.Rpc;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Forwarder;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// The public address. What matches a function's route and method is asked of the worker over gRPC and forwarded to the worker's own
/// HTTP port at the same time, by YARP as the host uses it (DefaultHttpProxyService): X-Forwarded-* are set anew, Host becomes the
/// worker's, and x-ms-invocation-id is added unless the caller sent one, whose request then finds no invocation.
/// </summary>
internal sealed class HttpDoor(FunctionCaller caller, FunctionsHostRules rules, IEnumerable<HostedFunction> functions, bool behindFrontEnd)
    : IAsyncDisposable
{
    // ScriptConstants.DefaultMaxRequestBodySize of the host.
    private const long MaxBodyBytes = 104_857_600;

    private readonly HttpMessageInvoker client = new(
        new RetryForwarding(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
            }
        )
    );

    private readonly ForwarderRequestConfig forwarding = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };
    private readonly List<PublicRoute> routes =
    [
        .. functions.Where(f => f.Trigger is FunctionTrigger.Http).Select(f => new PublicRoute(f, rules.RoutePrefix)),
    ];

    private WebApplication? app;

    public Uri Address { get; private set; } = null!;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.AddHttpForwarder();
        app = builder.Build();
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(context => AnswerAsync(context, forwarder));
        await app.StartAsync();
        Address = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        client.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, IHttpForwarder forwarder)
    {
        if (behindFrontEnd)
            Believe(context.Request);
        var values = new RouteValueDictionary();
        if (routes.FirstOrDefault(r => r.Matches(context.Request, values)) is not { } route)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var forwarded = Task.FromResult(ForwarderError.None);
        var failure = await caller.CallAsync(
            new FunctionCall(route.Function, new TypedData { Http = new RpcHttp() })
            {
                Metadata = Metadata(context.Request, values),
                CallerTrace = context.Request.Headers.TraceParent.FirstOrDefault(),
                Prepare = (channel, id) =>
                {
                    var uri =
                        channel.Capabilities.GetValueOrDefault("HttpUri") ?? throw new InvalidDataException("The worker has no HttpUri.");
                    context.Request.Headers.TryAdd("x-ms-invocation-id", id);
                    forwarded = forwarder.SendAsync(context, uri, client, forwarding).AsTask();
                },
            },
            context.RequestAborted
        );
        // A function that failed is a 500, unless its answer is on its way already.
        if ((await forwarded != ForwarderError.None || failure is not null) && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    /// <summary>AppServiceHeaderFixupMiddleware.</summary>
    private static void Believe(HttpRequest request)
    {
        if (request.Headers.TryGetValue("X-Forwarded-Proto", out var scheme))
            request.Scheme = scheme.ToString();
        if (request.Headers.TryGetValue("DISGUISED-HOST", out var host))
            request.Host = new HostString(host.ToString());
    }

    private static Dictionary<string, TypedData> Metadata(HttpRequest request, RouteValueDictionary values)
    {
        var data = values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => new TypedData { String = $"{v.Value}" });
        data["Query"] = Json(request.Query);
        data["Headers"] = Json(request.Headers);
        return data;
    }

    private static TypedData Json(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        new() { Json = JsonSerializer.Serialize(pairs.ToDictionary(p => p.Key, p => p.Value.ToString())) };

    /// <summary>A function's public route.</summary>
    private sealed class PublicRoute
    {
        private readonly TemplateMatcher matcher;
        private readonly IReadOnlyList<string> methods;

        public PublicRoute(HostedFunction function, string prefix)
        {
            Function = function;
            var trigger = (FunctionTrigger.Http)function.Trigger;
            methods = trigger.Methods;
            matcher = new TemplateMatcher(TemplateParser.Parse($"{prefix}/{trigger.Route}".TrimStart('/')), []);
        }

        public HostedFunction Function { get; }

        public bool Matches(HttpRequest request, RouteValueDictionary values)
        {
            values.Clear();
            return (methods.Count == 0 || methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase))
                && matcher.TryMatch(request.Path, values);
        }
    }
}
