using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Directory.Ldap;

/// <summary>Full reads, and reads of what concerns one worker: complete or nothing.</summary>
internal sealed class LdapCapture(LdapReads reads, LdapGroups groups, IReadOnlyList<Entitlement> governed)
{
    /// <summary>All accounts of staff, then each group's members.</summary>
    public async Task<DirectoryRead> EverythingAsync(IProgress<CaptureProgress>? progress, CancellationToken ct)
    {
        try
        {
            var builder = new DirectorySnapshot.Builder(governed.Select(e => e.Id));
            var (pool, accounts, memberships) = (new TextPool(), 0, 0);
            await reads.EveryAccountAsync(
                entry =>
                {
                    builder.Add(reads.Read(entry, pool));
                    if (++accounts % LdapReads.PageSize == 0)
                        progress?.Report(new CaptureProgress(accounts, 0, governed.Count, 0));
                },
                ct
            );
            for (var i = 0; i < governed.Count; i++)
            {
                if (await reads.MembersAsync(governed[i].GroupId, ct) is { } members)
                {
                    builder.AddMembers(governed[i].Id, members);
                    memberships += members.Count;
                }
                else
                    builder.GroupIsAbsent(governed[i].Id);
                progress?.Report(new CaptureProgress(accounts, i + 1, governed.Count, memberships));
            }
            return new DirectoryRead.Complete(builder.Build());
        }
        catch (OutsideFailureException e)
        {
            return new DirectoryRead.Incomplete(e.Kind, e.What);
        }
    }

    /// <summary>The accounts that concern one worker with all their groups, in one search: this directory is never behind itself.</summary>
    public async Task<DirectoryRead> VicinityAsync(Vicinity vicinity, CancellationToken ct)
    {
        try
        {
            var builder = new DirectorySnapshot.Builder(governed.Select(e => e.Id), vicinity);
            var pool = new TextPool();
            var governedBy = governed.ToLookup(e => e.GroupId, e => e.Id);
            var near = LdapFilter.Or([
                LdapFilter.Equal(LdapAccounts.Name, vicinity.UserPrincipalName),
                .. vicinity.Numbers.Select(n => LdapFilter.Equal(LdapAccounts.Number, n.Value)),
                .. vicinity.Chosen.Select(LdapFilter.Is),
            ]);
            foreach (var entry in await reads.AccountsAsync(near, ct, LdapAccounts.Groups))
            {
                var account = reads.Read(entry, pool);
                // The directory compares without letter case; numbers are compared with it.
                if (!IsNear(vicinity, account))
                    continue;
                builder.Add(account);
                foreach (var group in reads.GroupsOf(entry))
                    foreach (var right in governedBy[group])
                        builder.AddMember(right, account.ObjectId);
            }
            var (due, ungovernable) = (vicinity.Groups.ToHashSet(), new Dictionary<EntitlementId, string>());
            foreach (var right in governed.Where(e => due.Contains(e.Id)))
                if (await groups.RefusalOfAsync(right.GroupId, ct) is { } why)
                {
                    if (why == GroupRefusal.Missing)
                        builder.GroupIsAbsent(right.Id);
                    else
                        ungovernable.Add(right.Id, GroupRefusalCodes.Of(why));
                }
            return new DirectoryRead.Complete(builder.Build()) { Ungovernable = ungovernable };
        }
        catch (OutsideFailureException e)
        {
            return new DirectoryRead.Incomplete(e.Kind, e.What);
        }
    }

    private static bool IsNear(Vicinity vicinity, DirectoryAccount account) =>
        account.EmployeeId is { } number && vicinity.Numbers.Contains(number)
        || vicinity.Chosen.Contains(account.ObjectId)
        || account.UserPrincipalName.Equals(vicinity.UserPrincipalName, StringComparison.OrdinalIgnoreCase);
}
