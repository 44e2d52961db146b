namespace AccessGov.App.Storage;

/// <summary>
/// The characters and lengths that scopes and rows may have, so that every store accepts them and sorts them alike.
/// Azure Tables forbids <c>/ \ # ?</c> and control characters and allows 1 KiB (512 UTF-16 units) a key
/// ("Understanding the Table service data model"); what URLs and OData filters quote or mangle is left out too.
/// All that remains is ASCII, where UTF-8 order, UTF-16 order and SQLite's BINARY order agree.
/// </summary>
public static class RecordKeys
{
    /// <summary>Longest scope or row, in characters.</summary>
    public const int MaxLength = 400;

    /// <summary>Allowed besides ASCII letters and digits.</summary>
    public const string Punctuation = "-_.:~@=|";

    /// <summary>Returns the key, or refuses it.</summary>
    /// <param name="key">The scope or row.</param>
    /// <param name="what">The word for it in the message: <c>scope</c>, <c>row</c>.</param>
    /// <exception cref="ArgumentException">Empty, longer than <see cref="MaxLength"/>, or holding another character.</exception>
    public static string Checked(string key, string what)
    {
        ArgumentNullException.ThrowIfNull(key, what);
        return key.Length == 0
            ? throw new ArgumentException($"A {what} has 1 to {MaxLength} characters; this one is empty.", what)
            : CheckedBound(key, what);
    }

    /// <summary>
    /// Like <see cref="Checked"/>, but the empty text passes: it is where a range begins or what every scope starts with.
    /// </summary>
    /// <param name="key">The text.</param>
    /// <param name="what">What it is, for the exception's message.</param>
    /// <exception cref="ArgumentException">Longer than <see cref="MaxLength"/>, or holding another character.</exception>
    public static string CheckedBound(string key, string what)
    {
        ArgumentNullException.ThrowIfNull(key, what);
        if (key.Length > MaxLength)
            throw new ArgumentException($"A {what} has 1 to {MaxLength} characters; this one has {key.Length}.", what);
        for (var i = 0; i < key.Length; i++)
            if (!char.IsAsciiLetterOrDigit(key[i]) && !Punctuation.Contains(key[i]))
                throw new ArgumentException(
                    $"A {what} holds ASCII letters, digits and {Punctuation} only; character {i + 1} of this one is U+{(int)key[i]:X4}.",
                    what
                );
        return key;
    }
}
