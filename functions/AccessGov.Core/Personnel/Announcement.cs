namespace AccessGov.Core.Personnel;

/// <summary>内示・発令 list: the moves HR expects. The brake counts only what nobody announced.</summary>
/// <param name="Moves">The moves, in any order.</param>
public sealed record Announcement(IReadOnlyList<AnnouncedMove> Moves)
{
    /// <summary>Nothing was announced.</summary>
    public static Announcement None { get; } = new([]);
}
