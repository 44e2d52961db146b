using System.Net;
using AccessGov.Core.Policy;
using AccessGov.Core.Reconciliation;

namespace AccessGov.App.Directory;

/// <summary>Microsoft Entra ID through Microsoft Graph v1.0.</summary>
public sealed partial class EntraDirectory : IDirectory, IDisposable
{
    private readonly DirectorySettings settings;
    private readonly TimeProvider clock;
    private readonly TokenSource tokens;
    private readonly HttpClient http;
    private readonly HttpClient? tokenHttp;
    private readonly GraphQuota quota;
    private readonly GraphLists lists;
    private readonly BatchSender batches;
    private readonly Lazy<NewAccountRequests> creations;

    /// <summary>One for the life of the process: it owns the connections and our picture of the quotas.</summary>
    public EntraDirectory(DirectorySettings settings, TimeProvider clock)
    {
        if (!settings.BaseUri.AbsoluteUri.EndsWith("/v1.0", StringComparison.Ordinal))
            throw new ArgumentException($"The directory's base address must end in /v1.0, it is {settings.BaseUri}.", nameof(settings));
        (this.settings, this.clock) = (settings, clock);
        quota = new GraphQuota(settings, clock);
        if (settings.TokenUri is { } endpoint)
        {
            tokenHttp = new HttpClient(Connections());
            tokens = new TokenSource(EndpointCredentials.From(endpoint, settings, tokenHttp, clock), clock);
        }
        else
        {
            tokens = new TokenSource(EntraCredentials.From(settings), clock);
        }

        http = new HttpClient(new GraphHandler(settings.BaseUri, tokens, Counters, Connections()));
        lists = new GraphLists(settings.BaseUri, new GraphReads(http, quota, Counters, settings, clock));
        batches = new BatchSender(settings.BaseUri, http, quota, Counters, settings, clock);
        creations = new Lazy<NewAccountRequests>(() => new NewAccountRequests(http, settings.BaseUri, settings.UsageLocation));
    }

    /// <summary>What has been asked of Graph through this object.</summary>
    public GraphCounters Counters { get; } = new();

    /// <inheritdoc/>
    public Task<DirectoryRead> CaptureAsync(IReadOnlyList<Entitlement> governed, IProgress<CaptureProgress>? progress, CancellationToken ct) =>
        new DirectoryCapture(lists, quota, settings.GroupsAtATime, governed, progress).RunAsync(ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ActionOutcomeOf>> ApplyAsync(IReadOnlyList<PlannedAction> slice, CancellationToken ct) =>
        new SliceRun(slice, batches, new ActionRequests(settings.BaseUri), creations, Deadline()).RunAsync(ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (creations.IsValueCreated) creations.Value.Dispose();
        http.Dispose();
        tokenHttp?.Dispose();
        tokens.Dispose();
    }

    /// <summary>No redirects and no cookies: a token goes where it was meant to go.</summary>
    private static SocketsHttpHandler Connections() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
