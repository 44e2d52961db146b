using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>
/// 用紙番号: names a sheet of paper by its round, its reviewer and the rights that stand on it. Whoever types it proves that the sheet asks
/// what is asked now; once anything of it was answered, or personnel has changed, the number is another one.
/// </summary>
/// <param name="Round">The round.</param>
/// <param name="Reviewer">Who decides.</param>
/// <param name="Digest">Eight characters of a digest of the list, in capitals.</param>
public sealed record SheetNumber(string Round, EmployeeId Reviewer, string Digest)
{
    /// <summary>Length of the digest, in characters: it tells a stale sheet from a current one, and keeps no secret.</summary>
    public const int DigestLength = 8;

    /// <summary>The number of a sheet.</summary>
    /// <param name="state">The round as it stands.</param>
    /// <param name="reviewer">Who decides.</param>
    /// <param name="items">What stands on it, in order.</param>
    /// <param name="answered">What was answered on the screen and not handed in.</param>
    public static SheetNumber Of(
        ReviewState state,
        EmployeeId reviewer,
        IReadOnlyList<ReviewItem> items,
        IReadOnlyDictionary<ReviewItemId, ReviewAnswer> answered
    )
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(answered);
        using var hash = new CanonicalHash();
        hash.Add("review-sheet").Add(state.Round.Id).Add(reviewer.Value).Add(items.Count);
        foreach (var item in items)
        {
            var answer = answered.GetValueOrDefault(item.Id);
            hash.Add(item.Id.Worker.Value)
                .Add(item.Id.Right.Value)
                .Add(ReviewStageCodes.Of(state.StageOf(item.Id)))
                .Add(item.NotRemovable)
                .Add(ReviewDecider.IsUngrounded(item))
                .Add(answer?.By?.Value)
                .Add(answer?.At.ToUnixTimeMilliseconds() ?? -1);
        }
        return new SheetNumber(state.Round.Id, reviewer, hash.ToHex()[..DigestLength].ToUpperInvariant());
    }

    /// <summary>Reads what somebody typed: whole, or without the round in front.</summary>
    /// <param name="text">The text; widths, spaces around it and small letters of the digest do not matter.</param>
    /// <param name="round">The round at hand.</param>
    /// <returns>Null where it is no number of a sheet, or one of another round.</returns>
    public static SheetNumber? Read(string? text, string round)
    {
        ArgumentNullException.ThrowIfNull(round);
        var given = string.Concat((text ?? "").Trim().Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));
        if (given.StartsWith(round + "-", StringComparison.OrdinalIgnoreCase))
            given = given[(round.Length + 1)..];
        var at = given.LastIndexOf('-');
        return
            at > 0
            && EmployeeId.TryParse(given[..at], out var reviewer)
            && given[(at + 1)..].ToUpperInvariant() is { Length: DigestLength } digest
            && digest.All(char.IsAsciiHexDigitUpper)
            ? new SheetNumber(round, reviewer, digest)
            : null;
    }

    /// <summary>As it is printed.</summary>
    public override string ToString() => $"{Round}-{Reviewer}-{Digest}";
}
