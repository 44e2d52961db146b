using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>Answers that somebody handed in together, with a receipt number; or what silence meant.</summary>
/// <param name="Round">The round.</param>
/// <param name="Number">Receipt number within the round, from 1.</param>
/// <param name="By">Who; null for silence.</param>
/// <param name="At">When.</param>
/// <param name="Kept">SHA-256 under which the answers are kept.</param>
/// <param name="Keeps">How many stay.</param>
/// <param name="Removes">How many are taken.</param>
/// <param name="Unsure">How many the owners are asked about.</param>
/// <param name="Effect">The day on which what is taken is gone; until then it may be taken back.</param>
/// <param name="TakesBack">True where it takes back what the same person had decided.</param>
public sealed record ReviewSubmission(
    string Round,
    int Number,
    EmployeeId? By,
    DateTimeOffset At,
    string Kept,
    int Keeps,
    int Removes,
    int Unsure,
    DateOnly Effect,
    bool TakesBack = false
)
{
    /// <summary>What was typed from paper, and by whom; null where the reviewer handed in himself.</summary>
    public ReviewPaper? Paper { get; init; }

    /// <summary>受付番号 as people write it down.</summary>
    public string Receipt => $"{Round}-{Number:D4}";

    /// <summary>The round that a 受付番号 is of.</summary>
    /// <param name="receipt">受付番号.</param>
    public static string RoundOf(string receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var end = receipt.LastIndexOf('-');
        return end < 0 ? receipt : receipt[..end];
    }
}
