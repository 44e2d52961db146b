using System.Diagnostics.CodeAnalysis;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Entries;

/// <summary>Facts by their numbers, both ends included. Written as <c>12</c> or <c>12-40</c>.</summary>
/// <param name="From">The first, from 1.</param>
/// <param name="To">The last; not below the first.</param>
public readonly record struct SequenceRange(long From, long To)
{
    /// <summary>How many facts.</summary>
    public long Count => To - From + 1;

    /// <summary>Reads what <see cref="ToString"/> wrote, and nothing else.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <param name="range">What was read.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SequenceRange? range)
    {
        range = (text ?? "").Split('-') switch
        {
            [var one] when Spelling.TryNumber(one, out var only) && only > 0 => new SequenceRange(only, only),
            [var first, var last]
                when Spelling.TryNumber(first, out var from) && Spelling.TryNumber(last, out var to) && from > 0 && from < to =>
                new SequenceRange(from, to),
            _ => null,
        };
        return range is not null;
    }

    /// <summary>Numbers in rising order, as few ranges as there can be.</summary>
    /// <param name="sequences">The numbers, rising, each once.</param>
    public static IEnumerable<SequenceRange> Of(IEnumerable<long> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        SequenceRange? open = null;
        foreach (var sequence in sequences)
        {
            if (open is { } range && range.To + 1 == sequence)
            {
                open = range with { To = sequence };
                continue;
            }
            if (open is { } done)
                yield return done;
            open = new SequenceRange(sequence, sequence);
        }
        if (open is { } last)
            yield return last;
    }

    /// <inheritdoc/>
    public override string ToString() => From == To ? $"{From}" : $"{From}-{To}";
}
