using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using static AccessGov.Core.Tests.Audit.Answers.SampleRecord;

namespace AccessGov.Core.Tests.Audit.Answers;

/// <summary>Which policy held, who approved what, and what was changed for whom.</summary>
public sealed class RecordAnswerTests
{
    [Fact]
    public void A_record_without_a_line_answers_with_nothing()
    {
        var answer = new SampleRecord().Asked("1");
        Assert.Equal(("", 0, "1"), (answer.Tenant, answer.Facts, answer.Person));
        Assert.Equal((DateOnly.MinValue, null), (answer.Holders!.On, answer.Holders.Baseline));
        Assert.Empty(answer.Changes);
        Assert.Null(answer.Emergencies);
    }

    [Fact]
    public void The_end_of_a_record_is_its_newest_instant_and_not_its_last_line()
    {
        var answer = new SampleRecord().Gives(9, "1", 1).Gives(2, "2", 2).Asked();
        Assert.Equal((Day(9), "suzaka", 2L), (answer.Holders!.On, answer.Tenant, answer.Facts));
        Assert.Equal(["2", "1"], answer.Changes.Select(c => c.Person));
    }

    [Fact]
    public void A_policy_holds_from_its_first_use_to_the_next_ones()
    {
        var record = new SampleRecord()
            .Tell(2, FactKind.PlanMade, "one", new FactBody().Add("policy", "A"))
            .Tell(3, FactKind.PlanMade, "two", new FactBody().Add("policy", "A"))
            .Tell(4, FactKind.PolicyKept, "policy", new FactBody().Add("policy", "B").Add("rights", "map"))
            .Tell(5, FactKind.PlanMade, "three", new FactBody().Add("policy", "B"))
            .Tell(6, FactKind.PolicyKept, "policy", new FactBody().Add("policy", "A"))
            // Names no policy, and is none of those that show one.
            .Tell(7, FactKind.PlanMade, "four", new FactBody())
            .Tell(7, FactKind.PlanVerified, "four", new FactBody().Add("policy", "C"));
        Assert.Equal(["A 04-02 1 ", "B 04-04 3 map", "A 04-06 5 "], Policies(record.Asked()));
        Assert.Empty(record.Asked(on: 1).Policies);
        Assert.Equal(["A 04-02 1 "], Policies(record.Asked(on: 3)));
        // Of the day on which it changed both are told.
        Assert.Equal(["A 04-02 1 ", "B 04-04 3 map"], Policies(record.Asked(on: 4)));
        Assert.Equal(["A 04-06 5 "], Policies(record.Asked(on: 20)));

        static string[] Policies(RecordAnswer answer) => [.. answer.Policies.Select(p => $"{p.Policy} {p.On:MM-dd} {p.Line} {p.Rights}")];
    }

    [Fact]
    public void A_policy_from_which_plans_were_only_made_was_not_in_force()
    {
        var record = new SampleRecord()
            .Tell(2, FactKind.PlanMade, "one", new FactBody().Add("policy", "A"))
            .Tell(4, FactKind.PolicyRead, "policy", new FactBody().Add("hash", "A"))
            .Tell(5, FactKind.PlanMade, "two", new FactBody().Add("policy", "B"))
            .Tell(6, FactKind.PolicyRead, "policy", new FactBody().Add("hash", "C"))
            .Tell(7, FactKind.PlanMade, "three", new FactBody().Add("policy", "A"))
            // Too late for its use, which ended with the next one.
            .Tell(8, FactKind.PolicyRead, "policy", new FactBody().Add("hash", "B"))
            .Tell(9, FactKind.PolicyRead, "policy", new FactBody().Add("hash", "A"));
        Assert.Equal(["A 04-04 2", "B  ", "A 04-09 7"], InForce(record.Asked()));
        // Of a day is told what was known on it.
        Assert.Equal(["A  "], InForce(record.Asked(on: 3)));
        Assert.Equal(["A 04-04 2"], InForce(record.Asked(on: 4)));
        Assert.Equal(["A 04-04 2"], InForce(record.Asked(on: 8)));

        static string[] InForce(RecordAnswer answer) => [.. answer.Policies.Select(p => $"{p.Policy} {p.InForceOn:MM-dd} {p.InForceLine}")];
    }

    [Fact]
    public void Who_approved_a_plan_stands_beside_what_the_plan_did()
    {
        var record = new SampleRecord()
            .Tell(2, FactKind.PlanApproved, "one", new FactBody().Add("author", "300").Add("verdict", "needs-approval"), "200")
            .Tell(3, FactKind.PlanApproved, "one", new FactBody(), "201")
            .Tell(3, FactKind.PlanApproved, "one", new FactBody(), "200")
            .Tell(3, FactKind.PlanApproved, "two", new FactBody().Add("authors", ["300", "301"]).Add("author", "300"), "201")
            .Gives(4, "1", 1)
            .Ends(4, "2", new FactBody().Add(Fact.ActionKey, "b").Add("what", "EnableAccount"));
        var (planned, unplanned) = (record.Asked().Changes[0], record.Asked().Changes[1]);
        Assert.Equal(["200", "201"], planned.ApprovedBy);
        Assert.Empty(unplanned.ApprovedBy);
        var told = record.Asked().Approvals;
        Assert.Equal(["one 200", "one 201", "one 200", "two 201"], told.Select(a => $"{a.Subject} {a.Approver}"));
        Assert.Equal(("plan", "needs-approval"), (told[0].What, told[0].Verdict));
        Assert.Equal(
            [
                ["300"],
                [],
                [],
                ["300", "301"],
            ],
            told.Select(a => a.Authors)
        );
        Assert.Equal([2L, 3, 4], record.Asked(on: 3).Approvals.Select(a => a.Line));
        // Of a person: of the plans that changed something for the person.
        Assert.Equal([1L, 2, 3], record.Asked("1").Approvals.Select(a => a.Line));
        Assert.Empty(record.Asked("2").Approvals);
    }

    [Fact]
    public void A_decision_of_two_people_is_told_with_who_proposed_it_and_not_under_anybody()
    {
        var record = new SampleRecord()
            .Tell(2, FactKind.DecisionApproved, "policy", new FactBody().Add("hash", "h").Add("proposedBy", "300"), "200")
            // Without what was agreed to there is nothing to tell.
            .Tell(2, FactKind.DecisionApproved, "policy", new FactBody().Add("proposedBy", "300"), "200")
            .Gives(3, "1", 1);
        var approval = Assert.Single(record.Asked().Approvals);
        Assert.Equal(("policy", "h", "200", null), (approval.What, approval.Subject, approval.Approver, approval.Verdict));
        Assert.Equal(["300"], approval.Authors);
        Assert.Empty(record.Asked("1").Approvals);
    }

    [Fact]
    public void An_outcome_is_told_with_what_its_intent_said_and_one_that_is_open_without_an_outcome()
    {
        var wish = Wish("AddMember", Right, action: "a").Add("cause", "Serves").Add("rule", "juki").Add("article", "第5");
        var record = new SampleRecord()
            .Intends(2, "1", wish.Add("unit", "020").Add("dated", "2026-04-01").Add("group", "g"))
            .Intends(2, "2", Wish("EnableAccount", action: "b"))
            .Ends(3, "1", new FactBody().Add(Fact.ActionKey, "a").Add("account", $"{Account(1)}"))
            .Ends(4, "3", Wish("DisableAccount", action: "c"), "stale");
        var (ended, open, alone) = (record.Asked("1").Changes[0], record.Asked("2").Changes[0], record.Asked("3").Changes[0]);
        Assert.Equal((3L, Day(3), "applied", "AddMember"), (ended.Line, ended.On, ended.Outcome, ended.What));
        Assert.Equal(("Serves", "juki", "第5", "020", "2026-04-01"), (ended.Cause, ended.Rule, ended.Article, ended.Unit, ended.Dated));
        Assert.Equal(("g", $"{Account(1)}"), (ended.Group, ended.Account));
        Assert.Equal("2026-04-02T00:01:00.000Z", ended.IntendedAt);
        Assert.Equal((2L, null, "2026-04-02T00:02:00.000Z"), (open.Line, open.Outcome, open.IntendedAt));
        Assert.Equal(("stale", null), (alone.Outcome, alone.IntendedAt));
    }

    [Fact]
    public void One_action_of_two_plans_is_two_intents()
    {
        var record = new SampleRecord()
            .Intends(2, "1", Wish("EnableAccount"))
            .Tell(2, FactKind.ActionIntended, "2", Wish("EnableAccount"), partition: "plan:two")
            .Ends(3, "1", Wish("EnableAccount"));
        Assert.Equal(["2 ", "1 applied"], record.Asked().Changes.Select(c => $"{c.Person} {c.Outcome}"));
    }

    [Fact]
    public void Values_are_told_from_what_to_what_and_personal_ones_by_their_hashes()
    {
        var record = new SampleRecord()
            .Ends(
                2,
                "1",
                Wish("ChangeAttributes")
                    .Add(
                        "changes",
                        [
                            new FactBody().Add("name", "department").Add("now", "税務課").Add("toBe", "市民課"),
                            new FactBody().Add("name", "displayName").Add("nowHash", "x").Add("toBeHash", "y"),
                            new FactBody().Add("now", "z"),
                        ]
                    )
            )
            .Ends(3, "1", Wish("ChangeAttributes").Add("changes", "none"));
        Assert.Equal(
            [
                new ToldValue("department", "税務課", "市民課", null, null),
                new ToldValue("displayName", null, null, "x", "y"),
                new ToldValue("", "z", null, null, null),
            ],
            record.Asked().Changes[0].Values
        );
        Assert.Empty(record.Asked().Changes[1].Values);
    }

    [Fact]
    public void Of_a_person_what_happened_under_the_former_number_when_it_changed_is_told_too()
    {
        static FactBody Renumber(string from, string to) =>
            Wish("ChangeAttributes").Add("changes", [new FactBody().Add("name", "employeeId").Add("now", from).Add("toBe", to)]);
        var record = new SampleRecord()
            .Ends(2, "2", Renumber("1", "2"))
            .Ends(3, "3", Renumber("4", "3"))
            .Ends(4, "2", Wish("EnableAccount"))
            .Ends(4, "5", Wish("ChangeAttributes").Add("changes", [new FactBody().Add("name", "department").Add("now", "1")]));
        Assert.Equal([1L], record.Asked("1").Changes.Select(c => c.Line));
        Assert.Equal([1L, 3], record.Asked("2").Changes.Select(c => c.Line));
        Assert.Equal([3L], record.Asked("2", on: 4).Changes.Select(c => c.Line));
        Assert.Equal([3L, 4], record.Asked(on: 4).Changes.Select(c => c.Line));
    }

    [Fact]
    public void Reviews_and_requests_are_told_with_who_counts_and_receipt_by_person_and_by_day()
    {
        var (silence, back) = (new FactBody().Add("removes", 2).Add("receipt", "r-0002"), new FactBody().Add("takesBack", "r-0003"));
        var record = new SampleRecord()
            .Tell(1, FactKind.ReviewOpened, "r", new FactBody().Add("items", 3))
            .Tell(2, FactKind.ReviewAnswered, "7", new FactBody().Add("right", "a"))
            .Tell(2, FactKind.ReviewSubmitted, "r", new FactBody().Add("keeps", 1).Add("receipt", "r-0001").Add("reviewer", "8"), "200")
            .Tell(3, FactKind.ReviewSubmitted, "r", silence, "trigger:Timer")
            .Tell(4, FactKind.ReviewSubmitted, "r", back, "200")
            .Tell(5, FactKind.ReviewProved, "directory", new FactBody().Add("rights", ["7 a r-0002", "9 a r-0002"]), "trigger:Timer")
            .Tell(6, FactKind.RequestAsked, "7", new FactBody().Add("request", "q").Add("right", "a").Add("purpose", "当番"), "300")
            .Tell(7, FactKind.RequestAgreed, "7", new FactBody().Add("request", "q").Add("stage", "head"), "200");
        Assert.Equal(
            [
                "review-opened 100 items 3",
                "review-submitted 200 keeps 1 r-0001 for 8",
                "review-silence trigger:Timer removes 2 r-0002",
                "review-taken-back 200",
                "review-proved trigger:Timer items 2",
            ],
            record.Asked().Reviews!.Select(TextOf)
        );
        Assert.Equal([6L], record.Asked("7").Reviews!.Select(r => r.Line));
        Assert.Equal([3L], record.Asked("8").Reviews!.Select(r => r.Line));
        Assert.Equal([4L], record.Asked(on: 3).Reviews!.Select(r => r.Line));
        Assert.Equal(
            ["request-asked 300 当番", "request-agreed 200 "],
            record.Asked("7").Requests!.Select(r => $"{r.What} {r.By} {r.Said}")
        );
        Assert.Equal([8L], record.Asked("200").Requests!.Select(r => r.Line));
        Assert.Null(record.Asked("1").Reviews);
        Assert.Null(record.Asked("1").Requests);

        static string TextOf(ToldReview told) =>
            $"{told.What} {told.By}{Of("items", told.Items)}{Of("keeps", told.Keeps)}{Of("removes", told.Removes)}"
            + $"{Of("", told.Receipt)}{Of("for", told.For)}";

        static string Of(string name, object? value) =>
            value is null ? ""
            : name.Length == 0 ? $" {value}"
            : $" {name} {value}";
    }

    [Fact]
    public void What_happened_with_sealed_accounts_is_told_with_who_and_why()
    {
        var record = new SampleRecord()
            .Tell(3, FactKind.EmergencyOpened, "bg@x", new FactBody().Add("opening", "o"), "200")
            .Tell(2, FactKind.EmergencyAsked, "bg@x", new FactBody().Add("reason", "停電"), "300")
            .Tell(4, FactKind.EmergencyFailed, "bg@x", new FactBody().Add("opening", "o").Add("code", "denied"), "trigger:Timer")
            .Tell(5, FactKind.EmergencyReviewed, "bg@x", new FactBody().Add("opening", "o").Add("result", "right"), "200");
        Assert.Equal(
            [
                "emergency-asked bg@x 300  停電",
                "emergency-opened bg@x 200 o ",
                "emergency-failed bg@x trigger:Timer o denied",
                "emergency-reviewed bg@x 200 o right",
            ],
            record.Asked().Emergencies!.Select(e => $"{e.What} {e.Account} {e.By} {e.Opening} {e.Said}")
        );
        Assert.Equal([1L, 4], record.Asked("200").Emergencies!.Select(e => e.Line));
        Assert.Equal([4L], record.Asked("200", on: 5).Emergencies!.Select(e => e.Line));
        Assert.Null(record.Asked("1").Emergencies);
    }
}
