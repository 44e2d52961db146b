namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>A word of a column of codes.</summary>
/// <param name="text">As it was written first (<see cref="Written"/>).</param>
internal sealed class SeenWord(string text)
{
    // What is longer has blanks in it, or nobody reads it.
    private const int Longest = 60;

    /// <summary>As it was written first.</summary>
    public string Text { get; } = text;

    /// <summary>In how many rows.</summary>
    public int Count { get; set; }

    /// <summary>
    /// A text as a profile may hold it. Blanks do not count in headers and words, and headers of spreadsheets have line ends in them.
    /// </summary>
    /// <param name="cell">As it was delivered.</param>
    public static string Written(string cell)
    {
        var text = cell.Trim();
        return text.Length <= Longest && !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')
            ? text
            : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }
}
