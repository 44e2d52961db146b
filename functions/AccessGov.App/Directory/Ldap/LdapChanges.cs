using System.Globalization;
using System.Security.Cryptography;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;

namespace AccessGov.App.Directory.Ldap;

/// <summary>
/// What changed in the domain since the last look, without reading everything: objects that the domain controller gave a higher number.
/// Of deletions it tells only whoever may see deleted objects; so the ids of staff's accounts are listed from time to time, and nothing
/// else of them.
/// </summary>
public sealed class LdapChanges
{
    /// <summary>How long an account's deletion may go unnoticed where deleted objects are not shown.</summary>
    public static readonly TimeSpan ListEvery = TimeSpan.FromMinutes(5);

    private static readonly string[] Asked = ["objectGUID", "objectClass", "isDeleted", LdapAccounts.Number];

    private static readonly LdapFilter Watched = LdapFilter.Or(
        LdapFilter.Equal("objectClass", "user"),
        LdapFilter.Equal("objectClass", "group")
    );

    private readonly LdapReads reads;
    private readonly LdapServer server;
    private readonly LdapSettings settings;
    private readonly TimeProvider clock;

    internal LdapChanges(LdapReads reads, LdapServer server, LdapSettings settings, TimeProvider clock) =>
        (this.reads, this.server, this.settings, this.clock) = (reads, server, settings, clock);

    /// <summary>What changed.</summary>
    /// <param name="since">Where the last look ended; null for the first, which finds nothing.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What was found, and where the next look begins. Keep that only when what was found is taken care of.</returns>
    /// <exception cref="OutsideFailureException">It was not read to its end.</exception>
    public async Task<LdapChangesFound> SinceAsync(LdapBookmark? since, CancellationToken ct)
    {
        try
        {
            // The number first: what changes while we read is read again.
            var root = await NeededAsync("", ["highestCommittedUSN", "dsServiceName", "defaultNamingContext"], ct);
            var service = await NeededAsync(LdapNames.Plain(Needed(root, "dsServiceName")), ["invocationId"], ct);
            var invocation = service.Values("invocationId") is [{ Length: 16 } id] ? new Guid(id) : throw new FormatException("No id.");
            var usn = long.Parse(Needed(root, "highestCommittedUSN"), CultureInfo.InvariantCulture);
            var (accounts, groups) = (new HashSet<Guid>(), new HashSet<Guid>());
            // Another domain controller, or one whose database was put back: its numbers say nothing of ours.
            var isOther = since is not null && (since.Invocation != invocation || since.Usn > usn);
            if (since is not null && !isOther && since.Usn < usn)
                await ReadAsync(LdapNames.Plain(Needed(root, "defaultNamingContext")), since.Usn + 1, accounts, groups, ct);
            var now = clock.GetUtcNow();
            // A clock that was put back must not put this off.
            if (since is not null && !isOther && now - since.ListedAt is var ago && ago >= TimeSpan.Zero && ago < ListEvery)
                return new(since with { Usn = usn }, false, accounts, groups);
            var ids = await IdsAsync(ct);
            return new(new(invocation, usn, ids, now), isOther || since is not null && since.Ids != ids, accounts, groups);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw LdapFailures.Unreadable(server, e);
        }
    }

    private Task ReadAsync(string domain, long from, HashSet<Guid> accounts, HashSet<Guid> groups, CancellationToken ct) =>
        reads.SearchAsync(
            LdapRequest.Search(domain, LdapScope.Subtree, LdapFilter.And(LdapFilter.AtLeast("uSNChanged", from), Watched), Asked),
            entry =>
            {
                var kinds = entry.Texts("objectClass").ToHashSet(StringComparer.OrdinalIgnoreCase);
                if (kinds.Contains("group"))
                    groups.Add(entry.ObjectGuid);
                // A computer's account is a user too.
                else if (!kinds.Contains("computer") && Concerns(entry))
                    accounts.Add(entry.ObjectGuid);
            },
            ct,
            LdapControl.ShowDeleted
        );

    /// <summary>Staff's, or it may have been: deleted, or with a number in another place.</summary>
    private bool Concerns(LdapEntry entry) =>
        entry.Text("isDeleted") is "TRUE"
        || entry.Text(LdapAccounts.Number) is not null
        || settings.UsersIn.Any(place => DistinguishedName.IsBelow(LdapNames.Plain(entry.Name), place));

    /// <summary>A hash of all ids, whatever their order.</summary>
    private async Task<string> IdsAsync(CancellationToken ct)
    {
        var ids = new List<Guid>();
        foreach (var place in settings.UsersIn)
            await reads.SearchAsync(
                LdapRequest.Search(place, LdapScope.Subtree, LdapFilter.Users, ["objectGUID"]),
                entry => ids.Add(entry.ObjectGuid),
                ct
            );
        ids.Sort();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in ids)
            hash.AppendData(id.ToByteArray());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task<LdapEntry> NeededAsync(string name, string[] attributes, CancellationToken ct) =>
        await reads.FindAsync(name, attributes, ct) ?? throw new FormatException($"No object '{name}'.");

    private static string Needed(LdapEntry entry, string attribute) =>
        entry.Text(attribute) ?? throw new FormatException($"An object without {attribute}.");
}
