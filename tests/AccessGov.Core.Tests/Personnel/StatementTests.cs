using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Personnel;

/// <summary>What a source says of one person between two deliveries.</summary>
public sealed class StatementTests
{
    private static readonly HrSnapshot Delivered = A.Snapshot(A.Worker("10"), A.Worker("20"), A.Worker("30"));

    private static PersonStatement.Employed Says(Worker worker, DateOnly? on = null) => new(A.Mayor, on ?? A.April, worker);

    private static PersonStatement.Guest Hosts(string person, params OrgCode[] orgs) =>
        new(A.Mayor, A.April, new EmployeeId(person), [.. orgs.Select(o => A.At(o, kind: PostingKind.CrossAppointed))]);

    private static string Refused(PersonStatement statement, HrSnapshot? present = null) =>
        Assert.Single(HrIntake.Judge(statement, present ?? Delivered)).Code;

    [Fact]
    public void A_statement_replaces_what_was_said_of_the_person_and_of_nobody_else()
    {
        var moved = A.Worker("20", postings: [A.At(A.Juki)]);
        var present = Delivered.With([Says(moved), Says(A.Worker("25")), Hosts("F1", A.Tax, A.Juki)]);
        Assert.Equal(["10", "20", "25", "30"], present.Workers.Select(w => w.Id.Value));
        Assert.Equal(A.Juki, present.Workers[1].Postings[0].Org);
        Assert.Same(Delivered.Workers[0], present.Workers[0]);
        Assert.Equal(["F1", "F1"], present.GuestPostings.Select(g => g.Worker.Value));
        Assert.NotEqual(Delivered.Digest, present.Digest);
        Assert.Empty(present.With([Hosts("F1")]).GuestPostings);
    }

    [Fact]
    public void The_order_of_statements_never_matters()
    {
        PersonStatement[] said = [Says(A.Worker("40")), Says(A.Worker("05")), Hosts("F1", A.Juki, A.Tax)];
        Assert.Equal(Delivered.With(said).Digest, Delivered.With(said.Reverse()).Digest);
        Assert.Equal(Delivered.With(said).Digest, Delivered.With([said[0], said[1], Hosts("F1", A.Tax, A.Juki)]).Digest);
    }

    [Fact]
    public void Every_part_of_a_statement_is_in_the_digest()
    {
        PersonStatement[] all =
        [
            Says(A.Worker("20")),
            Says(A.Worker("20", name: "上田")),
            Says(A.Worker("20", terms: [A.Term(atOnce: true)])),
            Says(A.Worker("20", postings: [A.At(A.Juki)])),
            Says(A.Worker("20", leaves: [new Leave(LeaveKind.Childcare, A.Since(2026))])),
            Says(A.Worker("20", former: "9")),
            Says(A.Worker("20"), A.Day(4, 2)),
            Hosts("20", A.Tax),
            Hosts("20", A.Juki),
            Hosts("20"),
        ];
        Assert.Equal(all.Length, all.Select(s => Delivered.With([s]).Digest).Distinct().Count());
    }

    [Fact]
    public void A_delivery_of_a_later_day_overtakes_a_statement_and_one_of_the_same_day_does_not()
    {
        var statement = Says(A.Worker("20", postings: [A.At(A.Juki)]), A.Day(4, 2));
        HrSnapshot Next(DateOnly asOf) =>
            A.Accepted(HrIntake.Judge(A.Extract(Delivered.Workers, asOf: asOf, hash: "2"), Delivered, A.Limits)).Snapshot;
        Assert.NotSame(Next(A.Day(4, 2)), Next(A.Day(4, 2)).With([statement]));
        var later = Next(A.Day(4, 3));
        Assert.Same(later, later.With([statement]));
        Assert.Equal("statement-older", Refused(statement, later));
    }

    [Fact]
    public void Somebody_unlisted_is_listed_again_by_a_statement()
    {
        var second = A.Accepted(
            HrIntake.Judge(A.Extract(Delivered.Workers.Skip(1), hash: "2"), Delivered, A.Limits with { MaxShrinkShare = 1 })
        ).Snapshot;
        Assert.Single(second.Unlisted);
        var present = second.With([Says(A.Worker("10"))]);
        Assert.Empty(present.Unlisted);
        Assert.Equal(3, present.Workers.Count);
    }

    [Fact]
    public void A_statement_must_tell_a_term_and_a_posting_unless_the_person_has_left()
    {
        Assert.Equal("statement-without-term", Refused(Says(A.Worker("20", terms: []))));
        Assert.Equal("statement-without-posting", Refused(Says(A.Worker("20", postings: []))));
        Assert.Empty(HrIntake.Judge(Says(A.Worker("20", terms: [A.Term(atOnce: true)], postings: [])), Delivered));
        Assert.Empty(HrIntake.Judge(Says(A.Worker("20", terms: [A.Term(A.Until(A.Day(3, 31)))], postings: [])), Delivered));
    }

    [Fact]
    public void A_number_is_not_given_to_another_person_by_a_statement()
    {
        var left = A.Snapshot(A.Worker("20", terms: [A.Term(A.Until(A.Day(3, 31)))]));
        Assert.Equal("number-reused", Refused(Says(A.Worker("20", terms: [A.Term(A.Since(2026))], name: "別人")), left));
        Assert.Empty(HrIntake.Judge(Says(A.Worker("20", terms: [A.Term(A.Since(2026))])), left));
    }

    [Fact]
    public void A_source_does_not_take_back_its_own_workers_term_by_telling_a_guest() =>
        Assert.Equal("guest-is-own-worker", Refused(Hosts("20", A.Juki)));

    [Fact]
    public void A_source_tells_only_its_own_facts()
    {
        Assert.Throws<ArgumentException>(() => HrIntake.Judge(Says(A.Worker("20", home: A.Fire)), Delivered));
        Assert.Throws<ArgumentException>(() => HrIntake.Judge(Says(A.Worker("20", postings: [A.At(A.Tax, source: A.Fire)])), Delivered));
        Assert.Throws<ArgumentException>(() =>
            Delivered.With([new PersonStatement.Employed(A.Fire, A.April, A.Worker("20", home: A.Fire))])
        );
        Assert.Throws<ArgumentException>(() => Delivered.With([Says(A.Worker("20")), Says(A.Worker("20"))]));
    }

    [Fact]
    public void A_source_that_spoke_of_single_persons_only_is_still_missing()
    {
        var part = HrSnapshot.Silent(A.Mayor, A.April).With([Says(A.Worker("20"))]);
        var roster = Roster.Of([part], A.Policy);
        Assert.Contains(A.Mayor, roster.MissingSources);
        Assert.NotNull(roster.Find(new EmployeeId("20")));
        Assert.Empty(roster.AsOf);
        Assert.DoesNotContain(A.Mayor, Roster.Of([part.AsDelivered(A.April)], A.Policy).MissingSources);
    }

    [Fact]
    public void Statements_that_became_facts_speak_of_their_day()
    {
        var folded = Delivered.With([Says(A.Worker("40"), A.Day(4, 9))]).AsDelivered(A.Day(4, 9));
        Assert.Equal((A.Day(4, 9), 4, true), (folded.AsOf, folded.Workers.Count, folded.IsWhole));
        Assert.Equal(
            "feed-older",
            Assert
                .Single(
                    Assert
                        .IsType<HrReading.Refused>(
                            HrIntake.Judge(A.Extract(folded.Workers, asOf: A.Day(4, 8), hash: "2"), folded, A.Limits)
                        )
                        .Refusals
                )
                .Code
        );
        Assert.Throws<ArgumentException>(() => folded.AsDelivered(A.Day(4, 8)));
    }
}
