using AccessGov.App.Directory;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Planning;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Sandbox.Tenant;
using CsCheck;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>
/// A generated city on 1 April, spoiled by hands, brought into the domain: what the laws say of a tenant holds there too, and the plan is
/// the tenant's.
/// </summary>
[Collection(DomainSpace.Collection)]
public sealed class LdapPlanLaws
{
    /// <summary>Each case brings some sixty accounts into the domain, applies 1 April and reads a dozen times: some seconds.</summary>
    private const int Share = 200;

    /// <summary>What Active Directory has no form of: accounts from elsewhere, guests.</summary>
    private static readonly Spoiling[] OfTenantsOnly = [Spoiling.Synced, Spoiling.Guest];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_city_is_planned_as_in_a_tenant_one_is_planned_as_all_and_what_is_applied_is_planned_no_more()
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        await Gen.Select(Gen.ULong[1, 50], VicinityLaws.Hand.Array[0, 24], Gen.Int[0, 60].Array[6])
            .SampleAsync(HoldsAsync, iter: LawCases.Of(Share), threads: 1);
    }

    private static async Task HoldsAsync((ulong Seed, (Spoiling What, int Who, int Other)[] Hands, int[] Whom) given)
    {
        await using var world = await VicinityWorld.OpenAsync(given.Seed);
        foreach (var (what, who, other) in given.Hands.Where(h => !OfTenantsOnly.Contains(h.What)))
            world.Spoil(what, who, other);
        var space = await DomainSpace.OpenAsync(Ct);
        try
        {
            var ids = await BringAsync(world.Tenant.Directory, space);
            using var domain = new LdapDirectory(space.Settings(), TimeProvider.System);
            var desired = world.DesiredWhere(id => ids.GetValueOrDefault(id, id));
            var everything = await CaptureAsync(domain, desired.Policy);
            foreach (var who in Enumerable.Range(0, 12).Concat(given.Whom).Select(world.Number).Distinct())
                if (desired.Facts.Roster.Find(who) is { } worker)
                    await VicinityLaws.HoldsAsync(domain, desired, everything, worker);

            // Whose account gets its number in the first round gets the rest in the second.
            var notDone = new HashSet<EmployeeId>();
            for (var round = 0; round < 2; round++)
            {
                var here = Reconciler.Plan(desired, await CaptureAsync(domain, desired.Policy));
                var there = Reconciler.Plan(world.Desired, await CaptureAsync(world.Directory, world.Policy));
                Assert.Equal(Said(there), Said(here));
                notDone.UnionWith(await ApplyAsync(domain, here));
                notDone.UnionWith(await ApplyAsync(world.Directory, there));
            }
            var last = Reconciler.Plan(desired, await CaptureAsync(domain, desired.Policy));
            Assert.Empty(last.Actions.Where(a => !notDone.Contains(a.Target.Employee)).Select(Said));
        }
        finally
        {
            await space.EmptyAsync(CancellationToken.None);
        }
    }

    /// <summary>Applies a plan.</summary>
    /// <returns>With whom not everything was done.</returns>
    private static async Task<IEnumerable<EmployeeId>> ApplyAsync(IDirectory directory, Plan plan)
    {
        var outcomes = new List<ActionOutcomeOf>();
        while (ActionOrder.PhaseFrom(plan.Actions, outcomes.Count) is { Count: > 0 } phase)
            outcomes.AddRange(await directory.ApplyAsync(phase, Ct));
        return plan
            .Actions.Zip(outcomes)
            .Where(p => p.Second.Outcome is not (ActionOutcome.Applied or ActionOutcome.AlreadyTrue))
            .Select(p => p.First.Target.Employee);
    }

    private static IEnumerable<string> Said(Plan plan) => plan.Actions.Select(Said).Order(StringComparer.Ordinal);

    private static string Said(PlannedAction action) =>
        action switch
        {
            PlannedAction.AddMember a => $"{a.Target.Employee} + {a.Entitlement}",
            PlannedAction.RemoveMember r => $"{r.Target.Employee} - {r.Entitlement}",
            PlannedAction.ChangeAttributes c => $"{c.Target.Employee} {string.Join("; ", c.Changes)}",
            _ => $"{action.Target.Employee} {action.GetType().Name}",
        };

    private static async Task<DirectorySnapshot> CaptureAsync(IDirectory directory, Core.Policy.GovernancePolicy policy) =>
        Assert.IsType<DirectoryRead.Complete>(await directory.CaptureAsync(MakePlan.Governed(policy), null, Ct)).Snapshot;

    /// <summary>Makes a tenant's accounts and groups in the domain, as its administrator; the deleted are among the leavers.</summary>
    /// <returns>The domain's ids by those of the tenant.</returns>
    private static async Task<IReadOnlyDictionary<Guid, Guid>> BringAsync(TenantDirectory tenant, DomainSpace space)
    {
        var ids = new Dictionary<Guid, Guid>();
        foreach (var user in tenant.Users.Concat(tenant.DeletedUsers))
        {
            var org = user["employeeOrgData"] as IReadOnlyDictionary<string, string?>;
            var id = await space.AddUserAsync(user.EmployeeId, user.UserPrincipalName, Ct, user.AccountEnabled && user.DeletedAt is null);
            ids[Guid.Parse(user.Id)] = id;
            LdapChange[] changes =
            [
                .. new (string Name, string? Value)[]
                {
                    ("displayName", user.DisplayName),
                    ("department", $"{user["department"]}"),
                    ("title", $"{user["jobTitle"]}"),
                    ("employeeType", $"{user["employeeType"]}"),
                    ("division", org?["division"]),
                    ("departmentNumber", org?["costCenter"]),
                }
                    .Where(a => !string.IsNullOrEmpty(a.Value))
                    .Select(a => LdapChange.Replace(a.Name, a.Value!)),
            ];
            if (changes.Length > 0)
                await space.ChangeAsync(id, Ct, changes);
            if (user.DeletedAt is not null)
                await space.MoveAsync(id, LdapNames.Escaped(user.UserPrincipalName), space.Leavers, Ct);
        }
        foreach (var group in tenant.Groups)
        {
            var members = tenant.MembersOf(group.Id).Select(m => ids[Guid.Parse(m.Id)]).ToList();
            var id = await space.AddGroupAsync($"g{ids.Count}", [], Ct);
            ids[Guid.Parse(group.Id)] = id;
            if (members.Count > 0)
                await space.ChangeAsync(id, Ct, LdapChange.Add("member", [.. members.Select(LdapNames.Of)]));
        }
        return ids;
    }
}
