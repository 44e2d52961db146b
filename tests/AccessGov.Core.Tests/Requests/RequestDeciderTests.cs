using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Core.Tests.Worlds;
using static AccessGov.Core.Tests.Requests.RequestTown;

namespace AccessGov.Core.Tests.Requests;

/// <summary>Who may ask for what, who may agree, and what is refused.</summary>
public sealed class RequestDeciderTests
{
    private static readonly RequestTown Town = new();
    private static readonly RequestCommand Agree = new RequestCommand.Agree(Id);
    private static readonly RequestCommand.Reject No = new(Id, "業務上の必要が認められない");
    private static readonly RequestCommand Return = new RequestCommand.Return(Id);

    [Fact]
    public void One_asks_the_head_and_the_owner_agree_and_the_term_begins_that_day()
    {
        var asked = Town.Asked();
        Assert.Equal(RequestStage.Head, asked.Request.Next);
        Assert.Equal([Head], asked.Scene.Approvers.Of(asked.Request));
        Assert.Empty(asked.Ledger.Grants);
        var once = asked.OnDay(A.Day(4, 3)).Agreed(Head);
        Assert.Equal([Owner], once.Scene.Approvers.Of(once.Request));
        Assert.True(once.Request.IsLastStage);
        Assert.Empty(once.Ledger.Grants);
        var twice = once.OnDay(A.Day(4, 6)).Agreed(Owner);
        Assert.Equal(new Grant(Staff, Siren, GrantKind.Request, new DateSpan(A.Day(4, 6), March), Id), Assert.Single(twice.Ledger.Grants));
        Assert.Equal(RequestState.InForce, twice.Request.StateOn(twice.On));
        Assert.Equal([Staff, Head, Owner], twice.Request.Givers);
        Assert.True(twice.Has(Staff, Siren));
        Assert.False(twice.OnDay(A.Day(4, 1, 2027)).Has(Staff, Siren));
        Assert.Equal(RequestState.Expired, twice.Request.StateOn(A.Day(4, 1, 2027)));
        Assert.Empty(twice.Ledger.Unfounded);
        Assert.Empty(twice.Scene.Approvers.Of(twice.Request));
    }

    [Fact]
    public void An_asker_cannot_approve_his_own_request()
    {
        var asked = Town.Does(Head, For(Staff));
        Assert.Equal("request-own", asked.WhyNot(Head, Agree));
        Assert.Equal("request-own", asked.WhyNot(Staff, Agree));
        Assert.Equal("request-own", asked.WhyNot(Staff, No));
        // Whoever heads the head agrees instead.
        Assert.Equal([Chief], asked.Scene.Approvers.Of(asked.Request));
        Assert.True(asked.Agreed(Chief, Owner).Has(Staff, Siren));
    }

    [Fact]
    public void One_person_cannot_approve_both_stages()
    {
        // The owner of the right is the person's own head.
        var own = Town with
        {
            Rules = Offers with { Entitlements = [.. Offers.Entitlements.Select(e => e with { Owner = A.Tax })] },
        };
        var once = own.Asked().Agreed(Head);
        Assert.Equal("request-by-one", once.WhyNot(Head, Agree));
        Assert.Equal("request-by-one", once.WhyNot(Head, No));
        Assert.Equal([Officer, Second], once.Scene.Approvers.Of(once.Request));
        Assert.True(once.Agreed(Second).Has(Staff, Siren));
    }

    [Fact]
    public void Nobody_approves_under_another_of_his_numbers()
    {
        // The head has a new number since, and is the person for whom it is under the former one.
        var town = Town.Says(Serves("1", A.Tax), A.Worker("11", postings: [A.At(A.Juki) with { Post = "課長" }], former: "1"));
        var asked = town.Says(Serves("20", A.Juki)).Asked().Agreed(Head);
        Assert.Equal("request-own", asked.WhyNot(new EmployeeId("11"), Agree));
        Assert.DoesNotContain(new EmployeeId("11"), asked.Scene.Approvers.Of(asked.Request));
        Assert.True(asked.Scene.Approvers.AreOne(new EmployeeId("0011"), new EmployeeId("11")));
    }

    [Fact]
    public void Who_is_not_the_approver_of_the_stage_decides_nothing()
    {
        var asked = Town.Asked();
        foreach (var other in new[] { Colleague, Owner, Chief, Officer })
        {
            Assert.Equal("request-not-approver", asked.WhyNot(other, Agree));
            Assert.Equal("request-not-approver", asked.WhyNot(other, No));
        }
        Assert.Equal("request-needs-duty", asked.WhyNot(new EmployeeId("99"), Agree));
        Assert.Equal("request-unknown", Town.WhyNot(Head, Agree));
        Assert.Equal("request-not-waiting", asked.Agreed(Head, Owner).WhyNot(Owner, Agree));
        Assert.Equal("request-needs-duty", (asked with { Holds = [new Hold(Head, A.April)] }).WhyNot(Head, Agree));
    }

    [Fact]
    public void The_approver_follows_personnel()
    {
        var moved = Town.Asked().Says(Serves("10", A.Juki), Serves("12", A.Tax, "課長"));
        Assert.Equal([new EmployeeId("12")], moved.Scene.Approvers.Of(moved.Request));
        Assert.Equal("request-not-approver", moved.WhyNot(Head, Agree));
    }

    [Fact]
    public void An_exception_needs_a_control_and_an_officer_who_is_nobody_of_the_others()
    {
        var ask = ExceptionFor(Staff, A.JukiInquiry);
        Assert.Equal("request-control", Town.WhyNot(Staff, ask with { Control = null }));
        Assert.Equal("request-control", Town.WhyNot(Staff, ask with { Control = "なし" }));
        var asked = Town.Asked(ask);
        var twice = asked.Agreed(Head, Owner);
        Assert.Equal(RequestStage.Officer, twice.Request.Next);
        Assert.Empty(twice.Ledger.Grants);
        Assert.Equal([Officer, Second], twice.Scene.Approvers.Of(twice.Request));
        var given = twice.Agreed(Officer);
        Assert.Equal(GrantKind.Exception, Assert.Single(given.Ledger.Grants).Kind);
        Assert.Equal([Staff, Head, Owner, Officer], given.Request.Givers);
        Assert.Equal("request-nobody-agrees", (Town with { Officers = [] }).WhyNot(Staff, ask));
    }

    [Fact]
    public void Only_the_person_and_who_heads_the_unit_ask()
    {
        Assert.Null(Town.WhyNot(Staff, For(Staff)));
        Assert.Null(Town.WhyNot(Head, For(Staff)));
        Assert.Equal("request-not-yours", Town.WhyNot(Colleague, For(Staff)));
        Assert.Equal("request-not-yours", Town.WhyNot(Owner, For(Staff)));
        Assert.Equal("request-person", Town.WhyNot(Staff, For(new EmployeeId("99"))));
        Assert.Equal("request-person", Town.Says(Serves("1", new OrgCode("777"))).WhyNot(Head, For(Staff)));
    }

    [Fact]
    public void What_the_policy_does_not_offer_is_not_asked_for()
    {
        Assert.Equal("request-not-requestable", Town.WhyNot(Staff, For(Staff) with { Right = A.Mail }));
        Assert.Equal("request-no-right", Town.WhyNot(Staff, For(Staff) with { Right = new EntitlementId("none") }));
        var independent = Town with
        {
            Rules = Offers with { Entitlements = [.. Offers.Entitlements.Select(e => e with { Zone = Zone.Independent })] },
        };
        // No exception helps there.
        Assert.Equal("request-independent", independent.WhyNot(Staff, For(Staff)));
        Assert.Equal("request-independent", independent.WhyNot(Staff, ExceptionFor(Staff, Siren)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("    x    ")]
    [InlineData("あい\u202eうえお")]
    public void A_purpose_is_written_and_seen(string purpose) =>
        Assert.Equal("request-reason", Town.WhyNot(Staff, For(Staff) with { Purpose = purpose }));

    [Fact]
    public void An_end_is_set_and_within_a_year()
    {
        Assert.Equal("request-until-past", Town.WhyNot(Staff, For(Staff) with { Until = A.Day(3, 31) }));
        Assert.Null(Town.WhyNot(Staff, For(Staff) with { Until = A.April }));
        Assert.Null(Town.WhyNot(Staff, For(Staff) with { Until = A.April.AddDays(RequestDecider.MostDays) }));
        Assert.Equal("request-until", Town.WhyNot(Staff, For(Staff) with { Until = A.April.AddDays(RequestDecider.MostDays + 1) }));
        Assert.Equal(March, FiscalYear.EndOf(A.April));
        Assert.Equal(A.Day(3, 31), FiscalYear.EndOf(A.Day(3, 31)));
        Assert.Equal(A.Day(3, 31), FiscalYear.EndOf(A.Day(1, 1)));
    }

    [Fact]
    public void What_waits_already_or_is_due_anyway_is_not_asked_for()
    {
        var asked = Town.Asked();
        Assert.Equal("request-waits", asked.WhyNot(Staff, For(Staff) with { Id = "2" }));
        Assert.Equal("request-waits", asked.WhyNot(Staff, For(Staff) with { Right = A.JukiInquiry }));
        Assert.Equal("request-has-already", asked.Agreed(Head, Owner).WhyNot(Staff, For(Staff) with { Id = "2" }));
        var mail = Offers with { Entitlements = [.. Offers.Entitlements.Select(e => e with { IsRequestable = true })] };
        Assert.Equal("request-has-already", (Town with { Rules = mail }).WhyNot(Staff, For(Staff) with { Right = A.Mail }));
        // The posting that gives it ends before.
        var ending = (Town with { Rules = mail }).Says(A.Worker("1", postings: [A.At(A.Tax, A.Until(A.Day(5, 31)))]));
        Assert.Null(ending.WhyNot(Staff, For(Staff) with { Right = A.Mail }));
        Assert.Equal("request-has-already", ending.WhyNot(Staff, For(Staff) with { Right = A.Mail, Until = A.Day(5, 31) }));
    }

    [Fact]
    public void Nobody_floods_those_who_agree()
    {
        EntitlementId[] many = [.. Enumerable.Range(0, RequestDecider.MostOpen + 1).Select(n => new EntitlementId($"right-{n}"))];
        var siren = Offers.Entitlements.Single(e => e.Id == Siren);
        var town = Town with
        {
            Rules = Offers with { Entitlements = [.. Offers.Entitlements, .. many.Select(m => siren with { Id = m })] },
        };
        foreach (var right in many.SkipLast(1))
            town = town.Does(Staff, For(Staff) with { Id = right.Value, Right = right });
        Assert.Equal("request-many", town.WhyNot(Staff, For(Staff) with { Right = many[^1] }));
    }

    [Fact]
    public void A_right_goes_on_by_a_request_of_its_own()
    {
        var short3 = A.Day(6, 30);
        var given = Town.Asked(For(Staff) with { Until = short3 }).Agreed(Head, Owner).OnDay(A.Day(6, 20));
        var more = For(Staff) with { Id = "2", Extends = Id };
        Assert.Equal("request-not-longer", given.WhyNot(Staff, more with { Until = short3 }));
        Assert.Equal("request-not-in-force", given.WhyNot(Staff, more with { Extends = "none" }));
        Assert.Equal("request-not-in-force", given.WhyNot(Staff, more with { Right = A.JukiInquiry }));
        Assert.Equal("request-not-in-force", given.WhyNot(Head, more with { Subject = Colleague }));
        Assert.Equal("request-not-in-force", given.OnDay(A.Day(7, 1)).WhyNot(Staff, more));
        var both = given.Does(Staff, more).Agreed(Head, Owner);
        // The end in force, and the grant that gives it.
        var has = both.Desired.Of(both.Desired.Facts.Roster.Find(Staff)!).Memberships.Single(m => m.Grant is not null);
        Assert.Equal(("2", March), (has.Grant!.Reference, has.Until!.Value));
        Assert.True(both.OnDay(A.Day(7, 1)).Has(Staff, Siren));
        // What the first gave, nobody need be told of.
        Assert.Empty(RequestDecider.OfDay(both.OnDay(A.Day(6, 25)).Scene));
    }

    [Fact]
    public void What_was_given_back_does_not_go_on_by_a_request_that_was_asked_before()
    {
        var given = Town.Asked(For(Staff) with { Until = A.Day(6, 30) }).Agreed(Head, Owner).OnDay(A.Day(6, 20));
        var asked = given.Does(Staff, For(Staff) with { Id = "2", Extends = Id });
        var returned = asked.Does(Staff, new RequestCommand.Return(Id));
        Assert.Equal("request-not-in-force", returned.WhyNot(Head, new RequestCommand.Agree("2")));
        Assert.False(returned.Has(Staff, Siren));
    }

    /// <summary>Two servers' clocks differ by seconds; by more nobody agrees before it was asked.</summary>
    [Theory]
    [InlineData(0, null)]
    [InlineData(20, null)]
    [InlineData(21, "request-clock")]
    public void Whose_clock_is_behind_by_seconds_agrees_and_is_refused_by_more(int seconds, string? code)
    {
        var asked = Town.Asked();
        var scene = asked.Scene with { Now = asked.Request.AskedAt.AddSeconds(-seconds) };
        var decided = RequestDecider.Decide(scene, new RequestCommand.Agree(Id), Head);
        Assert.Equal(code, (decided as RequestDecision.Refused)?.Why.Code);
        if (decided is RequestDecision.Done(var happened))
            Assert.NotNull(RequestLedger.Next(asked.Request, happened));
    }

    [Fact]
    public void A_no_has_a_reason_and_ends_it()
    {
        var asked = Town.Asked();
        Assert.Equal("request-reason", asked.WhyNot(Head, No with { Reason = "x" }));
        var rejected = asked.Does(Head, No);
        Assert.Equal((RequestEndKind.Rejected, Head), (rejected.Request.End!.How, rejected.Request.End.By!.Value));
        Assert.Equal(RequestState.Ended, rejected.Request.StateOn(A.April));
        Assert.Equal("request-not-waiting", rejected.WhyNot(Head, Agree));
        Assert.Empty(rejected.Ledger.Grants);
        Assert.Equal(RequestEndKind.Rejected, asked.Agreed(Head).Does(Owner, No).Request.End!.How);
        // Asked anew it begins anew.
        Assert.Null(rejected.WhyNot(Staff, For(Staff) with { Id = "2" }));
    }

    [Fact]
    public void One_person_takes_back_or_returns_what_two_gave()
    {
        var asked = Town.Asked();
        Assert.Equal("request-not-yours", asked.WhyNot(Colleague, Return));
        Assert.Equal(RequestEndKind.Withdrawn, asked.Does(Staff, Return).Request.End!.How);
        var given = asked.Agreed(Head, Owner).OnDay(A.Day(5, 10));
        foreach (var by in new[] { Staff, Head })
        {
            var back = given.Does(by, Return);
            Assert.Equal(RequestEndKind.Returned, back.Request.End!.How);
            Assert.Equal(new DateSpan(A.April, A.Day(5, 9)), back.Request.Days);
            Assert.False(back.Has(Staff, Siren));
            Assert.Equal("request-not-in-force", back.WhyNot(by, Return));
        }
        // On its first day already it gives nothing.
        Assert.False(asked.Agreed(Head, Owner).Does(Staff, Return).Has(Staff, Siren));
        Assert.Equal("request-not-in-force", given.OnDay(A.Day(4, 1, 2027)).WhyNot(Staff, Return));
        Assert.Equal("request-not-yours", given.Says().Gone(Staff).WhyNot(Colleague, Return));
    }

    [Fact]
    public void The_term_never_begins_while_it_waits_nor_after_its_end()
    {
        var asked = Town.Asked(For(Staff) with { Until = A.Day(4, 10) });
        Assert.Equal("request-over", asked.OnDay(A.Day(4, 11)).WhyNot(Head, Agree));
        Assert.Equal("request-over", Town.Asked().OnDay(A.Day(5, 2)).WhyNot(Head, Agree));
        Assert.Null(Town.Asked().OnDay(A.Day(5, 1)).WhyNot(Head, Agree));
        // No is said at any time.
        Assert.Null(asked.OnDay(A.Day(4, 11)).WhyNot(Head, No));
    }

    [Fact]
    public void Who_moved_meanwhile_is_given_nothing()
    {
        var once = Town.Asked().Agreed(Head);
        Assert.Equal("request-ground", once.Says(Serves("1", A.Juki)).WhyNot(Owner, Agree));
        Assert.Equal("request-ground", once.Gone(Staff).WhyNot(Owner, Agree));
    }
}

/// <summary>Changes of the town in one word.</summary>
internal static class RequestTownChanges
{
    public static RequestTown Gone(this RequestTown town, EmployeeId person) =>
        town with
        {
            People = [.. town.People.Where(p => p.Id != person)],
        };
}
