using System.Security.Cryptography.X509Certificates;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.App.Directory.Ldap;

/// <summary>
/// Active Directory through LDAP over TLS, one domain controller, with a reader and a writer. "Deleted" are the accounts among the
/// leavers: they are not seen, and can be brought back.
/// </summary>
public sealed class LdapDirectory : IDirectory, IDisposable
{
    /// <summary>Values of one filter: 50 accounts by id in 14 ms (measured).</summary>
    internal const int MostIds = 50;

    private readonly LdapSettings settings;
    private readonly TimeProvider clock;
    private readonly TimeSpan patience;
    private readonly LdapLink reading;
    private readonly LdapLink writing;
    private readonly LdapReads reads;
    private readonly LdapGroups groups;

    /// <summary>One for the life of the process: it owns the connections.</summary>
    /// <param name="settings">Server, places and identities.</param>
    /// <param name="clock">What the time is.</param>
    /// <exception cref="ArgumentException">The settings name no domain controller.</exception>
    /// <exception cref="OutsideFailureException">The file of authorities cannot be read.</exception>
    public LdapDirectory(DirectorySettings settings, TimeProvider clock)
    {
        this.settings = settings.Ldap ?? throw new ArgumentException("The settings name no domain controller.", nameof(settings));
        (this.clock, patience) = (clock, settings.PatienceFor);
        var server = new LdapServer(
            this.settings.Server,
            this.settings.Port,
            Authorities(this.settings.AuthoritiesFile),
            this.settings.Limit
        );
        reading = Link(DirectoryRole.Reader);
        writing = Link(DirectoryRole.Writer);
        reads = new LdapReads(reading, this.settings.UsersIn);
        groups = new LdapGroups(reads, server);
        Changes = new LdapChanges(reads, server, this.settings, clock);
        Standing = new LdapStanding(reads, new LdapReads(writing, this.settings.UsersIn), this.settings);

        LdapLink Link(DirectoryRole role)
        {
            var identity = settings.IdentityOf(role);
            return new LdapLink(
                server,
                identity.ClientId,
                () =>
                    identity is { ClientId.Length: > 0, Secret: { Length: > 0 } secret }
                        ? secret
                        : throw LdapFailures.Nobody(server, DirectoryRoleCodes.Of(role), identity.SecretVariable),
                clock
            );
        }
    }

    private LdapDirectory(LdapDirectory other, TimeSpan patience) =>
        (settings, clock, reading, writing, reads, groups, Changes, Standing, this.patience) = (
            other.settings,
            other.clock,
            other.reading,
            other.writing,
            other.reads,
            other.groups,
            other.Changes,
            other.Standing,
            patience
        );

    /// <summary>What changed since the last look.</summary>
    public LdapChanges Changes { get; }

    /// <summary>Requests that were sent to the domain controller.</summary>
    internal long Asked => reading.Server.Asked;

    /// <summary>How the domain is set up.</summary>
    internal LdapStanding Standing { get; }

    /// <inheritdoc/>
    public int LooksAtOnce => MostIds * 20;

    /// <inheritdoc/>
    public Task<DirectoryRead> CaptureAsync(
        IReadOnlyList<Entitlement> governed,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    ) => new LdapCapture(reads, groups, governed).EverythingAsync(progress, ct);

    /// <inheritdoc/>
    public Task<DirectoryRead> CaptureVicinityAsync(IReadOnlyList<Entitlement> governed, Vicinity vicinity, CancellationToken ct) =>
        new LdapCapture(reads, groups, governed).VicinityAsync(vicinity, ct);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, AccountNow>> LookAsync(IReadOnlyCollection<Guid> objectIds, CancellationToken ct)
    {
        var now = objectIds.Distinct().ToDictionary(id => id, AccountNow (_) => new AccountNow.Absent());
        foreach (var chunk in now.Keys.ToArray().Chunk(MostIds))
            foreach (var account in await AccountsAsync(LdapFilter.Or([.. chunk.Select(LdapFilter.Is)]), ct))
                now[account.ObjectId] = new AccountNow.Present(account);
        return now;
    }

    /// <inheritdoc/>
    public async Task<DirectoryAccount?> FindByEmployeeIdAsync(EmployeeId id, CancellationToken ct)
    {
        var found = (await AccountsAsync(LdapFilter.Equal(LdapAccounts.Number, id.Value), ct)).Where(a => a.EmployeeId == id).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DirectoryAccount>> AlikeAsync(EmployeeId id, CancellationToken ct) =>
        await AccountsAsync(LdapFilter.Or([.. NumberForm.Spellings(id).Select(s => LdapFilter.Equal(LdapAccounts.Number, s))]), ct);

    /// <inheritdoc/>
    public int TakesAtOnce(IReadOnlyList<PlannedAction> phase, int enough) => Math.Min(phase.Count, Math.Max(1, enough));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ActionOutcomeOf>> ApplyAsync(IReadOnlyList<PlannedAction> slice, CancellationToken ct) =>
        new LdapActions(slice, reads, writing, settings, clock, clock.GetUtcNow() + patience).RunAsync(ct);

    /// <inheritdoc/>
    public IDirectory WithPatience(TimeSpan patience) => new LdapDirectory(this, patience < this.patience ? patience : this.patience);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GroupCheck>> CheckGroupsAsync(IReadOnlyList<Entitlement> governed, CancellationToken ct)
    {
        var checks = new List<GroupCheck>(governed.Count);
        foreach (var right in governed)
            checks.Add(new GroupCheck(right.Id, right.GroupId, await groups.RefusalOfAsync(right.GroupId, ct)));
        return checks;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeletedAccount>> DeletedAsync(Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct)
    {
        var left = new List<DeletedAccount>();
        var pool = new TextPool();
        var request = LdapRequest.Search(
            settings.LeaversIn,
            LdapScope.OneLevel,
            LdapFilter.Users,
            [.. LdapAccounts.Attributes, "whenChanged"]
        );
        await reads.SearchAsync(
            request,
            entry =>
            {
                var account = reads.Read(entry, pool);
                var on = dayOf(reads.InstantOf(entry, "whenChanged"));
                left.Add(new DeletedAccount(account.ObjectId, account.EmployeeId, account.UserPrincipalName, on));
            },
            ct
        );
        return left;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>?> MembersAsync(Guid group, CancellationToken ct) =>
        await reads.MembersAsync(group, ct) is { } members ? members.ToHashSet() : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        reading.Dispose();
        writing.Dispose();
    }

    /// <summary>Whether the domain controller lets a role in.</summary>
    /// <param name="role">The reader or the writer.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">It does not.</exception>
    internal Task LetsInAsync(DirectoryRole role, CancellationToken ct) =>
        (role == DirectoryRole.Writer ? writing : reading).UseAsync((_, _) => Task.FromResult(true), ct);

    /// <summary>Whether a place of the settings is there.</summary>
    internal async Task<bool> HasAsync(string place, CancellationToken ct) => await reads.FindAsync(place, ["objectGUID"], ct) is not null;

    private async Task<List<DirectoryAccount>> AccountsAsync(LdapFilter filter, CancellationToken ct)
    {
        var pool = new TextPool();
        return [.. (await reads.AccountsAsync(filter, ct)).Select(entry => reads.Read(entry, pool))];
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0 ? authorities : throw new System.Security.Cryptography.CryptographicException("No certificate.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("ldap-authorities-unreadable"),
                Wording.Of("Outside.ldap-authorities", file),
                e
            );
        }
    }
}
