using System.Globalization;
using System.Text;
using AccessGov.Core.Campaign;

namespace AccessGov.App.Texts;

/// <summary>Letters in both languages: Japanese first, English below it.</summary>
internal static class LetterText
{
    private static readonly string[] Languages = ["ja", "en"];

    /// <summary>Writes the same in both.</summary>
    /// <param name="subject">One line, Japanese.</param>
    /// <param name="write">Writes the text of one language.</param>
    public static Letter Of(string subject, Action<StringBuilder, UiTexts> write)
    {
        var body = new StringBuilder();
        foreach (var words in Languages.Select(language => new UiTexts(language)))
        {
            if (body.Length > 0)
                body.Append("\n----------------------------------------\n\n");
            write(body, words);
        }
        return new Letter(subject, body.ToString());
    }

    /// <summary>A day as letters write it.</summary>
    public static string Day(DateOnly day, UiTexts words) => day.ToString(words["Mail.Day"], CultureInfo.InvariantCulture);
}
