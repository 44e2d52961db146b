using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Safeguards;

/// <summary>Holds the 内示・発令 list against the personnel record.</summary>
public static class AnnouncementCheck
{
    /// <summary>A finding for each announced move that the record does not show.</summary>
    /// <param name="announcement">The moves that HR foretold.</param>
    /// <param name="roster">The record, all sources together.</param>
    public static IReadOnlyList<Finding> Compare(Announcement announcement, Roster roster) =>
        [
            .. announcement
                .Moves.Where(move => roster.Find(move.Worker) is not { } worker || !Shows(worker, move))
                .Select(move => new Finding(
                    FindingKind.AnnouncementDisagrees,
                    move.Worker,
                    Detail: $"{MoveKindCodes.Of(move.Kind)} {move.On:yyyy-MM-dd} {move.To}".TrimEnd()
                ))
                .Distinct()
                .Order(),
        ];

    private static bool Shows(Worker worker, AnnouncedMove move) =>
        move.Kind switch
        {
            MoveKind.Joins => worker.Employments.Any(e => e.Days.From == move.On) && IsAt(worker, move),
            MoveKind.Moves => IsAt(worker, move) || worker.Postings.Any(p => p.Days.Until == move.On.AddDays(-1)),
            MoveKind.Leaves => worker.Employments.Any(e => e.Days.Until == move.On),
            MoveKind.StartsLeave => worker.Leaves.Any(l => l.Days.From == move.On),
            MoveKind.EndsLeave => worker.Leaves.Any(l => l.Days.Until == move.On.AddDays(-1)),
            _ => throw new InvalidOperationException($"Move {move.Kind} is not compared."),
        };

    private static bool IsAt(Worker worker, AnnouncedMove move) =>
        worker.Postings.Any(p => p.Days.Covers(move.On) && (move.To is null || p.Org == move.To));
}
