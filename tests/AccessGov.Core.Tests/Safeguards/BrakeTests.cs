using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Safeguards;

public sealed class BrakeTests
{
    private static readonly Gen<Cap> Cap = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 10])
        .Select((count, tenths) => new Cap(count, tenths / 10m));
    private static readonly Gen<CapSet> Caps = Gen.Select(Cap, Cap, Cap, Cap).Select((a, b, c, d) => new CapSet(a, b, c, d));
    private static readonly Gen<Limits> Limits = Gen.Select(Caps, Caps, Gen.Int[0, 12], Gen.Int[1, 30], Gen.Int[0, 20], Gen.Bool, Gen.Bool)
        .Select(
            (approval, refusal, least, window, size, grants, deletions) =>
                new Limits(approval, refusal, least, window, size, grants, deletions, 1, 1)
        );
    private static readonly Gen<Reduction[]> Past = Gen.Select(
            Gen.Int[-40, 45],
            Gen.OneOf(Names.People),
            Gen.OneOf(Enum.GetValues<Zone>()),
            Gen.OneOf(Names.Orgs),
            Gen.Bool
        )
        .Select((day, who, zone, org, isRight) => new Reduction(Names.FirstOfApril.AddDays(day), who, isRight ? zone : null, org))
        .Array[0, 6];
    private static readonly Gen<(World, Reduction[])> Braked = Gen.Select(WorldGen.Any, Limits, Past)
        .Select((world, limits, past) => (world with { Policy = world.Policy with { Limits = limits } }, past));

    /// <summary>Judged on the plan's own day.</summary>
    private static Verdict Judge(Plan plan, GovernancePolicy policy, Announcement list, IEnumerable<Reduction> past) =>
        Brake.Judge(plan, policy, new Surroundings(plan.Inputs.On, list) { Reductions = [.. past] });

    private static int Rank(Verdict verdict) =>
        verdict switch
        {
            Verdict.Clear => 0,
            Verdict.NeedsApproval => 1,
            _ => 2,
        };

    private static IReadOnlyList<Refusal> Reasons(Verdict verdict) =>
        verdict switch
        {
            Verdict.NeedsApproval needs => needs.Reasons,
            Verdict.Refused refused => refused.Reasons,
            _ => [],
        };

    [Fact]
    public void Every_reason_carries_a_number_above_its_limit() =>
        Braked.Hold(
            (world, past) =>
            {
                var verdict = Judge(world.Plan(), world.Policy, Announcement.None, past);
                Assert.Equal(Rank(verdict) > 0, Reasons(verdict).Count > 0);
                Assert.All(Reasons(verdict), r => Assert.True(r.Number > r.Limit, $"{r}"));
            }
        );

    [Fact]
    public void One_more_reduction_never_relaxes_the_verdict() =>
        Braked.Hold(
            (world, past) =>
            {
                var plan = world.Plan();
                var verdict = Judge(plan, world.Policy, Announcement.None, past);
                foreach (var action in plan.Actions.Where(a => Reduction.Of(a, world.On) is not null).Take(4))
                {
                    var less = Plan.Close(plan.Inputs, plan.Actions.Where(a => a != action), plan.Findings, plan.Population);
                    Assert.True(Rank(Judge(less, world.Policy, Announcement.None, past)) <= Rank(verdict));
                }
                foreach (var earlier in past)
                    Assert.True(Rank(Judge(plan, world.Policy, Announcement.None, past.Except([earlier]))) <= Rank(verdict));
            }
        );

    [Fact]
    public void What_happened_before_the_window_does_not_count() =>
        Braked.Hold(
            (world, past) =>
            {
                var plan = world.Plan();
                var within = past.Where(r => r.On > world.On.AddDays(-world.Policy.Limits.WindowDays));
                var verdict = Judge(plan, world.Policy, Announcement.None, past);
                Assert.Equal(Reasons(verdict), Reasons(Judge(plan, world.Policy, Announcement.None, within)));
            }
        );

    [Fact]
    public void What_was_announced_never_counts() =>
        Braked.Hold(
            (world, past) =>
            {
                var plan = world.Plan();
                var list = new Announcement([.. plan.Actions.Select(Foretelling).OfType<AnnouncedMove>()]);
                var rest = Brake.Unforetold(plan.Actions, plan.Inputs.On, list);
                Assert.Equal(plan.Actions.Count(a => Reduction.Of(a, world.On) is not null && Foretelling(a) is null), rest.Count);
                if (rest.Count > 0)
                    return;
                Assert.DoesNotContain(
                    Reasons(Judge(plan, world.Policy, list, past)),
                    r => r.Code is "disables" or "removals" or "removals-in-zone" or "people-in-org-unit"
                );
            }
        );

    /// <summary>Law: a plan for another day is no way past the brake of the day on which it would be applied.</summary>
    [Fact]
    public void Whatever_day_a_plan_speaks_of_it_is_judged_on_the_day_of_the_judgement() =>
        Gen.Select(Braked, Gen.Int[-3, 3])
            .Hold(
                (braked, days) =>
                {
                    var (world, past) = braked;
                    var plan = world.Plan();
                    var other = Plan.Close(plan.Inputs with { On = world.On.AddDays(days) }, plan.Actions, plan.Findings, plan.Population);
                    var today = new Surroundings(world.On, Announcement.None) { Reductions = past };
                    Assert.Equal(Reasons(Brake.Judge(plan, world.Policy, today)), Reasons(Brake.Judge(other, world.Policy, today)));
                }
            );

    /// <summary>Law: what a plan for everybody may not take unseen, plans for one worker after another do not take either.</summary>
    [Fact]
    public void A_plan_that_is_cut_into_plans_for_one_worker_passes_no_more_of_the_brake() =>
        Braked.Hold(
            (world, past) =>
            {
                var plan = world.Plan();
                if (
                    Rank(Judge(plan, world.Policy, Announcement.None, past)) == 0
                    || !Reasons(Judge(plan, world.Policy, Announcement.None, past)).Any(IsCap)
                )
                    return;
                var done = past.ToList();
                var opened = new List<Opening>();
                var stopped = false;
                foreach (var one in plan.Actions.GroupBy(a => a.Target.Employee))
                {
                    var alone = Plan.Close(plan.Inputs with { Only = one.Key }, one, [], Nobody);
                    var surroundings = new Surroundings(world.On, Announcement.None)
                    {
                        Reductions = [.. done],
                        Openings = [.. opened],
                        Everybody = plan.Population,
                    };
                    stopped |= Rank(Brake.Judge(alone, world.Policy, surroundings)) > 0;
                    done.AddRange(Brake.Unforetold(one, world.On, Announcement.None));
                    opened.AddRange(Brake.Openings(one, world.On, Announcement.None));
                }
                Assert.True(stopped);
            }
        );

    private static Population Nobody { get; } = new(0, 0, new Dictionary<Zone, int>(), new Dictionary<OrgCode, int>());

    private static bool IsCap(Refusal reason) =>
        reason.Code is "disables" or "removals" or "removals-in-zone" or "people-in-org-unit" or "creations" or "enables";

    [Fact]
    public void However_many_were_shut_out_this_week_one_dismissal_waits_for_a_person_and_is_not_refused()
    {
        var world = A.City(A.April, A.Worker("1"), A.Worker("2")).Settled().Says(A.Worker("1", [A.Term(atOnce: true)]), A.Worker("2"));
        var past = Enumerable.Range(0, 500).Select(i => new Reduction(A.April, new EmployeeId($"9{i:D3}"), null, null)).ToArray();
        var everybody = world.Plan();
        Assert.IsType<Verdict.Refused>(Judge(everybody, A.Policy, Announcement.None, past));
        var alone = Plan.Close(
            everybody.Inputs with
            {
                Only = new EmployeeId("1"),
            },
            everybody.Actions.Where(a => a.Target.Employee == new EmployeeId("1")),
            [],
            everybody.Population
        );
        var waits = Assert.IsType<Verdict.NeedsApproval>(Judge(alone, A.Policy, Announcement.None, past));
        Assert.Contains(waits.Reasons, r => r.Code == "disables");
    }

    [Fact]
    public void Whom_the_policy_names_loses_nothing_unseen_and_the_first_plan_is_looked_at_whatever_its_size()
    {
        var world = A.City(A.April, A.Worker("1"), A.Worker("2")).Settled().Says(A.Worker("1", [A.Term(atOnce: true)]), A.Worker("2"));
        var plan = world.Plan();
        var surroundings = new Surroundings(A.April, Announcement.None) { Named = new HashSet<EmployeeId> { new("1") } };
        Assert.Contains(Reasons(Brake.Judge(plan, A.Policy, surroundings)), r => r.Code == "named-approval");
        Assert.DoesNotContain(
            Reasons(Brake.Judge(plan, A.Policy, surroundings with { Named = new HashSet<EmployeeId> { new("2") } })),
            r => r.Code == "named-approval"
        );
        Assert.Contains(Reasons(Brake.Judge(plan, A.Policy, surroundings with { IsFirst = true })), r => r.Code == "first-plan");
    }

    [Theory]
    [InlineData("2026-03-31", true)]
    [InlineData("2025-12-31", true)]
    [InlineData("2025-12-30", false)]
    [InlineData("9999-12-31", true)]
    public void A_post_that_the_policy_names_still_counts_for_a_while_after_it_ended(string last, bool isNamed)
    {
        var days = A.Until(DateOnly.ParseExact(last, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var mayor = A.Worker("1", postings: [A.At(A.Tax, days) with { Post = "市長" }, A.At(A.Tax)]);
        var roster = A.City(A.April, mayor, A.Worker("2")).Desired.Facts.Roster;
        var rules = ApprovalRules.Usual with { Named = ["市長"] };
        Assert.Equal(isNamed ? [new EmployeeId("1")] : Array.Empty<EmployeeId>(), new NamedPeople(rules, roster, new(2026, 4, 2)).All);
    }

    [Fact]
    public void Accounts_that_nobody_announced_are_counted_too()
    {
        var plan = A.City(A.April, [.. Enumerable.Range(1, 9).Select(i => A.Worker($"{i}"))]).Plan();
        var caps = A.Limits.Approval with { Creations = new Cap(8, 1) };
        var policy = A.Policy with
        {
            Limits = A.Limits with { Approval = caps, ApprovalFromActions = 100_000, ApproveMyNumberGrants = false },
        };
        Assert.Contains(Reasons(Judge(plan, policy, Announcement.None, [])), r => r is { Code: "creations", Number: 9, Limit: 8 });
        var before = plan.Actions.OfType<PlannedAction.CreateAccount>().Take(1).Select(a => new Opening(A.April, a.Target.Employee, true));
        var less = Plan.Close(plan.Inputs, plan.Actions.Where(a => !before.Any(b => b.Employee == a.Target.Employee)), [], plan.Population);
        Assert.DoesNotContain(Reasons(Judge(less, policy, Announcement.None, [])), r => r.Code == "creations");
        // What was made earlier in the week counts with it.
        var week = new Surroundings(A.April, Announcement.None) { Openings = [.. before] };
        Assert.Contains(Reasons(Brake.Judge(less, policy, week)), r => r is { Code: "creations", Number: 9 });
    }

    [Fact]
    public void A_first_of_April_passes_with_its_list_and_not_without()
    {
        var staff = Enumerable.Range(0, 60).Select(i => A.Worker($"{i}")).ToArray();
        var march = A.City(A.Day(3, 31), staff).Settled();
        var moved = staff
            .Select(
                (w, i) => i < 40 ? w with { Postings = [A.At(A.Tax, A.Until(A.Day(3, 31))), A.At(A.Juki, new DateSpan(A.April, null))] } : w
            )
            .ToArray();
        var plan = (march with { On = A.Day(4, 8) }).Says(moved).Plan();
        Assert.Equal(40, plan.Actions.Count(a => a is PlannedAction.RemoveMember));
        var refused = Assert.IsType<Verdict.Refused>(Judge(plan, A.Policy, Announcement.None, []));
        Assert.Equal(["removals", "removals-in-zone", "people-in-org-unit"], refused.Reasons.Select(r => r.Code));
        Assert.Equal((40m, 20m), (refused.Reasons[0].Number, refused.Reasons[0].Limit));
        var list = new Announcement([.. moved.Take(40).Select(w => new AnnouncedMove(w.Id, MoveKind.Moves, A.April, A.Juki))]);
        Assert.Equal(
            ["plan-size", "my-number-grants"],
            Reasons(Assert.IsType<Verdict.NeedsApproval>(Judge(plan, A.Policy, list, []))).Select(r => r.Code)
        );
    }

    [Fact]
    public void A_forged_plan_that_touches_a_protected_account_or_a_strange_group_is_refused()
    {
        var world = A.City(A.April, A.Worker("1")).Settled().Says(A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]));
        var plan = world.Plan();
        var guarded = A.Policy with
        {
            ProtectedAccounts = [new ProtectedAccount(world.AccountOf("1").ObjectId, null, ProtectionKind.BreakGlass, "")],
        };
        Assert.Contains(Reasons(Judge(plan, guarded, Announcement.None, [])), r => r.Code == "protected-account");
        var smaller = A.Policy with { Entitlements = [.. A.Policy.Entitlements.Skip(1).Take(1)] };
        Assert.Contains(Reasons(Judge(plan, smaller, Announcement.None, [])), r => r.Code == "group-not-governed");
        var joins = A.City(A.April, A.Worker("1")).Plan();
        Assert.Contains(Reasons(Judge(joins, smaller, Announcement.None, [])), r => r.Code == "group-not-governed");
    }

    private static AnnouncedMove? Foretelling(PlannedAction action) =>
        action.Because.Cause switch
        {
            Cause.Left { LastDay: { } last } => new(action.Target.Employee, MoveKind.Leaves, last, null),
            Cause.RetentionOver over => new(action.Target.Employee, MoveKind.Leaves, over.LastDay, null),
            Cause.Moved { Posting.Days.Until: { } until } => new(action.Target.Employee, MoveKind.Moves, until.AddDays(1), null),
            Cause.OnLeave leave => new(action.Target.Employee, MoveKind.StartsLeave, leave.Leave.Days.From, null),
            _ => null,
        };
}
