using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Entries;

/// <summary>
/// Which facts are erased after their retention, and on what ground: what two people decide, and what the fact <c>facts-erased</c> has as
/// its body, byte for byte.
/// </summary>
/// <param name="Before">Only facts before this day.</param>
/// <param name="Ground">The legal ground, in the words of who proposed it.</param>
/// <param name="Ranges">Their numbers, rising.</param>
public sealed record ErasureList(DateOnly Before, string Ground, IReadOnlyList<SequenceRange> Ranges)
{
    /// <summary>Most ranges in one list, so that it fits into one fact. What is beyond is for the next list.</summary>
    public const int MostRanges = 5_000;

    /// <summary>How many facts.</summary>
    public long Count => Ranges.Sum(r => r.Count);

    /// <summary>SHA-256 of <see cref="ToJson"/>: what two people agree to.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson().Text)));

    /// <summary>Numbers of all facts, rising.</summary>
    public IEnumerable<long> Sequences
    {
        get
        {
            foreach (var range in Ranges)
                for (var sequence = range.From; sequence <= range.To; sequence++)
                    yield return sequence;
        }
    }

    /// <summary>The same as the body of a fact.</summary>
    public FactBody ToBody() => new FactBody().Add("before", Before).Add("ground", Ground).Add("ranges", Ranges.Select(r => $"{r}"));

    /// <summary>Canonical JSON: <c>{"before":DAY,"ground":TEXT,"ranges":["1-9","12"]}</c>.</summary>
    public CanonicalJson ToJson() => ToBody().ToJson();

    /// <summary>Reads what <see cref="ToJson"/> wrote, and nothing else.</summary>
    /// <param name="text">Canonical JSON.</param>
    /// <param name="list">What was read.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ErasureList? list)
    {
        list = null;
        try
        {
            var reader = new MemberReader(Encoding.UTF8.GetBytes(CanonicalJson.Parse(text).Text));
            var before = reader.Text("before"u8);
            var ground = reader.Text("ground"u8);
            var ranges = new List<SequenceRange>();
            foreach (var one in reader.Texts("ranges"u8))
                if (SequenceRange.TryParse(one, out var range) && range.Value.From > (ranges.Count == 0 ? 0 : ranges[^1].To + 1))
                    ranges.Add(range.Value);
                else
                    return false;
            reader.End();
            if (
                ranges.Count is 0 or > MostRanges
                || !DateOnly.TryParseExact(before, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            )
                return false;
            list = new ErasureList(day, ground, ranges);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
