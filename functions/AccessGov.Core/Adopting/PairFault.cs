namespace AccessGov.Core.Adopting;

/// <summary>Why a list of chosen pairs is refused.</summary>
/// <param name="Row">Row as a spreadsheet counts, from 1.</param>
/// <param name="Column">Which column: one of <see cref="PairColumns"/>.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Value">What stands there, or what it contradicts.</param>
public sealed record PairFault(int Row, string Column, string Code, string Value)
{
    /// <summary>Every code.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        "mark",
        "ragged",
        "number",
        "object-id",
        "worker-unknown",
        "worker-undecided",
        "worker-not-due",
        "worker-has-account",
        "worker-twice",
        "worker-chosen",
        "account-unknown",
        "account-numbered",
        "account-other-number",
        "account-guest",
        "account-synced",
        "account-protected",
        "account-twice",
        "account-chosen",
        "name-differs",
        "person-differs",
    ];
}
