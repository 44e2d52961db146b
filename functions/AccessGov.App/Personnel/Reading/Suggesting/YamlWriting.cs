using System.Globalization;
using System.Text;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>Writes texts of others so that a YAML file says exactly them, whatever is in them.</summary>
internal static class YamlWriting
{
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "null",
    };

    /// <summary>Letters as they are, everything else in quotes.</summary>
    /// <param name="text">Any text.</param>
    public static string Text(string text)
    {
        if (text.Length > 0 && char.IsLetter(text[0]) && !Taken.Contains(text) && text.All(c => char.IsLetterOrDigit(c) || c == '-'))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => @"\\",
                    _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' => "\\u"
                        + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                    _ => c.ToString(),
                }
            );
        return quoted.Append('"').ToString();
    }
}
