using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Personnel;

public sealed class RosterTests
{
    private static HrSnapshot Fire(Worker[] workers, params GuestPosting[] guests) =>
        A.Accepted(
            HrIntake.Judge(A.Extract([A.Worker("F", home: A.Fire, postings: []), .. workers], A.Fire, null, "1", guests), null, A.Limits)
        ).Snapshot;

    private static GuestPosting Guest(string id, OrgCode org) =>
        new(new EmployeeId(id), A.At(org, kind: PostingKind.CrossAppointed, source: A.Fire));

    [Fact]
    public void Two_sources_that_claim_one_person_decide_nothing()
    {
        var roster = Roster.Of([A.Snapshot(A.Worker("1"), A.Worker("2")), Fire([A.Worker("1", home: A.Fire)])], A.Policy);
        Assert.Null(roster.Find(new EmployeeId("1")));
        Assert.NotNull(roster.Find(new EmployeeId("2")));
        Assert.Equal(new Finding(FindingKind.ContestedWorker, new EmployeeId("1"), Detail: "fire, mayor"), Assert.Single(roster.Findings));
        Assert.Equal(2, roster.HeldBack.Count);
    }

    [Fact]
    public void A_claim_outlives_the_outage_of_its_source()
    {
        var roster = Roster.Of([A.Snapshot(A.Worker("1"))], A.Policy, [Fire([A.Worker("1", home: A.Fire)])]);
        Assert.Null(roster.Find(new EmployeeId("1")));
        Assert.Equal([A.Fire], roster.MissingSources);
        Assert.Contains(roster.Findings, f => f.Kind == FindingKind.MissingSource && f.Detail == "fire");
    }

    [Fact]
    public void A_guest_posting_joins_the_postings_of_its_worker()
    {
        var roster = Roster.Of(
            [A.Snapshot(A.Worker("1")), Fire([], Guest("1", A.Station), Guest("1", new OrgCode("999")), Guest("7", A.Station))],
            A.Policy
        );
        Assert.Equal(3, roster.Find(new EmployeeId("1"))!.Postings.Count);
        Assert.Equal(new Finding(FindingKind.UnknownGuest, new EmployeeId("7"), Detail: "fire"), Assert.Single(roster.Findings));
    }

    [Fact]
    public void A_source_cannot_post_a_guest_into_another_sources_unit()
    {
        var roster = Roster.Of([A.Snapshot(A.Worker("1")), Fire([], Guest("1", A.Juki))], A.Policy);
        Assert.Single(roster.Find(new EmployeeId("1"))!.Postings);
        Assert.Equal(FindingKind.GuestOutsideSource, Assert.Single(roster.Findings).Kind);
    }

    [Fact]
    public void A_source_that_speaks_twice_is_a_mistake() =>
        Assert.Throws<ArgumentException>(() => Roster.Of([A.Snapshot(A.Worker("1")), A.Snapshot(A.Worker("2"))], A.Policy));

    [Fact]
    public void An_announced_move_is_held_against_the_record()
    {
        var roster = Roster.Of(
            [
                A.Snapshot(
                    A.Worker("1", [A.Term(new DateSpan(A.April, null))], [A.At(A.Tax, new DateSpan(A.April, null))]),
                    A.Worker(
                        "2",
                        [A.Term(A.Until(A.Day(3, 31)))],
                        leaves: [new Leave(LeaveKind.Suspension, new DateSpan(A.April, A.Day(5, 1)))]
                    ),
                    A.Worker("3", postings: [A.At(A.Tax, A.Until(A.Day(3, 31))), A.At(A.Juki, new DateSpan(A.April, null))])
                ),
            ],
            A.Policy
        );
        AnnouncedMove Move(string id, MoveKind kind, DateOnly on, OrgCode? to = null) => new(new EmployeeId(id), kind, on, to);
        Assert.Empty(
            AnnouncementCheck.Compare(
                new Announcement([
                    Move("1", MoveKind.Joins, A.April, A.Tax),
                    Move("2", MoveKind.Leaves, A.Day(3, 31)),
                    Move("2", MoveKind.StartsLeave, A.April),
                    Move("2", MoveKind.EndsLeave, A.Day(5, 2)),
                    Move("3", MoveKind.Moves, A.April, A.Juki),
                    Move("3", MoveKind.Moves, A.April, A.Station),
                ]),
                roster
            )
        );
        var disagree = AnnouncementCheck.Compare(
            new Announcement([
                Move("1", MoveKind.Joins, A.April, A.Juki),
                Move("1", MoveKind.Leaves, A.April),
                Move("9", MoveKind.Moves, A.April, A.Tax),
                Move("1", MoveKind.StartsLeave, A.April),
                Move("1", MoveKind.EndsLeave, A.April),
                Move("1", MoveKind.Moves, A.Day(3, 1), A.Juki),
            ]),
            roster
        );
        Assert.Equal(6, disagree.Count);
        Assert.Contains(disagree, f => f.Detail == "Leaves 2026-04-01" && f.Worker == new EmployeeId("1"));
        Assert.Throws<InvalidOperationException>(() =>
            AnnouncementCheck.Compare(new Announcement([Move("1", (MoveKind)99, A.April)]), roster)
        );
    }
}
