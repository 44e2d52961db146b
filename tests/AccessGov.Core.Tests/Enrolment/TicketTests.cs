using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using static AccessGov.Core.Tests.Enrolment.Counter;

namespace AccessGov.Core.Tests.Enrolment;

/// <summary>登録票: two people, one use, a quarter of an hour.</summary>
public sealed class TicketTests
{
    private static readonly KeyCommand.IssueTicket Issue = new(Ticket, Holder, First, IdentityProof.PhotoDocument);
    private static readonly KeyCommand.ConfirmTicket Confirm = new(Ticket);

    [Fact]
    public void A_ticket_is_for_a_key_in_the_person_s_hands()
    {
        var counter = HandedOut();
        counter.Refuses("ticket-for-oneself", Ann, Issue with { Person = Ann });
        counter.Refuses("key-of-another", Ann, Issue with { Person = Other });
        counter.Refuses("key-unknown", Ann, Issue with { Serial = new KeySerial("S9") });
        counter.Does(Ann, Issue);
        Assert.Throws<InvalidOperationException>(() => counter.Decide(Ann, Issue));
        counter.Does(Ann, new KeyCommand.TakeBack(Spare, true));
        counter.Refuses("key-not-handed-out", Ann, Issue with { Serial = Spare });
        Enrolled().Refuses("key-enrolled", Ann, Issue with { Id = new TicketId("BBBBBBBB") });
    }

    [Fact]
    public void Two_different_people_neither_the_holder_stand_for_it()
    {
        var counter = HandedOut();
        counter.Refuses("ticket-unknown", Ann, Confirm);
        counter.Does(Ann, Issue);
        counter.Refuses("ticket-by-one", Ann, Confirm);
        counter.Refuses("ticket-for-oneself", new KeyActor(Holder, true, true), Confirm);
        counter.Does(Bob, Confirm);
        counter.Knows(Bob, Confirm);
        counter.Refuses("ticket-confirmed", Eve, Confirm);
        var ticket = counter.Ledger.Find(Ticket)!;
        Assert.Equal((Ann, Bob, Nine.AddMinutes(15)), (ticket.IssuedBy, ticket.ConfirmedBy!.Value, ticket.ValidUntil!.Value));
    }

    [Fact]
    public void The_second_person_has_an_hour()
    {
        var counter = HandedOut();
        counter.Does(Ann, Issue);
        counter.Now = Nine.AddMinutes(61);
        counter.Refuses("ticket-expired", Bob, Confirm);
        counter.Now = Nine.AddMinutes(-1);
        counter.Refuses("ticket-expired", Bob, Confirm);
        counter.Now = Nine.AddMinutes(60);
        counter.Does(Bob, Confirm);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(15, null)]
    [InlineData(16, "ticket-expired")]
    [InlineData(-1, "ticket-expired")]
    public void It_is_valid_a_quarter_of_an_hour_from_the_confirmation(int minutes, string? refused)
    {
        var counter = Ready();
        counter.Now = Nine.AddMinutes(minutes);
        if (refused is null)
            counter.Does(Holder, Enrol(First, "c1", Ticket));
        else
            counter.Refuses(refused, Holder, Enrol(First, "c1", Ticket));
    }

    [Fact]
    public void It_is_bound_to_the_person_and_the_key_and_used_once()
    {
        var counter = Ready();
        counter.Refuses("ticket-of-another", Holder, Enrol(Spare, "c1", Ticket));
        counter.Does(Ann, new KeyCommand.AddToStock(new KeySerial("S3"), "m", null));
        counter.Does(Ann, new KeyCommand.HandOut(new KeySerial("S3"), Other, true));
        counter.Refuses("ticket-unknown", Other, Enrol(new KeySerial("S3"), "c1", Ticket));
        counter.Refuses("ticket-unknown", Other, Enrol(First, "c1", Ticket));
        counter.Does(Holder, Enrol(First, "c1", Ticket));
        counter.Does(Holder, new KeyCommand.ReportLost(First));
        counter.Does(Holder, new KeyCommand.ReportFound(First));
        counter.Refuses("ticket-used", Holder, Enrol(First, "c2", Ticket));
        counter.Refuses("ticket-unknown", Holder, Enrol(First, "c2", new TicketId("BBBBBBBB")));
    }

    /// <summary>The abuse: whoever has any ticket, somebody's or invented, asks the form which keys are lent out, lost or known.</summary>
    [Fact]
    public void A_wrong_ticket_tells_nothing_of_any_key()
    {
        var counter = Ready();
        KeySerial theirs = new("S3"),
            lost = new("S4"),
            free = new("S5"),
            none = new("S9");
        foreach (var serial in new[] { theirs, lost, free })
            counter.Does(Ann, new KeyCommand.AddToStock(serial, "m", null));
        foreach (var serial in new[] { theirs, lost })
            counter.Does(Ann, new KeyCommand.HandOut(serial, Other, true));
        counter.Does(Ann, new KeyCommand.ReportLost(lost));
        KeySerial[] all = [First, Spare, theirs, lost, free, none];
        foreach (var (person, ticket) in new[] { (Other, Ticket), (Other, new TicketId("BBBBBBBB")), (Holder, new TicketId("BBBBBBBB")) })
            foreach (var serial in all)
                Assert.Equal(new Refusal("ticket-unknown", ticket.Value, 0, 1), Why(person, serial, ticket, null));
        // A ticket of one's own for another key, none at all, or a key of one's own.
        foreach (var serial in all.Except([First]))
            Assert.Equal(new Refusal("ticket-of-another", Ticket.Value, 0, 0), Why(Holder, serial, Ticket, null));
        foreach (var serial in all)
            Assert.Equal(new Refusal("ticket-needed", serial.Value, 0, 1), Why(Holder, serial, null, null));
        counter.Does(Holder, Enrol(First, "c1", Ticket));
        foreach (var serial in all)
            Assert.Equal(new Refusal("step-up-needed", serial.Value, 0, 1), Why(Holder, serial, null, null));
        foreach (var serial in all.Except([First, Spare]))
            Assert.Equal(new Refusal("key-not-yours", serial.Value, 0, 1), Why(Holder, serial, null, Key("c1").Credential));

        Refusal? Why(EmployeeId person, KeySerial serial, TicketId? ticket, CredentialId? stepUp) =>
            EnrolmentDecider.CannotEnrol(counter.Ledger, person, serial, ticket, stepUp, counter.Now);
    }

    [Fact]
    public void A_key_that_was_given_back_is_enrolled_by_no_ticket()
    {
        var counter = Ready();
        counter.Does(Ann, new KeyCommand.TakeBack(First, true));
        counter.Refuses("key-not-yours", Holder, Enrol(First, "c1", Ticket));
    }

    [Fact]
    public void It_is_open_an_hour_for_the_second_person_then_a_quarter_of_an_hour_for_the_holder_and_no_longer_once_used()
    {
        var counter = HandedOut();
        counter.Does(Ann, Issue);
        Assert.True(counter.Ledger.Find(Ticket)!.IsOpen(Nine.AddMinutes(60)));
        Assert.False(counter.Ledger.Find(Ticket)!.IsOpen(Nine.AddMinutes(61)));
        counter.Now = Nine.AddMinutes(10);
        counter.Does(Bob, Confirm);
        Assert.Equal(Nine.AddMinutes(25), counter.Ledger.Find(Ticket)!.Until);
        Assert.False(counter.Ledger.Find(Ticket)!.IsOpen(Nine.AddMinutes(26)));
        counter.Does(Holder, Enrol(First, "c1", Ticket));
        Assert.False(counter.Ledger.Find(Ticket)!.IsOpen(counter.Now));
    }

    [Fact]
    public void One_person_s_ticket_enrols_nothing()
    {
        var counter = HandedOut();
        counter.Does(Ann, Issue);
        counter.Refuses("ticket-unconfirmed", Holder, Enrol(First, "c1", Ticket));
    }

    [Fact]
    public void Both_who_stood_for_it_are_givers()
    {
        var counter = Enrolled();
        var enrolled = Assert.IsType<KeyEvent.WasEnrolled>(counter.Events[^1]);
        Assert.Equal([Ann, Bob], enrolled.Givers);
        Assert.Equal(Nine, counter.Ledger.Find(Ticket)!.UsedAt);
        Assert.True(counter[First].Opens);
    }
}
