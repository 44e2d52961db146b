using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using static AccessGov.Core.Tests.Enrolment.Counter;

namespace AccessGov.Core.Tests.Enrolment;

/// <summary>備品台帳: stock, hand-out, return.</summary>
public sealed class CustodyTests
{
    private static readonly KeySerial New = new("S9");
    private static readonly KeyActor OffDuty = new(Ann, true, false);

    [Fact]
    public void A_key_is_taken_into_stock_once_and_the_same_list_may_be_told_again()
    {
        var counter = HandedOut();
        counter.Knows(Bob, new KeyCommand.AddToStock(First, "5C NFC", null));
        counter.Refuses("key-known", Bob, new KeyCommand.AddToStock(First, "Other", null));
        counter.Refuses("key-known", Bob, new KeyCommand.AddToStock(First, "5C NFC", Guid.NewGuid()));
        Assert.Equal(Holder, counter[First].Holder);
    }

    [Fact]
    public void A_key_of_one_is_handed_out_to_nobody_else()
    {
        var counter = HandedOut();
        counter.Refuses("key-not-in-stock", Ann, new KeyCommand.HandOut(First, Other, true));
        counter.Knows(Ann, new KeyCommand.HandOut(First, Holder, true));
        counter.Refuses("key-unknown", Ann, new KeyCommand.HandOut(New, Other, true));
        counter.Does(Ann, new KeyCommand.AddToStock(New, "m", null));
        counter.Refuses("key-holder-unknown", Ann, new KeyCommand.HandOut(New, Other, false));
    }

    [Fact]
    public void What_was_given_back_may_be_handed_out_again_and_forgets_no_credential()
    {
        var counter = Enrolled();
        counter.Refuses("key-unknown", Ann, new KeyCommand.TakeBack(New, true));
        counter.Does(Ann, new KeyCommand.TakeBack(First, true));
        Assert.Equal((KeyState.Returned, (EmployeeId?)null, false), (counter[First].State, counter[First].Holder, counter[First].Opens));
        counter.Knows(Ann, new KeyCommand.TakeBack(First, true));
        counter.Does(Ann, new KeyCommand.HandOut(First, Other, true));
        Assert.Equal(KeyState.Unenrolled, counter[First].State);
        Assert.Equal([new CredentialId("c1")], counter[First].Former);
        counter.Does(Ann, new KeyCommand.AddToStock(New, "m", null));
        counter.Refuses("key-not-handed-out", Ann, new KeyCommand.TakeBack(New, true));
    }

    [Fact]
    public void Only_who_serves_at_the_counter_on_this_day_gives_and_takes()
    {
        var counter = HandedOut();
        KeyCommand[] commands =
        [
            new KeyCommand.AddToStock(New, "m", null),
            new KeyCommand.HandOut(First, Other, true),
            new KeyCommand.TakeBack(First, true),
            new KeyCommand.IssueTicket(Ticket, Holder, First, IdentityProof.StaffCard),
            new KeyCommand.ConfirmTicket(Ticket),
        ];
        foreach (var command in commands)
        {
            counter.Refuses("keys-need-operator", Other, command);
            counter.Refuses("keys-need-operator", OffDuty, command);
        }
    }

    [Fact]
    public void A_digest_says_everything_that_stands_there()
    {
        var key = Enrolled()[First];
        var asked = new AskedRemoval(Ann, Nine);
        SecurityKey[] others =
        [
            key,
            key with
            {
                Serial = Spare,
            },
            key with
            {
                Model = "x",
            },
            key with
            {
                Aaguid = Guid.Empty,
            },
            key with
            {
                State = KeyState.Lost,
            },
            key with
            {
                Since = Today.AddDays(1),
            },
            key with
            {
                Holder = null,
            },
            key with
            {
                Holder = Other,
            },
            key with
            {
                Enrolled = null,
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = Key("c2") },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = Key("c1", false) },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = key.Enrolled.Key with { PublicKey = "B" } },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = key.Enrolled.Key with { Aaguid = Guid.Empty } },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = key.Enrolled.Key with { Model = "B" } },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = key.Enrolled.Key with { Format = "none" } },
            },
            key with
            {
                Enrolled = key.Enrolled! with { On = Today.AddDays(1) },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Ticket = null },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = key.Enrolled.Key with { UserHandle = "AAAA" } },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = key.Enrolled.Key with { IsBackupEligible = true } },
            },
            key with
            {
                Enrolled = key.Enrolled! with { Key = key.Enrolled.Key with { IsBackedUp = true } },
            },
            key with
            {
                Former = [new CredentialId("c1")],
            },
            key with
            {
                LossAsked = asked,
            },
            key with
            {
                RevocationAsked = asked,
            },
            key with
            {
                RevocationAsked = asked with { By = Bob },
            },
            key with
            {
                RevocationAsked = asked with { At = Nine.AddTicks(1) },
            },
        ];
        Assert.Distinct(others.Select(o => o.Digest()));
        Assert.Equal(key.Digest(), (key with { Former = [] }).Digest());
        // Records name it: it may never become another because a list in the program is ordered anew.
        Assert.Equal("8c2fb1bd56df73a40cd78d98c08f38757f04a2b6a2a42ba573d07185ce1b34e8", key.Digest());
    }

    [Theory]
    [InlineData("12345678", "12345678")]
    [InlineData(" ｓ１2-3 ", "S12-3")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("12 34", null)]
    [InlineData("鍵", null)]
    [InlineData("012345678901234567890123456789012", null)]
    public void A_serial_is_read_as_scanners_and_people_write_it(string? text, string? serial)
    {
        Assert.Equal(serial is not null, KeySerial.TryRead(text, out var read));
        Assert.Equal(serial ?? default(KeySerial).Value, serial is null ? default(KeySerial).Value : read.ToString());
        Assert.Equal(0, read.CompareTo(read));
    }

    [Theory]
    [InlineData("aaaa-2345", "AAAA2345")]
    [InlineData("ａａａａ－２３４５", "AAAA2345")]
    [InlineData("　ＡＡＡＡ 2345 ", "AAAA2345")]
    [InlineData("AAAAー2345", "AAAA2345")]
    [InlineData("AAAA−2345", "AAAA2345")]
    [InlineData("AAAA2340", null)]
    [InlineData("AAAA234", null)]
    [InlineData(null, null)]
    public void A_ticket_s_number_is_read_as_people_type_it(string? text, string? id)
    {
        Assert.Equal(id is not null, TicketId.TryRead(text, out var read));
        if (id is not null)
            Assert.Equal(id, read.ToString());
    }

    [Fact]
    public void A_credential_id_is_base64url()
    {
        Assert.Equal("aZ0-_", CredentialId.Parse("aZ0-_").ToString());
        foreach (var wrong in new[] { null, "", "a=", "a b", new string('a', CredentialId.MaxLength + 1) })
            Assert.Throws<FormatException>(() => CredentialId.Parse(wrong));
    }

    [Fact]
    public void Nothing_happens_to_a_key_in_no_stock() =>
        Assert.Throws<InvalidOperationException>(() => KeyLedger.Of([], [], []).After(new KeyEvent.WasFound(First, Today)));
}
