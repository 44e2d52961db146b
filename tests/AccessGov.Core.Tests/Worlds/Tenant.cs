using System.Collections.Immutable;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>
/// A directory as a value, and what each action does to it: written without a look at the planner, so that the two check
/// each other. An action whose effect is true already changes nothing.
/// </summary>
internal sealed record Tenant(
    ImmutableSortedDictionary<Guid, DirectoryAccount> Accounts,
    ImmutableHashSet<(EntitlementId Entitlement, Guid Member)> Members,
    ImmutableHashSet<EntitlementId> Read,
    ImmutableHashSet<EntitlementId> Absent
)
{
    public DirectorySnapshot Snapshot() => Snapshot(Accounts.Values, Members, Read, Absent);

    public static DirectorySnapshot Snapshot(
        IEnumerable<DirectoryAccount> accounts,
        IEnumerable<(EntitlementId, Guid)> members,
        IEnumerable<EntitlementId> read,
        IEnumerable<EntitlementId> absent
    )
    {
        var builder = new DirectorySnapshot.Builder(read);
        foreach (var id in absent)
            builder.GroupIsAbsent(id);
        foreach (var account in accounts)
            builder.Add(account);
        foreach (var (entitlement, member) in members)
            builder.AddMember(entitlement, member);
        return builder.Build();
    }

    /// <summary>What a read for one worker would give, taken from the whole without a look at the adapter.</summary>
    public DirectorySnapshot Snapshot(Vicinity vicinity)
    {
        var near = Accounts
            .Values.Where(a =>
                (a.EmployeeId is { } id && vicinity.Numbers.Contains(id))
                || vicinity.Chosen.Contains(a.ObjectId)
                || a.UserPrincipalName.Equals(vicinity.UserPrincipalName, StringComparison.OrdinalIgnoreCase)
            )
            .ToArray();
        var builder = new DirectorySnapshot.Builder(Read, vicinity);
        foreach (var id in Absent.Intersect(vicinity.Groups))
            builder.GroupIsAbsent(id);
        foreach (var account in near)
            builder.Add(account);
        foreach (var (entitlement, member) in Members.Where(m => near.Any(a => a.ObjectId == m.Member)))
            builder.AddMember(entitlement, member);
        return builder.Build();
    }

    public Tenant Apply(IEnumerable<PlannedAction> actions) => actions.Aggregate(this, (tenant, action) => tenant.Apply(action));

    public Tenant Apply(PlannedAction action)
    {
        var id = IdOf(action.Target);
        return action switch
        {
            PlannedAction.CreateAccount create when !Accounts.ContainsKey(id) => With(
                new DirectoryAccount(id, create.Target.Employee, create.UserPrincipalName, false, create.Attributes, false)
            ),
            PlannedAction.CreateAccount => this,
            PlannedAction.ChangeAttributes change => With(
                Accounts[id] with
                {
                    Attributes = Accounts[id].Attributes.With(change.Changes),
                    EmployeeId = change
                        .Changes.Where(c => c.Name == AttributeName.EmployeeId)
                        .Select(c => (EmployeeId?)new EmployeeId(c.ToBe))
                        .SingleOrDefault(Accounts[id].EmployeeId),
                }
            ),
            PlannedAction.EnableAccount => With(Accounts[id] with { Enabled = true }),
            PlannedAction.DisableAccount => With(Accounts[id] with { Enabled = false }),
            PlannedAction.RevokeSessions => this,
            PlannedAction.AddMember add when Accounts.ContainsKey(id) => this with { Members = Members.Add((add.Entitlement, id)) },
            PlannedAction.RemoveMember remove => this with { Members = Members.Remove((remove.Entitlement, id)) },
            // What it then has, the directory knows; here it comes back shut and bare.
            PlannedAction.RestoreAccount => With(
                new DirectoryAccount(
                    id,
                    action.Target.Employee,
                    $"{action.Target.Employee}@city.example.jp",
                    false,
                    AccountAttributes.Empty,
                    false
                )
            ),
            PlannedAction.DeleteAccount => this with { Accounts = Accounts.Remove(id), Members = [.. Members.Where(m => m.Member != id)] },
            _ => throw new InvalidOperationException($"{action} has no effect here."),
        };
    }

    /// <summary>Rights per person, whatever object carries them.</summary>
    public ILookup<EmployeeId, EntitlementId> Rights() =>
        Members
            .Where(m => Accounts.ContainsKey(m.Member) && Accounts[m.Member].EmployeeId is not null)
            .ToLookup(m => Accounts[m.Member].EmployeeId!.Value, m => m.Entitlement);

    public IReadOnlyList<DirectoryAccount> Of(EmployeeId id) => [.. Accounts.Values.Where(a => a.EmployeeId == id)];

    public bool Has(Guid account, EntitlementId entitlement) => Members.Contains((entitlement, account));

    public bool CanRead(EntitlementId entitlement) => Read.Contains(entitlement) && !Absent.Contains(entitlement);

    public bool SameAs(Tenant other) => Accounts.SequenceEqual(other.Accounts) && Members.SetEquals(other.Members);

    /// <summary>The object id that this pretend directory gives to a new account.</summary>
    public static Guid IdOf(Target target) => target.ObjectId ?? IdOf(target.Employee);

    private static Guid IdOf(EmployeeId id) => new(1, 0, 0, [.. System.Text.Encoding.ASCII.GetBytes(id.Value.PadRight(8)[..8])]);

    private Tenant With(DirectoryAccount account) => this with { Accounts = Accounts.SetItem(account.ObjectId, account) };
}
