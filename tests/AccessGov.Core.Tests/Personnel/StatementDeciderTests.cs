using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Personnel;

public sealed class StatementDeciderTests
{
    private static readonly DateTimeOffset Nine = new(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));
    private static readonly HrSnapshot Present = A.Snapshot(A.Worker("10"));
    private static readonly PersonStatement Good = new PersonStatement.Employed(A.Mayor, A.April, A.Worker("10"));
    private static readonly PersonStatement Bad = new PersonStatement.Employed(A.Mayor, A.April, A.Worker("10", []));

    private static StatementResult Decide(PersonStatement statement, bool? isSame = null, double? latestHours = null) =>
        StatementDecider.Decide(statement, Nine, isSame, Present, latestHours is { } h ? Nine.AddHours(h) : null, A.April);

    [Fact]
    public void A_first_or_later_statement_is_taken()
    {
        Assert.IsType<StatementResult.Taken>(Decide(Good));
        Assert.IsType<StatementResult.Taken>(Decide(Good, latestHours: -1));
        Assert.IsType<StatementResult.Taken>(Decide(Good, latestHours: 0));
    }

    [Fact]
    public void Of_two_the_later_stands_however_late_the_earlier_arrives() =>
        Assert.Equal(new StatementResult.Overtaken(Nine.AddHours(1)), Decide(Good, latestHours: 1));

    [Fact]
    public void An_event_is_taken_once_whatever_else_was_said_since()
    {
        Assert.IsType<StatementResult.Repeated>(Decide(Good, true, 1));
        Assert.IsType<StatementResult.Repeated>(Decide(Bad, true));
    }

    [Fact]
    public void An_event_id_that_said_something_else_before_is_no_repetition() =>
        Assert.IsType<StatementResult.OtherContent>(Decide(Good, false));

    [Fact]
    public void A_statement_of_a_day_that_has_not_come_is_refused()
    {
        var ahead = new PersonStatement.Employed(A.Mayor, A.Day(4, 3), A.Worker("10"));
        Assert.Equal([new Refusal("statement-future", "10", 2, 0)], Assert.IsType<StatementResult.Refused>(Decide(ahead)).Refusals);
    }

    [Fact]
    public void What_is_not_believed_is_refused_also_when_it_is_overtaken() =>
        Assert.Equal("statement-without-term", Assert.IsType<StatementResult.Refused>(Decide(Bad, latestHours: 1)).Refusals[0].Code);
}
