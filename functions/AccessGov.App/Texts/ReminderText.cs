using System.Text;
using AccessGov.Core.Campaign;

namespace AccessGov.App.Texts;

/// <summary>
/// The mail to somebody without a key: Japanese first, English below it. No ticket, no number, nothing that opens anything.
/// </summary>
/// <param name="city">The municipality's name.</param>
/// <param name="address">The portal's address.</param>
/// <param name="contact">Whom to ask.</param>
/// <param name="dueOn">By when; null when nobody said.</param>
public sealed class ReminderText(string city, Uri address, string contact, DateOnly? dueOn)
{
    /// <summary>Puts it into words.</summary>
    /// <param name="reminder">What is to be told.</param>
    public Letter Of(Reminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        var page = new Uri(address, "/portal/keys").AbsoluteUri;
        return LetterText.Of(new UiTexts("ja").Of("Mail.Subject", city), Write);

        void Write(StringBuilder body, UiTexts words)
        {
            body.Append(words.Of("Mail.To", reminder.Name)).Append("\n\n");
            body.Append(words.Of("Mail.Why", city)).Append("\n\n");
            body.Append(words[reminder.HasKeyInHand ? "Mail.DoEnrol" : "Mail.DoCome"]).Append("\n\n");
            if (dueOn is { } due)
                body.Append(words.Of(due < reminder.On ? "Mail.DuePassed" : "Mail.Due", LetterText.Day(due, words))).Append('\n');
            body.Append(words.Of("Mail.Where", page)).Append('\n');
            body.Append(words.Of("Mail.Ask", contact)).Append("\n\n");
            body.Append(words["Mail.End"]).Append('\n');
        }
    }
}
