using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>Somebody who needs a key and has none, and whether a mail is due.</summary>
/// <param name="Worker">Who.</param>
/// <param name="Unit">所属; null when unknown.</param>
/// <param name="Name">氏名.</param>
/// <param name="Why">Why no mail is due; null when one is.</param>
/// <param name="Address">Where it goes; null when none is due.</param>
/// <param name="HasKeyInHand">True when a key was lent to the person and waits to be enrolled.</param>
/// <param name="MailedAt">When the person was written to last; null for never.</param>
/// <param name="Times">How often.</param>
public sealed record ReminderLine(
    EmployeeId Worker,
    OrgCode? Unit,
    string Name,
    NoMail? Why,
    string? Address,
    bool HasKeyInHand,
    DateTimeOffset? MailedAt,
    int Times
);
