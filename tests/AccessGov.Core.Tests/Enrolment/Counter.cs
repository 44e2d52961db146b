using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Enrolment;

/// <summary>A counter: three who serve there, two who come, and a register that commands change.</summary>
internal sealed class Counter
{
    public static readonly EmployeeId Ann = new("1"),
        Bob = new("2"),
        Eve = new("3"),
        Holder = new("10"),
        Other = new("11");

    public static readonly KeySerial First = new("S1"),
        Spare = new("S2");

    public static readonly TicketId Ticket = new("AAAAAAAA");
    public static readonly DateTimeOffset Nine = new(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));
    public static readonly DateOnly Today = new(2026, 4, 1);
    private static readonly Guid Model = Guid.Parse("00000000-0000-0000-0000-00000000000a");

    public KeyLedger Ledger { get; set; } = KeyLedger.Of([], [], []);

    public DateTimeOffset Now { get; set; } = Nine;

    public List<KeyEvent> Events { get; } = [];

    /// <summary>First and spare are in the holder's hands, a ticket for the first is confirmed.</summary>
    public static Counter Ready()
    {
        var counter = HandedOut();
        counter.Does(Ann, new KeyCommand.IssueTicket(Ticket, Holder, First, IdentityProof.StaffCard));
        counter.Does(Bob, new KeyCommand.ConfirmTicket(Ticket));
        return counter;
    }

    public static Counter HandedOut()
    {
        var counter = new Counter();
        foreach (var serial in new[] { First, Spare })
        {
            counter.Does(Ann, new KeyCommand.AddToStock(serial, "5C NFC", null));
            counter.Does(Ann, new KeyCommand.HandOut(serial, Holder, true));
        }
        return counter;
    }

    /// <summary>The first key is enrolled as credential <c>c1</c>.</summary>
    public static Counter Enrolled()
    {
        var counter = Ready();
        counter.Does(Holder, Enrol(First, "c1", Ticket));
        return counter;
    }

    public static KeyActor Actor(EmployeeId id) => new(id, id == Ann || id == Bob || id == Eve, true);

    public static KeyCommand.Enrol Enrol(
        KeySerial serial,
        string credential,
        TicketId? ticket,
        string? stepUp = null,
        bool attested = true
    ) => new(serial, Key(credential, attested), ticket, stepUp is null ? null : new CredentialId(stepUp));

    public static VerifiedKey Key(string credential, bool attested = true) =>
        new(new CredentialId(credential), "AAAA", Model, "5C NFC", "packed", attested);

    public KeyDecision Decide(EmployeeId by, KeyCommand command) => Decide(Actor(by), command);

    public KeyDecision Decide(KeyActor by, KeyCommand command) => EnrolmentDecider.Decide(Ledger, command, by, Now, Today);

    /// <summary>Decides, and lets it happen.</summary>
    public KeyDecision Tries(EmployeeId by, KeyCommand command)
    {
        var decision = Decide(by, command);
        if (decision is KeyDecision.Done(var happened))
        {
            Events.Add(happened);
            Ledger = Ledger.After(happened);
        }
        return decision;
    }

    public void Does(EmployeeId by, KeyCommand command) => Assert.IsType<KeyDecision.Done>(Tries(by, command));

    public void Refuses(string code, EmployeeId by, KeyCommand command) => Refuses(code, Actor(by), command);

    public void Refuses(string code, KeyActor by, KeyCommand command) =>
        Assert.Equal(code, Assert.IsType<KeyDecision.Refused>(Decide(by, command)).Why.Code);

    public void Knows(EmployeeId by, KeyCommand command) => Assert.IsType<KeyDecision.Already>(Decide(by, command));

    public SecurityKey this[KeySerial serial] => Ledger.Find(serial)!;
}
