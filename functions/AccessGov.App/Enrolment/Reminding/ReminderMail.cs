using AccessGov.App.Mail;
using AccessGov.Core.Campaign;

namespace AccessGov.App.Enrolment.Reminding;

/// <summary>What an installation that writes to people does it with.</summary>
/// <param name="Mailer">Hands mails over.</param>
/// <param name="Write">Puts a mail into words.</param>
/// <param name="Hours">When something is sent.</param>
/// <param name="MostPerRun">More mails than this are none.</param>
public sealed record ReminderMail(IMailer Mailer, Func<Reminder, Letter> Write, OfficeHours Hours, int MostPerRun);
