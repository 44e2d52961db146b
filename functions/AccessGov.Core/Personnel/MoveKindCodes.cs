using AccessGov.Core.Codes;

namespace AccessGov.Core.Personnel;

/// <summary>Codes of 発令 in kept announcements, list profiles and findings.</summary>
public static class MoveKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<MoveKind> All { get; } =
        new(
            (MoveKind.Joins, "Joins"),
            (MoveKind.Moves, "Moves"),
            (MoveKind.Leaves, "Leaves"),
            (MoveKind.StartsLeave, "StartsLeave"),
            (MoveKind.EndsLeave, "EndsLeave")
        );

    /// <summary>The code of one.</summary>
    public static string Of(MoveKind value) => All.Of(value);
}
