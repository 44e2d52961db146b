using System.Net;
using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Settings;

namespace AccessGov.App.Directory.Entra;

/// <summary>
/// One identity's way to Graph: its token, its connections, and our picture of its quota, which Graph counts by application and tenant.
/// </summary>
internal sealed class GraphConnection : IDisposable
{
    private readonly TokenSource tokens;
    private readonly Lazy<HttpClient>? tokenHttp;
    private readonly Lazy<HttpClient> http;
    private readonly Lazy<BatchSender> batches;

    public GraphConnection(DirectorySettings settings, DirectoryRole role, GraphCounters counters, TimeProvider clock)
    {
        var identity = settings.IdentityOf(role);
        // Made with the first request: a command that asks the directory nothing loads nothing of HTTP.
        if (settings.TokenUri is not null)
            tokenHttp = new Lazy<HttpClient>(() => new HttpClient(Connections()));
        var acquire = settings.TokenUri is { } uri
            ? EndpointCredentials.From(uri, identity, tokenHttp!, clock)
            : EntraCredentials.From(settings.TenantId, identity);
        tokens = new TokenSource(settings.AllowOneIdentity ? acquire : PermissionCheck.Judged(acquire, role), clock);
        Quota = new GraphQuota(settings, clock);
        http = new(() => new HttpClient(new GraphHandler(settings.BaseUri, tokens, counters, Connections())));
        batches = new(() => new BatchSender(settings.BaseUri, Http, Quota, counters, settings, clock));
    }

    /// <summary>Signs every request for Graph's own host.</summary>
    public HttpClient Http => http.Value;

    public GraphQuota Quota { get; }

    public BatchSender Batches => batches.Value;

    public async Task<IReadOnlyList<string>> PermissionsAsync(CancellationToken ct) =>
        [.. PermissionCheck.Permissions((await tokens.GetAsync(null, ct)).Secret)];

    public void Dispose()
    {
        if (http.IsValueCreated)
            http.Value.Dispose();
        if (tokenHttp is { IsValueCreated: true })
            tokenHttp.Value.Dispose();
        tokens.Dispose();
    }

    /// <summary>No redirects and no cookies: a token goes where it was meant to go.</summary>
    private static SocketsHttpHandler Connections() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
}
