using System.Text;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>Text in the language of manual pages, man(7): nothing in it is taken for a request or an escape.</summary>
internal static class Roff
{
    /// <summary>Text within a line or behind a macro.</summary>
    /// <param name="text">One line.</param>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
            escaped.Append(
                c switch
                {
                    '\\' => @"\e",
                    // A hyphen would be typeset as one, and could not be copied into a command line.
                    '-' => @"\-",
                    '\'' => @"\(aq",
                    '"' => @"\(dq",
                    '`' => @"\(ga",
                    '^' => @"\(ha",
                    '~' => @"\(ti",
                    '…' => @"\[u2026]",
                    '\n' or '\r' => " ",
                    _ => c.ToString(),
                }
            );
        return escaped.ToString();
    }

    /// <summary>A line of text: a dot at its beginning is no request, and blanks there would break the line before it.</summary>
    /// <param name="text">One line.</param>
    public static string Line(string text) => Inline(text) is ['.' or ' ', ..] line ? @"\&" + line : Inline(text);

    /// <summary>Words that stand for themselves.</summary>
    /// <param name="text">What somebody types as it is.</param>
    public static string Bold(string text) => $@"\fB{Inline(text)}\fR";

    /// <summary>Words that stand for others.</summary>
    /// <param name="text">What somebody replaces.</param>
    public static string Italic(string text) => $@"\fI{Inline(text)}\fR";
}
