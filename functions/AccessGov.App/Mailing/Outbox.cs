using AccessGov.App.Mail;
using AccessGov.Core.Campaign;

namespace AccessGov.App.Mailing;

/// <summary>What an installation that writes to people does it with.</summary>
/// <param name="Mailer">Hands mails over.</param>
/// <param name="Words">Puts mails into words.</param>
/// <param name="Hours">When something is sent.</param>
/// <param name="MostPerRun">More mails than this are none.</param>
public sealed record Outbox(IMailer Mailer, Outbox.Writers Words, OfficeHours Hours, int MostPerRun)
{
    /// <summary>A writer for each matter.</summary>
    /// <param name="OfReminder">To somebody without a key.</param>
    /// <param name="OfReviewCall">To a reviewer with open items.</param>
    /// <param name="OfGrantEnding">To somebody whose rights by request end.</param>
    public sealed record Writers(
        Func<Reminder, Letter> OfReminder,
        Func<ReviewCall, Letter> OfReviewCall,
        Func<GrantEnding, Letter> OfGrantEnding
    );

    private static readonly OfficeHours Usual = new([]);

    /// <summary>The hours of an installation that may write to nobody: what would be due is told all the same.</summary>
    /// <param name="outbox">Null: mail is switched off.</param>
    public static OfficeHours HoursOf(Outbox? outbox) => outbox?.Hours ?? Usual;
}
