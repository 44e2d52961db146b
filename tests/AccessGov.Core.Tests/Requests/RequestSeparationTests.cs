using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Core.Tests.Worlds;
using static AccessGov.Core.Tests.Requests.RequestTown;

namespace AccessGov.Core.Tests.Requests;

/// <summary>兼務の禁止 at request, by birthright, after a move, at agreement; and the exception from it.</summary>
public sealed class RequestSeparationTests
{
    private static readonly SeparationRule Rule = new(SirenOrInquiry, Siren, A.TaxInquiry, new Article("第6(6)"));
    private static readonly RequestCommand Agree = new RequestCommand.Agree(Id);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_one_person_must_not_hold_together_is_not_asked_for(bool keepsWhatIsAsked)
    {
        var town = Separated(keepsWhatIsAsked);
        Assert.Equal("request-separated", town.WhyNot(Staff, For(Staff)));
        var outlook = Outlook(town);
        Assert.Equal(SirenOrInquiry, Assert.Single(outlook.Conflicts).Id);
        Assert.False(outlook.HasAlready);
        Assert.Null(outlook.ClosedGate);
        // Who has no birthright to the other may.
        Assert.Null(town.Says(Serves("1", Division)).WhyNot(Staff, For(Staff)));
    }

    [Fact]
    public void What_waits_counts_as_much_as_what_is_held()
    {
        var town = new RequestTown
        {
            Rules = Offers with { SeparationRules = [new SeparationRule(new RuleId("two"), Siren, A.JukiInquiry, new Article("第5"))] },
        };
        Assert.Equal("request-separated", town.Asked().WhyNot(Staff, For(Staff) with { Id = "2", Right = A.JukiInquiry }));
        Assert.Null(town.WhyNot(Staff, For(Staff) with { Id = "2", Right = A.JukiInquiry }));
    }

    [Fact]
    public void A_duty_that_came_meanwhile_is_met_when_somebody_agrees()
    {
        var once = new RequestTown().Asked().Agreed(Head) with { Rules = Separated(true).Rules };
        Assert.Equal("request-separated", once.WhyNot(Owner, Agree));
    }

    [Fact]
    public void After_a_move_both_are_not_held_whatever_was_agreed_to()
    {
        var town = Separated(true).Says(Serves("1", Division));
        var given = town.Asked().Agreed(Chief, Owner);
        Assert.True(given.Has(Staff, Siren));
        var moved = given.Says(A.Worker("1", postings: [A.At(Division), A.At(A.Tax, kind: PostingKind.Concurrent)]));
        Assert.True(moved.Has(Staff, Siren));
        Assert.False(moved.Has(Staff, A.TaxInquiry));
    }

    [Fact]
    public void An_exception_frees_from_the_one_rule_for_its_time()
    {
        var town = Separated(true);
        var given = town.Asked(ExceptionFor(Staff, Siren)).Agreed(Head, Owner, Officer);
        Assert.Equal(SirenOrInquiry, given.Request.Excepts);
        Assert.True(given.Has(Staff, Siren) && given.Has(Staff, A.TaxInquiry));
        var over = given.OnDay(A.Day(4, 1, 2027));
        Assert.False(over.Has(Staff, Siren));
        Assert.True(over.Has(Staff, A.TaxInquiry));
        // Facts of the exception are other facts.
        var plain = given.Desired.Facts.Grants[0] with
        {
            Excepts = null,
        };
        Assert.NotEqual((given.Desired.Facts with { Grants = [plain] }).Digest(), given.Desired.Facts.Digest());
        // Of another rule it says nothing.
        var other = given with
        {
            Rules = town.Rules with { SeparationRules = [Rule with { Id = new RuleId("another") }] },
        };
        Assert.False(other.Has(Staff, A.TaxInquiry));
    }

    [Fact]
    public void An_exception_frees_from_no_more_than_one_rule()
    {
        var town = Separated(true);
        var two = town with
        {
            Rules = town.Rules with
            {
                SeparationRules = [Rule, new SeparationRule(new RuleId("mail-or-siren"), A.Mail, Siren, new Article("第5"))],
            },
        };
        Assert.Equal("request-separated", two.WhyNot(Staff, ExceptionFor(Staff, Siren)));
    }

    [Fact]
    public void What_withholds_a_right_is_said_before()
    {
        var town = new RequestTown().Says(A.Worker("300"), A.Worker("1"));
        var person = new EmployeeId("300");
        var keyless = town.Desired.Facts.Roster.Find(person)!;
        Assert.Equal(Gate.MfaKey, RequestOutlook.Of(town.Desired, town.Ledger, keyless, A.JukiInquiry)!.ClosedGate);
        Assert.Null(RequestOutlook.Of(town.Desired, town.Ledger, keyless, new EntitlementId("none")));
        var mail = RequestOutlook.Of(town.Desired, town.Ledger, keyless, A.Mail)!;
        Assert.Equal((true, (DateOnly?)null), (mail.HasAlready, mail.HasUntil));
    }

    private static RequestTown Separated(bool keepsWhatIsAsked) =>
        new()
        {
            Rules = Offers with
            {
                SeparationRules = [keepsWhatIsAsked ? Rule : Rule with { Keeps = Rule.Withholds, Withholds = Rule.Keeps }],
            },
        };

    private static RequestOutlook Outlook(RequestTown town) =>
        RequestOutlook.Of(town.Desired, town.Ledger, town.Desired.Facts.Roster.Find(Staff)!, Siren)!;
}
