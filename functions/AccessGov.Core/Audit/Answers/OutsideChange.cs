namespace AccessGov.Core.Audit.Answers;

/// <summary>A right that somebody had, or no longer had, and no outcome of the record explains it: changed outside AccessGov.</summary>
/// <param name="What"><see cref="Given"/> or <see cref="Taken"/>.</param>
/// <param name="Entitlement">The right.</param>
/// <param name="Employee">職員番号; null when the account carried none.</param>
/// <param name="Account">Object id of the account; null when it is not told.</param>
/// <param name="FoundOn">Day on which it was found.</param>
/// <param name="Line">The baseline or the outcome that shows it.</param>
/// <param name="After">The line up to which the record knew it otherwise; null when it was never told of.</param>
public sealed record OutsideChange(
    string What,
    string Entitlement,
    string? Employee,
    string? Account,
    DateOnly FoundOn,
    long Line,
    long? After
)
{
    /// <summary>The two codes.</summary>
    public const string Given = "given-outside",
        Taken = "taken-outside";
}
