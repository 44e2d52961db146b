using AccessGov.Core.Audit.Answers;
using static AccessGov.Core.Tests.Audit.Answers.SampleRecord;

namespace AccessGov.Core.Tests.Audit.Answers;

/// <summary>Who holds what on a day, and what was changed outside, from outcomes and lists of holders.</summary>
public sealed class HoldersTests
{
    [Fact]
    public void Who_was_given_a_right_holds_it_until_it_is_taken_and_that_day_is_told()
    {
        var record = new SampleRecord().Gives(2, "2", 2).Gives(3, "1", 1).Takes(5, "2", 2).Gives(9, "3", 3);
        Assert.Equal(["juki-update 1 04-03 2", "juki-update 2 04-02 1"], record.Holders(on: 4));
        Assert.Equal(["juki-update 1 04-03 2"], record.Holders(on: 5));
        Assert.Equal("juki-update 2 04-02 1", Text(Assert.Single(record.Asked(on: 5).Holders!.TakenThatDay)));
        Assert.Empty(record.Asked(on: 6).Holders!.TakenThatDay);
        Assert.Equal(["juki-update 1 04-03 2", "juki-update 3 04-09 4"], record.Holders());
    }

    [Fact]
    public void Without_a_list_of_holders_the_answer_says_that_it_is_not_complete()
    {
        var record = new SampleRecord().Gives(2, "1", 1).Reads(3, ("1", 1)).Reads(5, ("1", 1));
        Assert.Null(record.Asked(on: 2).Holders!.Baseline);
        Assert.Equal(2, record.Asked(on: 4).Holders!.Baseline);
        Assert.Equal(3, record.Asked().Holders!.Baseline);
        Assert.Null(record.Asked(holdersOf: null).Holders);
        // A list that is kept nowhere says nothing, and nobody is called gone for that.
        var lost = new SampleRecord().Gives(2, "1", 1).Reads(3).WithoutLists();
        Assert.Null(lost.Asked().Holders!.Baseline);
        Assert.Equal(["juki-update 1 04-02 1"], lost.Holders());
    }

    [Fact]
    public void Only_rights_of_the_zone_that_is_asked_for_are_listed()
    {
        var mail = new Dictionary<string, (string?, int)[]> { ["mail"] = [("1", 1)] };
        var record = new SampleRecord().Gives(2, "1", 1).Reads(3, mail, zone: "Internet");
        Assert.Equal(["juki-update"], record.Asked().Holders!.Holders.Select(h => h.Entitlement));
        Assert.Equal(["mail"], record.Asked(holdersOf: "Internet").Holders!.Holders.Select(h => h.Entitlement));
    }

    [Fact]
    public void An_outcome_that_names_no_zone_counts_for_none()
    {
        var record = new SampleRecord().Ends(2, "1", Wish("AddMember").Add("entitlement", Right));
        Assert.Empty(record.Holders());
        Assert.Single(record.Asked(holdersOf: "").Holders!.Holders);
    }

    [Fact]
    public void What_did_not_succeed_gives_and_takes_nothing()
    {
        var record = new SampleRecord().Gives(2, "1", 1).Gives(3, "2", 2, "failed").Takes(4, "1", 1, "stale");
        Assert.Equal(["juki-update 1 04-02 1"], record.Holders());
        Assert.Empty(record.Outside());
    }

    [Fact]
    public void The_first_list_finds_nothing_outside_and_the_next_one_what_nobody_told_of()
    {
        var record = new SampleRecord().Reads(2, ("1", 1), (null, 7)).Gives(3, "2", 2).Reads(4, ("2", 2), ("3", 3), (null, 7));
        Assert.Empty(record.Outside(on: 3));
        Assert.Equal(["given-outside juki-update 3 04-04 3<", "taken-outside juki-update 1 04-04 3<1"], record.Outside());
        Assert.Equal([$"juki-update {Account(7)} 04-02 1", "juki-update 2 04-03 2", "juki-update 3 04-04 3"], record.Holders());
    }

    [Fact]
    public void Of_one_person_only_changes_of_that_person_outside_are_told()
    {
        var record = new SampleRecord().Reads(2, ("1", 1)).Reads(4, ("3", 3));
        Assert.Equal(["given-outside juki-update 3 04-04 2<"], record.Outside("3"));
        Assert.Equal(["taken-outside juki-update 1 04-04 2<1"], record.Outside("1"));
        Assert.Empty(record.Outside("2"));
    }

    [Fact]
    public void An_outcome_that_met_something_else_than_was_known_shows_a_change_outside()
    {
        // Given although known to hold it: somebody took it meanwhile. There already, or taken, though never known: somebody gave it.
        var record = new SampleRecord()
            .Reads(2, ("1", 1), ("4", 4))
            .Gives(3, "1", 1)
            .Gives(3, "2", 2, "already-true")
            .Takes(3, "3", 3)
            .Takes(3, "4", 4, "already-true");
        Assert.Equal(
            [
                "taken-outside juki-update 1 04-03 2<1",
                "given-outside juki-update 2 04-03 3<",
                "given-outside juki-update 3 04-03 4<",
                "taken-outside juki-update 4 04-03 5<1",
            ],
            record.Outside()
        );
        Assert.Equal(["juki-update 1 04-03 2", "juki-update 2 04-03 3"], record.Holders());
    }

    [Fact]
    public void An_outcome_that_met_what_was_known_shows_none()
    {
        var record = new SampleRecord()
            .Reads(2, ("1", 1))
            .Gives(3, "1", 1, "already-true")
            .Takes(3, "2", 2, "already-true")
            .Takes(4, "1", 1)
            .Gives(5, "2", 2);
        Assert.Empty(record.Outside());
        // There since the list, whatever was tried again.
        Assert.Equal(["juki-update 1 04-02 1"], record.Holders(on: 3));
    }

    [Fact]
    public void Before_a_right_was_ever_read_nothing_is_called_a_change_outside() =>
        Assert.Empty(new SampleRecord().Gives(2, "1", 1, "already-true").Takes(3, "2", 2).Outside());

    [Fact]
    public void Who_is_deleted_loses_everything_and_who_is_restored_has_it_back()
    {
        var record = new SampleRecord()
            .Gives(2, "1", 1)
            .Gives(2, "1", 1, right: Other)
            .Gives(2, "2", 2)
            .Ends(4, "1", Wish("DeleteAccount", account: Account(1)))
            .Ends(6, "1", Wish("RestoreAccount", account: Account(1)))
            .Ends(6, "9", Wish("RestoreAccount", account: Account(9)));
        Assert.Equal(["juki-update 2 04-02 3"], record.Holders(on: 4));
        Assert.Equal(["juki-inquiry", "juki-update"], record.Asked(on: 4).Holders!.TakenThatDay.Select(h => h.Entitlement));
        Assert.Equal(["juki-inquiry 1 04-06 5", "juki-update 1 04-06 5", "juki-update 2 04-02 3"], record.Holders());
    }

    [Fact]
    public void What_went_with_an_account_that_somebody_else_deleted_comes_back_with_it()
    {
        var record = new SampleRecord().Reads(2, ("1", 1)).Reads(4).Ends(6, "1", Wish("RestoreAccount", account: Account(1)));
        Assert.Empty(record.Holders(on: 4));
        Assert.Equal(["juki-update 1 04-06 3"], record.Holders());
        Assert.Empty(record.Reads(7, ("1", 1)).Outside(on: 3));
        Assert.Equal(["taken-outside juki-update 1 04-04 2<1"], record.Outside());
    }

    [Fact]
    public void The_account_that_was_made_for_somebody_is_the_one_that_gets_the_right()
    {
        var record = new SampleRecord()
            .Reads(2)
            .Ends(3, "1", Wish("CreateAccount", account: Account(1)))
            .Ends(3, "2", Wish("CreateAccount"))
            .Gives(3, "1", null);
        Assert.Equal($"{Account(1)}", Assert.Single(record.Asked().Holders!.Holders).Account);
        Assert.Empty(record.Reads(4, ("1", 1)).Outside());
    }

    [Fact]
    public void A_holder_known_by_number_alone_is_found_again_under_the_account()
    {
        var record = new SampleRecord().Gives(2, "1", null).Gives(2, "2", null).Reads(3, ("1", 1)).Reads(4, ("1", 1));
        Assert.Equal(["juki-update 1 04-02 1"], record.Holders());
        Assert.Equal(["taken-outside juki-update 2 04-03 3<2"], record.Outside());
        Assert.Empty(record.Takes(5, "1", 1).Holders());
    }

    [Fact]
    public void What_was_being_changed_while_the_directory_was_read_is_left_to_its_outcome()
    {
        var record = new SampleRecord().Reads(2, ("1", 1), ("5", 5));
        var began = record.Next(3);
        // 1 is taken and 2 is given while it is read; the read saw both already, and neither outcome was told yet.
        record
            .Intends(3, "1", Wish("RemoveMember", Right, Account(1), action: "r"))
            .Intends(3, "2", Wish("AddMember", Right, Account(2), action: "g"))
            .Intends(3, "3", Wish("AddMember", Right, action: "h"))
            .Reads(3, new Dictionary<string, (string?, int)[]> { [Right] = [("2", 2), ("3", 3), ("5", 5)] }, began);
        Assert.Equal(["juki-update 1 04-02 1", "juki-update 5 04-02 1"], record.Holders());
        record
            .Ends(4, "1", Wish("RemoveMember", Right, Account(1), action: "r"))
            .Ends(4, "2", Wish("AddMember", Right, Account(2), action: "g"))
            .Ends(4, "3", Wish("AddMember", Right, Account(3), action: "h"));
        Assert.Equal(["juki-update 2 04-04 7", "juki-update 3 04-04 8", "juki-update 5 04-02 1"], record.Holders());
        Assert.Empty(record.Outside());
        // Ended before the reading began: the list knows better.
        Assert.Equal(["taken-outside juki-update 2 04-05 9<7"], record.Reads(5, ("3", 3), ("5", 5)).Outside());
    }

    [Fact]
    public void Nothing_told_after_the_day_counts()
    {
        var record = new SampleRecord().Reads(2).Gives(3, "1", 1).Reads(4);
        Assert.Equal(["juki-update 1 04-03 2"], record.Holders(on: 3));
        Assert.Empty(record.Outside(on: 3));
        Assert.Single(record.Outside());
        Assert.Empty(new SampleRecord().Holders());
    }
}
