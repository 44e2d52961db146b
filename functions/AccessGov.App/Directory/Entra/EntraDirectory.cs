using System.Collections.Concurrent;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Directory.Entra.Writes;
using AccessGov.App.Settings;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.App.Directory.Entra;

/// <summary>Microsoft Entra ID through Microsoft Graph v1.0.</summary>
public sealed partial class EntraDirectory : IDirectory, IDisposable
{
    private readonly DirectorySettings settings;
    private readonly TimeProvider clock;
    private readonly GraphConnection reading;
    private readonly GraphConnection writing;
    private readonly Lazy<GraphLists> lists;
    private readonly ConcurrentDictionary<Guid, int> sizes = [];
    private readonly Lazy<NewAccountRequests> creations;
    private readonly TimeSpan patience;
    private readonly Lazy<GraphConnection>? credentials;
    private readonly Lazy<GraphConnection>? mailing;

    /// <summary>One for the life of the process: it owns the connections and our picture of the quotas.</summary>
    /// <param name="settings">Tenant, addresses and applications.</param>
    /// <param name="clock">What the time is, for tokens and quotas.</param>
    public EntraDirectory(DirectorySettings settings, TimeProvider clock)
    {
        if (!settings.BaseUri.AbsoluteUri.EndsWith("/v1.0", StringComparison.Ordinal))
            throw new ArgumentException($"The directory's base address must end in /v1.0, it is {settings.BaseUri}.", nameof(settings));
        (this.settings, this.clock, patience) = (settings, clock, settings.PatienceFor);
        reading = new GraphConnection(settings, DirectoryRole.Reader, Counters, clock);
        writing = settings.Share(DirectoryRole.Reader, DirectoryRole.Writer)
            ? reading
            : new GraphConnection(settings, DirectoryRole.Writer, Counters, clock);
        lists = new(() => new GraphLists(settings.BaseUri, new GraphReads(reading.Http, reading.Quota, Counters, settings, clock)));
        Subscriptions = settings.NotificationUri is null ? null : new ChangeSubscriptions(settings, reading.Http, lists.Value, clock);
        Registrations = settings.RegistrationReport ? new RegistrationReport(lists.Value) : null;
        SignIns = settings.SignInActivity ? new SignInReport(lists.Value, clock) : null;
        if (settings.AllowOneIdentity || settings.RoleClientIds.ContainsKey(DirectoryRole.Credentials))
            credentials = new Lazy<GraphConnection>(() => new GraphConnection(settings, DirectoryRole.Credentials, Counters, clock));
        if (settings.AllowOneIdentity || settings.RoleClientIds.ContainsKey(DirectoryRole.Mailer))
            mailing = new Lazy<GraphConnection>(() => new GraphConnection(settings, DirectoryRole.Mailer, Counters, clock));
        Passes = credentials is null ? null : new TemporaryPasses(settings.BaseUri, credentials, clock);
        Sealed = new SealedAccounts(reading, writing, clock, patience);
        creations = new Lazy<NewAccountRequests>(() => new NewAccountRequests(writing.Http, settings.BaseUri, settings.UsageLocation));
    }

    /// <summary>The same connections, quotas and counters: nothing here is owned, so nothing is to be disposed.</summary>
    private EntraDirectory(EntraDirectory other, TimeSpan patience)
    {
        (settings, clock, reading, writing) = (other.settings, other.clock, other.reading, other.writing);
        (lists, sizes, creations, Subscriptions, Registrations, SignIns, Passes, Sealed, Counters, this.patience) = (
            other.lists,
            other.sizes,
            other.creations,
            other.Subscriptions,
            other.Registrations,
            other.SignIns,
            other.Passes,
            other.Sealed,
            other.Counters,
            patience
        );
    }

    /// <summary>Change notifications; null when the settings name no public address.</summary>
    public ChangeSubscriptions? Subscriptions { get; }

    /// <summary>The report of registered methods; null when the settings do not ask for it.</summary>
    public RegistrationReport? Registrations { get; }

    /// <summary>When accounts last signed in; null when the settings do not ask for it.</summary>
    public SignInReport? SignIns { get; }

    /// <summary>Temporary Access Passes; null when the settings name no identity of their own for them.</summary>
    public TemporaryPasses? Passes { get; }

    /// <summary>Sealed emergency accounts, which two people open.</summary>
    public SealedAccounts Sealed { get; }

    /// <summary>Signs requests to Graph as the application that sends mail; null when the settings name none.</summary>
    internal HttpClient? Mailing => mailing?.Value.Http;

    /// <summary>What has been asked of Graph through this object.</summary>
    public GraphCounters Counters { get; } = new();

    /// <summary>The application permissions that a role's token carries; empty when the token does not tell.</summary>
    /// <param name="role">The reader, the writer or, where the settings name one, the mailer.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">No token could be had.</exception>
    internal Task<IReadOnlyList<string>> PermissionsAsync(DirectoryRole role, CancellationToken ct) =>
        (
            role switch
            {
                DirectoryRole.Writer => writing,
                DirectoryRole.Mailer => mailing!.Value,
                _ => reading,
            }
        ).PermissionsAsync(ct);

    /// <inheritdoc/>
    public IDirectory WithPatience(TimeSpan patience) =>
        new EntraDirectory(this, patience < settings.PatienceFor ? patience : settings.PatienceFor);

    /// <inheritdoc/>
    public Task<DirectoryRead> CaptureAsync(
        IReadOnlyList<Entitlement> governed,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    ) => new DirectoryCapture(lists.Value, reading.Quota, settings.GroupsAtATime, governed, sizes, progress).RunAsync(ct);

    /// <inheritdoc/>
    public Task<DirectoryRead> CaptureVicinityAsync(IReadOnlyList<Entitlement> governed, Vicinity vicinity, CancellationToken ct) =>
        new VicinityCapture(reading.Batches, lists.Value, governed, vicinity, Deadline()).RunAsync(ct);

    /// <inheritdoc/>
    public int TakesAtOnce(IReadOnlyList<PlannedAction> phase, int enough) => WriteSlice.Of(phase, enough);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ActionOutcomeOf>> ApplyAsync(IReadOnlyList<PlannedAction> slice, CancellationToken ct) =>
        new GraphActionBatch(slice, reading.Batches, writing.Batches, new ActionRequests(settings.BaseUri), creations, Deadline()).RunAsync(
            ct
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        if (creations.IsValueCreated)
            creations.Value.Dispose();
        if (credentials is { IsValueCreated: true })
            credentials.Value.Dispose();
        if (mailing is { IsValueCreated: true })
            mailing.Value.Dispose();
        reading.Dispose();
        writing.Dispose();
    }
}
