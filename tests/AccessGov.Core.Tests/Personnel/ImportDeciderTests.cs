using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Personnel;

public sealed class ImportDeciderTests
{
    private static readonly DateTimeOffset Nine = new(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));
    private static readonly Worker[] Twenty = [.. Enumerable.Range(10, 20).Select(i => A.Worker($"{i}"))];
    private static readonly HrSnapshot First = A.Snapshot(Twenty);

    private static ImportDecision Decide(SourceExtract extract, HrSnapshot? facts = null, double hoursLater = 0, bool isSeen = false) =>
        ImportDecider.Decide(
            extract,
            new SourceBefore(facts, facts is null ? null : Nine, isSeen),
            Nine.AddHours(hoursLater),
            A.Day(4, 2),
            A.Limits
        );

    private static Worker Stopped(string id) => A.Worker(id, [A.Term(atOnce: true)]);

    private static IEnumerable<Worker> But(params Worker[] others) =>
        Twenty.Where(w => Array.TrueForAll(others, o => o.Id != w.Id)).Concat(others);

    private static string[] LeavingAtOnce(ImportDecision decision) =>
        [.. Assert.IsType<ImportDecision.Accepted>(decision).LeavingAtOnce.Select(w => w.Value)];

    [Fact]
    public void A_first_delivery_is_taken() => Assert.IsType<ImportDecision.Accepted>(Decide(A.Extract(Twenty)));

    [Fact]
    public void A_later_file_of_the_same_day_is_taken_and_an_earlier_one_is_not()
    {
        Assert.IsType<ImportDecision.Accepted>(Decide(A.Extract(Twenty.Skip(1), hash: "2"), First, 0.1));
        Assert.IsType<ImportDecision.Accepted>(Decide(A.Extract(Twenty.Skip(1), hash: "2"), First));
        var late = Decide(A.Extract(Twenty.Skip(1), hash: "2"), First, -1.51);
        Assert.Equal([new Refusal("feed-overtaken", "mayor", 91, 0)], Assert.IsType<ImportDecision.Refused>(late).Refusals);
    }

    [Fact]
    public void A_file_of_a_later_day_is_taken_whenever_it_was_written() =>
        Assert.IsType<ImportDecision.Accepted>(Decide(A.Extract(Twenty, asOf: A.Day(4, 2), hash: "2"), First, -48));

    [Fact]
    public void When_the_last_delivery_came_before_that_was_noted_the_next_is_taken() =>
        Assert.IsType<ImportDecision.Accepted>(
            ImportDecider.Decide(A.Extract(Twenty, hash: "2"), new SourceBefore(First, null, false), Nine, A.April, A.Limits)
        );

    [Fact]
    public void The_same_content_counts_as_delivered_at_the_later_time()
    {
        Assert.Equal(new ImportDecision.Repeated(Nine.AddHours(2)), Decide(A.Extract(Twenty), First, 2));
        Assert.Equal(new ImportDecision.Repeated(Nine), Decide(A.Extract(Twenty), First, -2));
    }

    [Fact]
    public void A_file_that_was_seen_changes_nothing_even_when_another_is_in_force() =>
        Assert.IsType<ImportDecision.Seen>(Decide(A.Extract(Twenty.Skip(1), hash: "2"), First, 5, isSeen: true));

    [Fact]
    public void An_extract_of_a_day_that_has_not_come_is_refused_with_the_days_it_is_ahead()
    {
        Assert.IsType<ImportDecision.Accepted>(Decide(A.Extract(Twenty, asOf: A.Day(4, 2))));
        var slip = Decide(A.Extract(Twenty, asOf: A.Day(8, 2)), First);
        Assert.Equal([new Refusal("feed-future", "mayor", 122, 0)], Assert.IsType<ImportDecision.Refused>(slip).Refusals);
        Assert.IsType<ImportDecision.Refused>(Decide(A.Extract(Twenty, asOf: A.Day(4, 3))));
    }

    [Fact]
    public void A_posting_and_a_term_that_begin_later_are_lawful() =>
        Assert.IsType<ImportDecision.Accepted>(
            Decide(A.Extract([.. Twenty, A.Worker("99", [A.Term(A.Since(2027))], [A.At(A.Tax, A.Since(2027))])]))
        );

    [Fact]
    public void A_suspicious_extract_is_refused_whenever_it_came() =>
        Assert.Equal("feed-empty", Assert.IsType<ImportDecision.Refused>(Decide(A.Extract([], hash: "2"), First, -5)).Refusals[0].Code);

    [Fact]
    public void A_source_that_only_spoke_of_single_persons_has_not_delivered()
    {
        var spoken = HrSnapshot.Silent(A.Mayor, A.Day(5, 1)).With([new PersonStatement.Employed(A.Mayor, A.Day(5, 1), A.Worker("99"))]);
        Assert.IsType<ImportDecision.Accepted>(Decide(A.Extract(Twenty), spoken, -24));
    }

    [Fact]
    public void Who_must_leave_at_once_is_told_once()
    {
        var stopped = Decide(A.Extract(But(Stopped("12")), hash: "2"), First);
        Assert.Equal(["12"], LeavingAtOnce(stopped));
        var again = A.Extract(But(Stopped("12"), Stopped("11")), hash: "3");
        Assert.Equal(["11"], LeavingAtOnce(Decide(again, ((ImportDecision.Accepted)stopped).Snapshot)));
        Assert.Equal(["11", "12"], LeavingAtOnce(Decide(again)));
    }

    [Fact]
    public void Who_was_stopped_by_a_statement_is_not_told_again()
    {
        var said = First.With([new PersonStatement.Employed(A.Mayor, A.April, Stopped("12"))]);
        Assert.Empty(LeavingAtOnce(Decide(A.Extract(But(Stopped("12")), hash: "2"), said)));
    }

    [Fact]
    public void Only_who_serves_no_more_because_of_a_stop_leaves_at_once()
    {
        var ended = A.Worker("11", [A.Term(A.Until(A.Day(3, 31)))]);
        var stoppedOnce = A.Worker("12", [A.Term(A.Until(A.Day(3, 1)), atOnce: true), A.Term(new DateSpan(A.Day(3, 15), null))]);
        var returns = A.Worker("13", [A.Term(A.Until(A.Day(4, 30)), atOnce: true), A.Term(new DateSpan(A.Day(6, 1), null))]);
        Assert.Equal(["13"], LeavingAtOnce(Decide(A.Extract(But(ended, stoppedOnce, returns), hash: "2"), First)));
    }
}
