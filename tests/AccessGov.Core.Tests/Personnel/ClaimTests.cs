using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Personnel;

/// <summary>One number, told of by two sources: from one 任命権者 to another, or a contradiction.</summary>
public sealed class ClaimTests
{
    private static readonly EmployeeId One = new("1");

    private static Employment Term(DateOnly from, DateOnly? until = null, bool atOnce = false) =>
        A.Term(new DateSpan(from, until), atOnce: atOnce);

    private static Worker Mayor(Employment term, string name = "田中　彩") => A.Worker("1", [term], [A.At(A.Tax, term.Days)], name: name);

    private static Worker Fire(Employment term, string name = "田中 彩") =>
        A.Worker("1", [term], [A.At(A.Station, new DateSpan(term.Days.From, null), source: A.Fire)], home: A.Fire, name: name);

    private static HrSnapshot Says(SourceId source, DateOnly asOf, params Worker[] workers) =>
        A.Accepted(
            HrIntake.Judge(A.Extract([A.Worker($"x-{source}", home: source, postings: []), .. workers], source, asOf), null, A.Limits)
        ).Snapshot;

    private static Roster Roster(DateOnly asOf, Worker mayor, Worker fire) =>
        Core.Personnel.Roster.Of([Says(A.Mayor, asOf, mayor), Says(A.Fire, asOf, fire)], A.Policy);

    private static Standing On(Roster roster, DateOnly day) => Standing.Of(roster.Find(One)!, day, A.Policy.Timing);

    [Fact]
    public void Whoever_moves_from_one_employer_to_another_serves_without_a_gap()
    {
        var roster = Roster(A.April, Mayor(Term(A.Day(4, 3))), Fire(Term(A.Day(4, 1, 2020), A.Day(4, 2))));
        Assert.Empty(roster.Findings);
        Assert.Empty(roster.HeldBack);
        Assert.IsType<Standing.OnDuty>(On(roster, A.Day(4, 2)));
        Assert.IsType<Standing.OnDuty>(On(roster, A.Day(4, 3)));
        var posts = roster.Find(One)!.Postings;
        Assert.Equal([A.Station], posts.Where(p => p.Days.Covers(A.Day(4, 2))).Select(p => p.Org));
        // The post of the former employer has no last day of its own: it ends with the term.
        Assert.Equal([A.Tax], posts.Where(p => p.Days.Covers(A.Day(4, 3))).Select(p => p.Org));
    }

    [Fact]
    public void A_stop_by_the_later_employer_is_carried_out()
    {
        var roster = Roster(A.Day(4, 6), Mayor(Term(A.Day(4, 3), A.Day(4, 5), atOnce: true)), Fire(Term(A.Day(4, 1, 2020), A.Day(4, 2))));
        Assert.IsType<Standing.Ended>(On(roster, A.Day(4, 6)));
    }

    [Fact]
    public void A_stop_is_carried_out_when_every_other_claim_has_ended_whatever_the_order_and_the_names()
    {
        var ended = Fire(Term(A.Day(4, 1, 2024), A.Day(3, 31)), "別人");
        Assert.IsType<Standing.Ended>(On(Roster(A.Day(4, 6), Mayor(Term(A.Day(4, 1, 1998), atOnce: true)), ended), A.Day(4, 6)));
        Assert.Null(Roster(A.Day(4, 6), Mayor(Term(A.Day(4, 1, 1998), atOnce: true)), Fire(Term(A.April))).Find(One));
    }

    [Fact]
    public void An_ended_claim_does_not_contest_a_later_one_whose_beginning_it_overlapped()
    {
        var (mayor, fire) = (Mayor(Term(A.Day(4, 3))), Fire(Term(A.Day(4, 1, 2020), A.Day(4, 5))));
        Assert.Null(Roster(A.Day(4, 5), mayor, fire).Find(One));
        Assert.IsType<Standing.OnDuty>(On(Roster(A.Day(4, 6), mayor, fire), A.Day(4, 6)));
    }

    [Fact]
    public void Another_name_under_the_number_stays_contested_so_that_no_account_passes_to_another_person()
    {
        var roster = Roster(A.Day(4, 6), Mayor(Term(A.Day(4, 3)), "別人　太郎"), Fire(Term(A.Day(4, 1, 2020), A.Day(4, 2))));
        Assert.Null(roster.Find(One));
        Assert.Equal("fire, mayor", Assert.Single(roster.Findings, f => f.Kind == FindingKind.ContestedWorker).Detail);
    }

    [Fact]
    public void A_dismissal_without_a_last_day_goes_on_contesting_whoever_employs_the_person_next() =>
        Assert.Null(Roster(A.Day(4, 6), Mayor(Term(A.Day(4, 3))), Fire(Term(A.Day(4, 1, 2020), atOnce: true))).Find(One));

    [Fact]
    public void The_later_employers_outage_leaves_the_person_undecided_and_the_formers_does_not()
    {
        var mayor = Says(A.Mayor, A.Day(4, 6), Mayor(Term(A.Day(4, 3))));
        var fire = Says(A.Fire, A.Day(4, 6), Fire(Term(A.Day(4, 1, 2020), A.Day(4, 2))));
        var withoutMayor = Core.Personnel.Roster.Of([fire], A.Policy, [mayor]);
        Assert.Null(withoutMayor.Find(One));
        Assert.Contains(withoutMayor.HeldBack, w => w.Id == One && w.Home == A.Mayor);
        var withoutFire = Core.Personnel.Roster.Of([mayor], A.Policy, [fire]);
        Assert.IsType<Standing.OnDuty>(On(withoutFire, A.Day(4, 6)));
        Assert.DoesNotContain(withoutFire.HeldBack, w => w.Id == One);
    }
}
