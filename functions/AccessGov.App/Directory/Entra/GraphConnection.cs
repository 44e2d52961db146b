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
    private readonly HttpClient? tokenHttp;

    public GraphConnection(DirectorySettings settings, DirectoryRole role, GraphCounters counters, TimeProvider clock)
    {
        var identity = settings.IdentityOf(role);
        if (settings.TokenUri is { } endpoint)
            tokenHttp = new HttpClient(Connections());
        var acquire = settings.TokenUri is { } uri
            ? EndpointCredentials.From(uri, identity, tokenHttp!, clock)
            : EntraCredentials.From(settings.TenantId, identity);
        tokens = new TokenSource(settings.AllowOneIdentity ? acquire : PermissionCheck.Judged(acquire, role), clock);
        Quota = new GraphQuota(settings, clock);
        Http = new HttpClient(new GraphHandler(settings.BaseUri, tokens, counters, Connections()));
        Batches = new BatchSender(settings.BaseUri, Http, Quota, counters, settings, clock);
    }

    /// <summary>Signs every request for Graph's own host.</summary>
    public HttpClient Http { get; }

    public GraphQuota Quota { get; }

    public BatchSender Batches { get; }

    public async Task<IReadOnlyList<string>> PermissionsAsync(CancellationToken ct) =>
        [.. PermissionCheck.Permissions((await tokens.GetAsync(null, ct)).Secret)];

    public void Dispose()
    {
        Http.Dispose();
        tokenHttp?.Dispose();
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
