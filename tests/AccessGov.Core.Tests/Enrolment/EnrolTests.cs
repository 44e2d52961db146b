using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using static AccessGov.Core.Tests.Enrolment.Counter;

namespace AccessGov.Core.Tests.Enrolment;

public sealed class EnrolTests
{
    private static readonly TicketId Again = new("BBBBBBBB");

    [Fact]
    public void A_first_key_needs_a_ticket_and_a_spare_one_the_key_that_is_there()
    {
        var counter = Ready();
        counter.Refuses("ticket-needed", Holder, Enrol(First, "c1", null));
        counter.Refuses("ticket-needed", Holder, Enrol(First, "c1", null, "c1"));
        counter.Does(Holder, Enrol(First, "c1", Ticket));
        counter.Refuses("step-up-needed", Holder, Enrol(Spare, "c2", null));
        counter.Refuses("step-up-needed", Holder, Enrol(Spare, "c2", null, "c9"));
        counter.Does(Holder, Enrol(Spare, "c2", null, "c1"));
        Assert.Empty(Assert.IsType<KeyEvent.WasEnrolled>(counter.Events[^1]).Givers);
        Assert.Equal([First, Spare], counter.Ledger.Opening(Holder).Select(k => k.Serial));
    }

    [Fact]
    public void A_key_for_which_no_maker_vouches_is_not_enrolled_and_opens_nothing_however_it_came_in()
    {
        var counter = Ready();
        counter.Refuses("key-not-attested", Holder, Enrol(First, "c1", Ticket, attested: false));
        var smuggled = counter[First] with { State = KeyState.Enrolled, Enrolled = new Enrolled(Key("c1", false), Today, null) };
        counter.Ledger = KeyLedger.Of([smuggled, counter[Spare]], [], []);
        Assert.False(counter[First].Opens);
        counter.Refuses("ticket-needed", Holder, Enrol(Spare, "c2", null, "c1"));
    }

    [Fact]
    public void A_key_that_a_cloud_may_copy_opens_nothing()
    {
        var counter = Ready();
        counter.Does(Holder, new KeyCommand.Enrol(First, Key("c1") with { IsBackupEligible = true }, Ticket, null));
        Assert.False(counter[First].Opens);
    }

    [Fact]
    public void A_credential_is_nobody_s_twice_and_an_ended_one_never_comes_back()
    {
        var counter = Enrolled();
        counter.Refuses("credential-known", Holder, Enrol(Spare, "c1", null, "c1"));
        counter.Does(Holder, new KeyCommand.ReportLost(First));
        counter.Does(Holder, new KeyCommand.ReportFound(First));
        counter.Does(Ann, new KeyCommand.IssueTicket(Again, Holder, First, IdentityProof.StaffCard));
        counter.Does(Eve, new KeyCommand.ConfirmTicket(Again));
        counter.Refuses("credential-known", Holder, Enrol(First, "c1", Again));
        counter.Does(Holder, Enrol(First, "c2", Again));
        counter.Refuses("credential-known", Holder, Enrol(Spare, "c1", null, "c2"));
    }

    [Fact]
    public void The_same_key_is_enrolled_anew_when_it_was_found()
    {
        var counter = Enrolled();
        counter.Does(Holder, Enrol(Spare, "c2", null, "c1"));
        counter.Does(Ann, new KeyCommand.ReportLost(First));
        counter.Refuses("key-lost", Holder, Enrol(First, "c3", null, "c2"));
        counter.Does(Ann, new KeyCommand.ReportFound(First));
        counter.Refuses("step-up-needed", Holder, Anew("c1"));
        counter.Does(Holder, Anew("c2"));
        Assert.Equal((KeyState.Enrolled, "c3"), (counter[First].State, counter[First].Enrolled!.Key.Credential.Value));

        static KeyCommand.Enrol Anew(string stepUp) => Enrol(First, "c3", null, stepUp);
    }

    [Fact]
    public void What_is_not_there_or_ended_or_enrolled_is_not_enrolled()
    {
        var counter = Enrolled();
        counter.Refuses("key-not-yours", Holder, Enrol(new KeySerial("S9"), "c2", null, "c1"));
        counter.Refuses("key-enrolled", Holder, Enrol(First, "c2", null, "c1"));
        counter.Does(Ann, new KeyCommand.Revoke(Spare, null));
        counter.Does(Bob, new KeyCommand.Revoke(Spare, null));
        counter.Refuses("key-revoked", Holder, Enrol(Spare, "c2", null, "c1"));
    }

    [Fact]
    public void Another_model_than_was_bought_is_another_key()
    {
        var counter = new Counter();
        counter.Does(Ann, new KeyCommand.AddToStock(First, "m", Guid.Parse("00000000-0000-0000-0000-00000000000b")));
        counter.Does(Ann, new KeyCommand.AddToStock(Spare, "m", Key("c1").Aaguid));
        foreach (var serial in new[] { First, Spare })
            counter.Does(Ann, new KeyCommand.HandOut(serial, Holder, true));
        counter.Does(Ann, new KeyCommand.IssueTicket(Ticket, Holder, First, IdentityProof.StaffCard));
        counter.Does(Ann, new KeyCommand.IssueTicket(Again, Holder, Spare, IdentityProof.StaffCard));
        counter.Does(Bob, new KeyCommand.ConfirmTicket(Ticket));
        counter.Does(Bob, new KeyCommand.ConfirmTicket(Again));
        counter.Refuses("key-other-model", Holder, Enrol(First, "c1", Ticket));
        counter.Does(Holder, Enrol(Spare, "c1", Again));
    }
}
