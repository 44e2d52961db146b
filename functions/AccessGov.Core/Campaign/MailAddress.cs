namespace AccessGov.Core.Campaign;

/// <summary>What may stand where an address is asked for.</summary>
public static class MailAddress
{
    // RFC 5321, 4.5.3.1, and 5322, 3.2.3: atext. Quoted names and addresses beyond ASCII are no sign-in names.
    private const int Longest = 254,
        LongestName = 64;
    private const string Marks = "!#$%&'*+-/=?^_`{|}~.";

    /// <summary>True for NAME@DOMAIN of which nothing could be taken for a header or a command.</summary>
    /// <param name="text">The text.</param>
    public static bool IsOne(string? text) =>
        text is { Length: <= Longest }
        && text.Split('@') is [{ Length: > 0 and <= LongestName } name, { Length: > 0 } domain]
        && name.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal))
        && domain.Split('.').All(label => label.Length > 0 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
}
