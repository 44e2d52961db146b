using System.Reflection;
using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Kernel;

/// <summary>Each case of each closed hierarchy passes each public switch: a case added later cannot be forgotten.</summary>
public sealed class ClosedHierarchyTests
{
    public static TheoryData<Type> Hierarchies =>
        [
            .. typeof(Plan)
                .Assembly.GetExportedTypes()
                .Where(t => t is { IsAbstract: true, IsSealed: false, IsInterface: false } && t.GetMethod("<Clone>$") is not null),
        ];

    [Theory, MemberData(nameof(Hierarchies))]
    public void A_hierarchy_is_closed(Type hierarchy)
    {
        Assert.All(
            hierarchy.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            c =>
                Assert.True(
                    c.IsPrivate || c.GetParameters() is [{ ParameterType: var only }] && only == hierarchy,
                    $"{hierarchy} has the constructor {c}"
                )
        );
        var cases = hierarchy.GetNestedTypes(BindingFlags.Public).Where(t => !t.IsEnum).ToArray();
        Assert.NotEmpty(cases);
        Assert.All(cases, c => Assert.True(c.IsSealed, $"{c} is not sealed"));
    }

    [Fact]
    public void The_hierarchies_that_the_house_speaks_of_are_among_them() =>
        Assert.Superset(
            new HashSet<string>([
                "PlannedAction",
                "Cause",
                "Expect",
                "ActionOutcome",
                "Verdict",
                "Standing",
                "WithheldReason",
                "HrReading",
                "Known`1",
                "ApprovalResult",
            ]),
            Hierarchies.Select(t => t.Data.Name).ToHashSet()
        );

    [Fact]
    public void Every_action_has_a_phase_a_weight_and_a_canonical_form()
    {
        var actions = Samples.Of<PlannedAction>().ToArray();
        Assert.Equal(9, actions.Length);
        Assert.All(actions, a => Assert.InRange(ActionOrder.PhaseOf(a), 1, 9));
        Assert.Equal(3, actions.Count(a => Reduction.Of(a, A.April) is not null));
        AllDiffer(actions);
    }

    [Fact]
    public void Every_cause_has_a_canonical_form()
    {
        var disable = Samples.Of<PlannedAction>().OfType<PlannedAction.DisableAccount>().Single();
        // Each says its day, or that it has none.
        Assert.All(Samples.Of<Cause>(), cause => Assert.True(CauseDay.Of(cause) is not { Year: < 1 }));
        AllDiffer([.. Samples.Of<Cause>().Select(c => disable with { Because = disable.Because with { Cause = c } })]);
    }

    [Fact]
    public void Every_expectation_has_a_canonical_form()
    {
        var disable = Samples.Of<PlannedAction>().OfType<PlannedAction.DisableAccount>().Single();
        AllDiffer([
            .. Samples
                .Of<Expect>()
                .Append(new Expect.Membership(false))
                .Append(new Expect.Account(false, AccountAttributes.Empty))
                .Select(e => disable with { Expect = e }),
        ]);
    }

    [Fact]
    public void Every_verdict_is_answered_by_an_approval()
    {
        foreach (var verdict in Samples.Of<Verdict>())
            Assert.NotNull(ApprovedPlan.Approve(Close(), verdict, new Approval(null, new EmployeeId("7"), default), []));
    }

    [Fact]
    public void Every_standing_tells_whether_the_account_exists_and_is_enabled()
    {
        foreach (var standing in Samples.Of<Standing>())
        {
            var desire = new WorkerDesire(A.Worker("1"), standing, null, [], [], null, false, []);
            Assert.Equal(standing is Standing.OnDuty or Standing.OnLeave { Treatment: LeaveTreatment.Withhold }, desire.ShouldBeEnabled);
            Assert.Equal(standing is Standing.OnDuty or Standing.OnLeave or Standing.Preparing, desire.ShouldExist);
        }
    }

    [Fact]
    public void Every_employment_kind_has_a_word_and_every_gate_a_check()
    {
        foreach (var kind in Enum.GetValues<EmploymentKind>())
            Assert.NotEmpty(
                A.City(A.April, A.Worker("1", [A.Term(kind: kind)]))
                    .Desired.Workers.Single(d => d.Worker.Id.Value == "1")
                    .Attributes!.EmployeeType
            );
        var guarded = A.Policy with { Entitlements = [.. A.Policy.Entitlements.Select(e => e with { Gates = Enum.GetValues<Gate>() })] };
        Assert.NotEmpty(
            (A.City(A.April, A.Worker("1")) with { Policy = guarded }).Desired.Workers.Single(d => d.Worker.Id.Value == "1").Withheld
        );
    }

    private static Plan Close(params PlannedAction[] actions) =>
        Plan.Close(
            new PlanInputs(A.Policy.Tenant, A.April, "p", "f", "s", null, null),
            actions,
            [],
            new Population(0, 0, new Dictionary<Zone, int>(), new Dictionary<OrgCode, int>())
        );

    private static void AllDiffer(PlannedAction[] actions) =>
        Assert.Equal(actions.Length, actions.Select(a => Close(a).Id).Distinct().Count());
}
