using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using static AccessGov.Core.Tests.Enrolment.Counter;

namespace AccessGov.Core.Tests.Enrolment;

/// <summary>What ends a key: one person shuts at once, many by one person wait for a second.</summary>
public sealed class RemovalTests
{
    private static readonly KeySerial None = new("S9");

    [Fact]
    public void The_holder_and_anybody_with_a_role_shut_a_lost_key_at_once()
    {
        foreach (var by in new[] { Holder, Ann })
        {
            var counter = Enrolled();
            counter.Does(by, new KeyCommand.ReportLost(First));
            Assert.Equal((KeyState.Lost, false), (counter[First].State, counter[First].Opens));
            counter.Knows(by, new KeyCommand.ReportLost(First));
            Assert.Equal(by == Ann, counter.Ledger.Takings.Count == 1);
        }
        var offDuty = Enrolled();
        Assert.IsType<KeyDecision.Done>(offDuty.Decide(new KeyActor(Ann, true, false), new KeyCommand.ReportLost(First)));
        offDuty.Refuses("keys-need-operator", Other, new KeyCommand.ReportLost(First));
        offDuty.Refuses("key-unknown", Ann, new KeyCommand.ReportLost(None));
    }

    [Fact]
    public void Whoever_is_held_stops_a_key_of_their_own_and_decides_nothing_else()
    {
        var counter = Enrolled();
        counter.Does(Holder, Enrol(Spare, "c2", null, "c1"));
        var (ann, holder) = (Actor(Ann) with { IsHeld = true }, Actor(Holder) with { IsHeld = true });
        KeyCommand[] others =
        [
            new KeyCommand.ReportLost(First),
            new KeyCommand.Revoke(First, null),
            new KeyCommand.TakeBack(First, true),
            new KeyCommand.ReportFound(First),
        ];
        foreach (var command in others)
            counter.Refuses("key-person-held", ann, command);
        // The account may be in wrong hands: a key that it enrols would open the gate on the day the hold is lifted.
        counter.Refuses("key-person-held", holder, new KeyCommand.Revoke(First, new CredentialId("c2")));
        Assert.IsType<KeyDecision.Done>(counter.Decide(holder, new KeyCommand.ReportLost(First)));
        var ready = Ready();
        ready.Refuses("key-person-held", holder, Enrol(First, "c1", Ticket));
        Assert.IsType<KeyDecision.Done>(ready.Decide(Holder, Enrol(First, "c1", Ticket)));
    }

    [Fact]
    public void Many_lost_keys_reported_by_one_wait_for_a_second_person()
    {
        var counter = Many(12);
        for (var i = 0; i < 10; i++)
            counter.Does(Ann, new KeyCommand.ReportLost(Of(i)));
        Assert.IsType<KeyEvent.LossAsked>(Assert.IsType<KeyDecision.Done>(counter.Tries(Ann, new KeyCommand.ReportLost(Of(10)))).Event);
        Assert.True(counter[Of(10)].Opens);
        counter.Refuses("second-person-needed", Ann, new KeyCommand.ReportLost(Of(10)));
        // The second takes nothing of their own by that.
        var before = counter.Ledger.Takings.Count;
        counter.Does(Bob, new KeyCommand.ReportLost(Of(10)));
        Assert.Equal((KeyState.Lost, before), (counter[Of(10)].State, counter.Ledger.Takings.Count));
        // Whose own key it is never waits, and a day later a new bag begins.
        counter.Does(PersonOf(11), new KeyCommand.ReportLost(Of(11)));
        var later = Many(12);
        for (var i = 0; i < 10; i++)
            later.Does(Ann, new KeyCommand.ReportLost(Of(i)));
        later.Refuses("too-many-keys-shut", Ann, new KeyCommand.TakeBack(Of(10), true));
        Assert.IsType<KeyDecision.Done>(later.Decide(Ann, new KeyCommand.TakeBack(Of(10), false)));
        Assert.IsType<KeyDecision.Done>(later.Decide(Bob, new KeyCommand.TakeBack(Of(10), true)));
        later.Now = Nine.AddHours(24);
        later.Does(Ann, new KeyCommand.ReportLost(Of(10)));
        Assert.Equal(KeyState.Lost, later[Of(10)].State);
    }

    [Fact]
    public void A_wish_is_void_after_a_day()
    {
        var counter = Many(11);
        for (var i = 0; i < 11; i++)
            counter.Does(Ann, new KeyCommand.ReportLost(Of(i)));
        counter.Does(Ann, new KeyCommand.Revoke(Of(10), null));
        counter.Now = Nine.AddHours(24).AddSeconds(1);
        counter.Does(Eve, new KeyCommand.Revoke(Of(10), null));
        Assert.Equal(KeyState.Enrolled, counter[Of(10)].State);
        counter.Does(Eve, new KeyCommand.ReportLost(Of(10)));
        Assert.Single(counter.Ledger.Takings, t => t.By == Eve);
    }

    [Fact]
    public void A_key_is_ended_by_two_people_or_by_its_holder_with_another_key()
    {
        var counter = Enrolled();
        var end = new KeyCommand.Revoke(First, new CredentialId("c1"));
        // With the last key nobody ends the last key.
        counter.Does(Holder, end);
        Assert.True(counter[First].Opens);
        counter.Refuses("second-person-needed", Holder, end);
        counter.Refuses("keys-need-operator", Other, end);
        counter.Does(Ann, end);
        Assert.Equal(KeyState.Revoked, counter[First].State);
        counter.Knows(Ann, end);
        counter.Refuses("key-revoked", Ann, new KeyCommand.ReportLost(First));
        counter.Refuses("key-unknown", Ann, new KeyCommand.Revoke(None, null));

        var two = Enrolled();
        two.Does(Holder, Enrol(Spare, "c2", null, "c1"));
        // Whose key it was shown to be matters, not who shows it.
        two.Does(Ann, new KeyCommand.Revoke(Spare, new CredentialId("c1")));
        Assert.True(two[Spare].Opens);
        two.Does(Holder, new KeyCommand.Revoke(First, new CredentialId("c2")));
        Assert.Equal([Spare], two.Ledger.Opening(Holder).Select(k => k.Serial));
        two.Does(Ann, new KeyCommand.TakeBack(First, true));
        two.Refuses("key-not-handed-out", Ann, new KeyCommand.Revoke(First, null));
    }

    [Fact]
    public void Found_is_what_was_lost()
    {
        var counter = Enrolled();
        counter.Refuses("key-not-lost", Ann, new KeyCommand.ReportFound(First));
        counter.Refuses("key-unknown", Ann, new KeyCommand.ReportFound(None));
        counter.Does(Ann, new KeyCommand.ReportLost(First));
        counter.Refuses("keys-need-operator", Other, new KeyCommand.ReportFound(First));
        counter.Does(Ann, new KeyCommand.ReportFound(First));
        Assert.Equal((KeyState.Unenrolled, Holder), (counter[First].State, counter[First].Holder));
        // In stock a key may be lost too, and turns up in stock.
        counter.Does(Ann, new KeyCommand.TakeBack(First, true));
        counter.Does(Ann, new KeyCommand.ReportLost(First));
        counter.Refuses("key-not-in-stock", Ann, new KeyCommand.HandOut(First, Other, true));
        counter.Does(Ann, new KeyCommand.ReportFound(First));
        counter.Does(Ann, new KeyCommand.HandOut(First, Other, true));
    }

    private static KeySerial Of(int i) => new($"K{i}");

    private static EmployeeId PersonOf(int i) => new($"9{i}");

    /// <summary>So many people, each with an enrolled key.</summary>
    private static Counter Many(int count)
    {
        var counter = new Counter();
        for (var i = 0; i < count; i++)
        {
            var ticket = new TicketId($"{i:D8}");
            counter.Does(Eve, new KeyCommand.AddToStock(Of(i), "m", null));
            counter.Does(Eve, new KeyCommand.HandOut(Of(i), PersonOf(i), true));
            counter.Does(Eve, new KeyCommand.IssueTicket(ticket, PersonOf(i), Of(i), IdentityProof.StaffCard));
            counter.Does(Bob, new KeyCommand.ConfirmTicket(ticket));
            counter.Does(PersonOf(i), Enrol(Of(i), $"k{i}", ticket));
        }
        return counter;
    }
}
