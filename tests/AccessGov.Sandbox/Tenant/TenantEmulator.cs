using System.Net;
using System.Net.Http.Headers;
using AccessGov.Sandbox.Tenant.Notices;
using AccessGov.Sandbox.Tenant.Routes;
using AccessGov.Sandbox.Tenant.State;
using AccessGov.Sandbox.Tenant.Wire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AccessGov.Sandbox.Tenant;

/// <summary>
/// A pretend Entra tenant that speaks Microsoft Graph v1.0 over HTTP on loopback. It refuses with 501 what it does not know.
/// </summary>
public sealed class TenantEmulator : IAsyncDisposable
{
    private const string TokenPath = "/sandbox/oauth2/v2.0/token";
    private readonly TenantOptions _options;
    private readonly WebApplication _host;
    private readonly TokenDesk _tokens;
    private readonly AppTokens _apps;
    private readonly TenantPipeline _pipeline;
    private readonly SubscriptionBook _subscriptions;
    private readonly ExchangeRecorder? _recorder;
    private readonly HttpClient _outside = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Notifier _notifier;
    private readonly EndpointCheck _endpoints;

    private TenantEmulator(TenantOptions options)
    {
        _options = options;
        Directory = new(options.Clock);
        Faults = new(options.Seed);
        _tokens = new(options.Clock);
        _apps = new(options.Clock);
        _subscriptions = new(options.Clock);
        _recorder = options.RecordFile is null ? null : new(options.RecordFile);
        _notifier = new(options, _subscriptions, Notifications, _outside);
        _endpoints = new(_outside);
        _pipeline = new(Directory, options, Faults, Counters, _subscriptions, _recorder);
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        _host = builder.Build();
        _host.Run(Serve);
    }

    /// <summary>http://127.0.0.1:port/v1.0, the base path that the Graph SDK wants.</summary>
    public Uri BaseUri { get; private set; } = new("http://127.0.0.1/v1.0");

    /// <summary>Client-credentials token endpoint; any client id and secret will do.</summary>
    public Uri TokenUri => new(BaseUri, TokenPath);

    /// <summary>Issues tokens of applications for other APIs; its discovery document lies below.</summary>
    public Uri AuthorityUri => new(BaseUri, "/sandbox/entra/v2.0");

    /// <summary>Tokens of applications for other APIs than Graph.</summary>
    internal AppTokens Apps => _apps;

    /// <summary>The state; change it by hand here.</summary>
    public TenantDirectory Directory { get; }

    /// <summary>What is to go wrong.</summary>
    public TenantFaults Faults { get; }

    /// <summary>What has been asked.</summary>
    public TenantCounters Counters { get; } = new();

    /// <summary>What became of change notifications.</summary>
    public NotificationCounters Notifications { get; } = new();

    /// <summary>The tenant's id, as notifications name it.</summary>
    public Guid TenantId => _options.TenantId;

    /// <summary>Change-notification subscriptions that have not expired.</summary>
    public IReadOnlyList<TenantSubscription> Subscriptions => _subscriptions.Live;

    /// <summary>Loads the state file when there is one and starts listening.</summary>
    public static async Task<TenantEmulator> StartAsync(TenantOptions? options = null)
    {
        var tenant = new TenantEmulator(options ?? new());
        if (tenant._options.StateFile is { } file && File.Exists(file))
            await StateFile.LoadAsync(file, tenant.Directory, tenant._subscriptions);
        // Loading is no change.
        tenant.Directory.Changed = tenant._notifier.Changed;
        await tenant._host.StartAsync();
        var address = tenant._host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        tenant.BaseUri = new(address + "/v1.0");
        return tenant;
    }

    /// <summary>
    /// Sends a lifecycle event of a subscription: <c>reauthorizationRequired</c>, <c>missed</c>; false when it was not taken.
    /// </summary>
    public Task<bool> SendLifecycleAsync(TenantSubscription subscription, string lifecycleEvent) =>
        _notifier.TellAsync(subscription, lifecycleEvent);

    /// <summary>Ends a subscription; tells of it with <c>subscriptionRemoved</c> unless silent.</summary>
    public Task<bool> RemoveSubscriptionAsync(TenantSubscription subscription, bool silent = false)
    {
        _subscriptions.Remove(subscription.Id);
        return silent ? Task.FromResult(true) : _notifier.TellAsync(subscription, "subscriptionRemoved");
    }

    /// <summary>A bearer as the token endpoint would issue it.</summary>
    public string IssueToken() => _tokens.Issue();

    /// <summary>A client that carries a bearer; its base address ends with a slash, so ask for <c>users</c>, not <c>/users</c>.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient { BaseAddress = new(BaseUri + "/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", IssueToken());
        return client;
    }

    /// <summary>Writes the state file; does nothing without one.</summary>
    public Task SaveAsync()
    {
        if (_options.StateFile is not { } file)
            return Task.CompletedTask;
        lock (Directory.Gate)
            Directory.Log.ForgetBefore(_options.Clock.GetUtcNow() - UserDelta.TokenLife);
        return StateFile.SaveAsync(file, Directory, _subscriptions);
    }

    /// <summary>Stops listening and saves the state.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _notifier.DisposeAsync();
        _outside.Dispose();
        _apps.Dispose();
        await SaveAsync();
        _recorder?.Dispose();
    }

    private async Task Serve(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        // The service asks the endpoint before it makes the subscription; outside of the directory's gate, because the endpoint may ask us.
        var unreachable =
            context.Request is { Method: "POST", Path.Value: "/v1.0/subscriptions" }
            && _tokens.Refuse(context.Request.Headers.Authorization) is null
                ? await _endpoints.RefuseAsync(body.ToArray(), context.RequestAborted)
                : null;
        var reply = Answer(context.Request, body.ToArray(), unreachable);
        if (reply.Lost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        // Graph's clock is the tenant's, also where a story makes it jump.
        context.Response.Headers.Date = _options.Clock.GetUtcNow().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;
        if (reply.Body.IsEmpty)
            return;
        context.Response.ContentLength = reply.Body.Length;
        await context.Response.BodyWriter.WriteAsync(reply.Body, context.RequestAborted);
    }

    private GraphReply Answer(HttpRequest http, byte[] body, GraphReply? unreachable)
    {
        var now = _options.Clock.GetUtcNow();
        if (http.Path == TokenPath)
            return _tokens.Answer(http.Method, System.Text.Encoding.UTF8.GetString(body)).For(null, now);
        // What a look at the connection asks of any web server.
        if (http is { Method: "HEAD", Path.Value: "/" })
            return GraphReply.Empty(404).For(null, now);
        if (http.Method == "GET" && _apps.Answer(http.Path, AuthorityUri) is { } published)
            return published.For(null, now);
        var target = http.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var headers = http.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var graph = target.StartsWith("/v1.0/", StringComparison.Ordinal);
        var request = GraphRequest.Read(http.Method, BaseUri, graph ? target["/v1.0".Length..] : target, headers, body, out var reason);
        if (request is null)
            return Refusals.BadRequest(reason!).For(null, now);
        if (!graph || headers.ContainsKey("Content-Encoding"))
            return _pipeline.Answer(request, Refusals.NotEmulated(graph ? "a compressed body" : $"{http.Method} {target}"));
        request.Client = _tokens.ClientOf(request.Header("Authorization"));
        return _pipeline.Answer(request, _tokens.Refuse(request.Header("Authorization")) ?? unreachable);
    }
}
