using System.Text;
using AccessGov.Core.Campaign;

namespace AccessGov.App.Texts;

/// <summary>
/// Mail to reviewers, and to whoever has rights that end: counts, a day and a page. Nobody's name or number and no right, because mail is
/// read by others; nothing is decided by its link.
/// </summary>
/// <param name="city">The municipality's name.</param>
/// <param name="address">The portal's address.</param>
/// <param name="contact">Whom to ask.</param>
public sealed class NoticeText(string city, Uri address, string contact)
{
    private static readonly UiTexts Ja = new("ja");

    /// <summary>Puts it into words.</summary>
    /// <param name="call">What is to be told.</param>
    public Letter Of(ReviewCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var subject = Ja.Of(call.IsAgain ? "ReviewMail.SubjectAgain" : "ReviewMail.Subject", city, LetterText.Day(call.LastDay, Ja));
        return Of(
            subject,
            "ReviewMail",
            $"/portal/reviews/{call.Round}",
            call.LastDay,
            words => words.Of("ReviewMail.Count", call.Items, call.People)
        );
    }

    /// <summary>Puts it into words.</summary>
    /// <param name="ending">What is to be told.</param>
    public Letter Of(GrantEnding ending)
    {
        ArgumentNullException.ThrowIfNull(ending);
        var subject = Ja.Of("EndingMail.Subject", city, LetterText.Day(ending.LastDay, Ja));
        return Of(subject, "EndingMail", "/portal/requests", ending.LastDay, words => words.Of("EndingMail.Count", ending.Rights));
    }

    private Letter Of(string subject, string texts, string page, DateOnly lastDay, Func<UiTexts, string> count)
    {
        return LetterText.Of(subject, Write);

        void Write(StringBuilder body, UiTexts words)
        {
            body.Append(words.Of($"{texts}.Why", city)).Append("\n\n");
            body.Append(count(words)).Append('\n');
            body.Append(words.Of($"{texts}.Due", LetterText.Day(lastDay, words))).Append("\n\n");
            body.Append(words[$"{texts}.Do"]).Append("\n\n");
            body.Append(words.Of($"{texts}.Where", new Uri(address, page).AbsoluteUri)).Append('\n');
            body.Append(words.Of("Mail.Ask", contact)).Append("\n\n");
            body.Append(words[$"{texts}.End"]).Append('\n');
        }
    }
}
