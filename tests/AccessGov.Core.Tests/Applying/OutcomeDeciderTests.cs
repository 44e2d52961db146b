using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

public sealed class OutcomeDeciderTests
{
    private static readonly DirectoryAccount Own = Account(1, "1", "1@city.example.jp");
    private static readonly DirectoryAccount Other = Account(2, "1", "2@city.example.jp");

    private static DirectoryAccount Account(int no, string employee, string name) =>
        new(Names.AccountNo(no), new EmployeeId(employee), name, true, AccountAttributes.Empty, false);

    private static T Sample<T>()
        where T : PlannedAction => Samples.Of<PlannedAction>().OfType<T>().Single();

    private static PlannedAction.CreateAccount Create =>
        Sample<PlannedAction.CreateAccount>() with
        {
            Target = new Target(new EmployeeId("1"), null),
            UserPrincipalName = "1@CITY.example.jp",
        };

    [Fact]
    public void Every_answer_means_something_for_every_action()
    {
        foreach (var action in Samples.Of<PlannedAction>())
        {
            var meant = Samples.Of<DirectoryAnswer>().ToDictionary(a => a.GetType().Name, a => OutcomeDecider.Of(action, a));
            Assert.IsType<ActionOutcome.Applied>(meant["Accepted"]);
            Assert.IsType<ActionOutcome.AlreadyTrue>(meant["SoBefore"]);
            Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), ((ActionOutcome.Deferred)meant["Busy"]).Until);
            Assert.Equal(new ActionOutcome.Failed("text"), meant["Refused"]);
            Assert.Equal(5, meant.Count);
        }
    }

    [Fact]
    public void Where_nothing_is_left_nothing_is_to_be_taken_and_nothing_can_be_given()
    {
        foreach (var action in Samples.Of<PlannedAction>())
            Assert.Equal(
                action switch
                {
                    PlannedAction.RemoveMember or PlannedAction.DeleteAccount => new ActionOutcome.AlreadyTrue(),
                    PlannedAction.AddMember => new ActionOutcome.Stale("group-or-account-absent"),
                    PlannedAction.CreateAccount => new ActionOutcome.Failed("not-found"),
                    _ => new ActionOutcome.Stale("account-absent"),
                },
                OutcomeDecider.Of(action, new DirectoryAnswer.Absent())
            );
    }

    [Fact]
    public void An_account_is_created_only_where_nobody_carries_the_number()
    {
        Assert.Null(OutcomeDecider.OfCarriers(Create, []));
        Assert.IsType<ActionOutcome.AlreadyTrue>(OutcomeDecider.OfCarriers(Create, [Own]));
        Assert.Equal(new ActionOutcome.Stale("employee-id-taken"), OutcomeDecider.OfCarriers(Create, [Other]));
        Assert.Equal(new ActionOutcome.Stale("employee-id-taken"), OutcomeDecider.OfCarriers(Create, [Own, Other]));
    }

    [Fact]
    public void Anything_else_needs_exactly_one_account()
    {
        var others = Samples.Of<PlannedAction>().Where(a => a is not (PlannedAction.CreateAccount or PlannedAction.RestoreAccount));
        foreach (var action in others)
        {
            Assert.Null(OutcomeDecider.OfCarriers(action, [Own]));
            Assert.Equal(new ActionOutcome.Stale("account-absent"), OutcomeDecider.OfCarriers(action, []));
            Assert.Equal(new ActionOutcome.Stale("employee-id-twice"), OutcomeDecider.OfCarriers(action, [Own, Other]));
        }
    }

    [Fact]
    public void A_deleted_account_comes_back_only_where_nobody_carries_the_number()
    {
        var restore = new PlannedAction.RestoreAccount(new Target(Own.EmployeeId!.Value, Own.ObjectId), Create.Because);
        Assert.Null(OutcomeDecider.OfCarriers(restore, []));
        Assert.IsType<ActionOutcome.AlreadyTrue>(OutcomeDecider.OfCarriers(restore, [Own]));
        Assert.Equal(new ActionOutcome.Stale("employee-id-taken"), OutcomeDecider.OfCarriers(restore, [Other]));
    }

    [Fact]
    public void A_chosen_account_gets_its_number_only_where_nobody_else_carries_it()
    {
        var adopt = Samples.Of<PlannedAction>().OfType<PlannedAction.ChangeAttributes>().Single();
        adopt = adopt with
        {
            Target = new Target(Own.EmployeeId!.Value, Own.ObjectId),
            Because = adopt.Because with { Cause = new Cause.Adopted("1@x", "list", new EmployeeId("9")) },
        };
        Assert.Null(OutcomeDecider.OfCarriers(adopt, []));
        Assert.IsType<ActionOutcome.AlreadyTrue>(OutcomeDecider.OfCarriers(adopt, [Own]));
        Assert.Equal(new ActionOutcome.Stale("employee-id-taken"), OutcomeDecider.OfCarriers(adopt, [Other]));
    }

    [Fact]
    public void A_name_is_taken_by_our_own_creation_or_by_somebody_else()
    {
        Assert.IsType<ActionOutcome.AlreadyTrue>(OutcomeDecider.OfNameTaken(Create, Own));
        foreach (var holder in (DirectoryAccount?[])[null, Account(3, "9", "1@city.example.jp")])
            Assert.Equal(new ActionOutcome.Failed("upn-taken"), OutcomeDecider.OfNameTaken(Create, holder));
    }
}
