using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>
/// 登録票: two people at the counter, neither of them the holder, say that this person may enrol this key. Used once, within
/// <see cref="ValidFor"/> from the confirmation.
/// </summary>
/// <param name="Id">Its number.</param>
/// <param name="Person">Who may enrol.</param>
/// <param name="Serial">Which key.</param>
/// <param name="Proof">What showed who the person is.</param>
/// <param name="IssuedBy">Who looked at it.</param>
/// <param name="IssuedAt">When.</param>
public sealed record KeyTicket(
    TicketId Id,
    EmployeeId Person,
    KeySerial Serial,
    IdentityProof Proof,
    EmployeeId IssuedBy,
    DateTimeOffset IssuedAt
)
{
    /// <summary>From the confirmation: the person stands at the counter and the ceremony takes two minutes.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(15);

    /// <summary>From the issue: so long the second person may take. Who was seen in the morning is not confirmed in the evening.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromMinutes(60);

    /// <summary>Who confirmed it; null while nobody has.</summary>
    public EmployeeId? ConfirmedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When the key was enrolled with it; null while it was not.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The last instant at which it may be used; null while nobody has confirmed it.</summary>
    public DateTimeOffset? ValidUntil => ConfirmedAt + ValidFor;

    /// <summary>The last instant of the step that comes next: to confirm it, or once confirmed to use it.</summary>
    public DateTimeOffset Until => ValidUntil ?? IssuedAt + ConfirmWithin;

    /// <summary>True while somebody can still do something with it: confirm it, or enrol the key.</summary>
    /// <param name="now">The instant.</param>
    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now <= Until;

    /// <summary>Why the person may not enrol the key with it now; null when nothing speaks against it.</summary>
    /// <param name="person">Who enrols.</param>
    /// <param name="serial">Which key.</param>
    /// <param name="now">The instant.</param>
    public Refusal? Flaw(EmployeeId person, KeySerial serial, DateTimeOffset now)
    {
        // Before anything is told of it: whose it is nobody else need know.
        if (Person != person || Serial != serial)
            return new Refusal("ticket-of-another", Id.Value, 0, 0);
        if (UsedAt is not null)
            return new Refusal("ticket-used", Id.Value, 1, 1);
        if (ConfirmedAt is not { } confirmed)
            return new Refusal("ticket-unconfirmed", Id.Value, 1, 2);
        return now - confirmed > ValidFor || now < confirmed
            ? new Refusal("ticket-expired", Id.Value, Minutes(now - confirmed), Minutes(ValidFor))
            : null;
    }

    internal static decimal Minutes(TimeSpan time) => Math.Ceiling((decimal)time.TotalMinutes);
}
