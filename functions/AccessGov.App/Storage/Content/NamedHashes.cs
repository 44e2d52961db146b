using System.Globalization;
using System.Text;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// Kept files of which it is asked whether anything names them: whatever looks like a hash in a row, or in its key, is taken as a name.
/// Forty bytes a file, for a store has millions.
/// </summary>
internal sealed class NamedHashes
{
    private const int Digits = 64;
    private readonly HashSet<(UInt128 High, UInt128 Low)> left = [];

    /// <summary>How many nothing has named yet.</summary>
    public int Count => left.Count;

    /// <summary>What nothing has named, in no order.</summary>
    public IEnumerable<string> Left => left.Select(h => $"{h.High:x32}{h.Low:x32}");

    /// <summary>Asks about a file; one whose name is no hash is none that content was kept under, and is not asked about.</summary>
    public void Add(DropPath path)
    {
        if (Parse(Encoding.UTF8.GetBytes(path.Value[(path.Value.LastIndexOf('/') + 1)..])) is { } hash)
            left.Add(hash);
    }

    /// <summary>A file that stays.</summary>
    public void TakeOut(string hash) => TakeOut(Encoding.UTF8.GetBytes(hash));

    /// <summary>Whatever a row names stays.</summary>
    public void TakeOut(StoredRecord row)
    {
        TakeOut(row.Json.Span);
        TakeOut(Encoding.UTF8.GetBytes(row.Row));
    }

    private void TakeOut(ReadOnlySpan<byte> text)
    {
        for (int i = 0, run = 0; i < text.Length; i++)
        {
            run = IsDigit(text[i]) ? run + 1 : 0;
            if (run >= Digits && Parse(text.Slice(i - Digits + 1, Digits)) is { } hash)
                left.Remove(hash);
        }
    }

    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'f';

    private static (UInt128 High, UInt128 Low)? Parse(ReadOnlySpan<byte> digits) =>
        digits.Length == Digits
        && UInt128.TryParse(digits[..32], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
        && UInt128.TryParse(digits[32..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)
            ? (high, low)
            : null;
}
