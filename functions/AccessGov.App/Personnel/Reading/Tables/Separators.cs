using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>What separates the cells of lists, and what people are told of a list with another one than its profile says.</summary>
internal static class Separators
{
    // So many in one cell are no text.
    private const int Many = 3;

    /// <summary>Those that lists are written with.</summary>
    private static ReadOnlySpan<char> Usual => ['\t', ';', ','];

    /// <summary>What people are told.</summary>
    /// <param name="separator">The one that the list has.</param>
    private static Wording Told(char separator) =>
        separator switch
        {
            // No profile can name it.
            ';' => Wording.Of("Table.semicolon-separator"),
            '\t' => Wording.Of("Table.other-separator", Wording.Of("Table.tabs")),
            _ => Wording.Of("Table.other-separator", Wording.Of("Table.commas")),
        };

    /// <summary>What people are told when another separator makes the header; null when none does.</summary>
    /// <param name="form">How the table is said to be written.</param>
    /// <param name="beginning">Reads the beginning of the table by a separator.</param>
    public static Wording? Other(TableForm form, Func<char, List<string[]>> beginning)
    {
        foreach (var separator in Usual)
            if (separator != form.Delimiter && TableHeader.StandsIn(beginning(separator), form))
                return Told(separator);
        return null;
    }

    /// <summary>The same of rows without the header, whose cells hold many; null when none does.</summary>
    /// <param name="records">The beginning, read as the profile says.</param>
    /// <param name="form">How the table is written.</param>
    public static Wording? SeenIn(IReadOnlyList<string[]> records, TableForm form)
    {
        var other = form.Delimiter == ',' ? '\t' : ',';
        return records.Any(r => r.Any(cell => cell.Count(c => c == other) >= Many)) ? Told(other) : null;
    }
}
