using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>The April pack: whose rights of the My Number zone change in a window, and who of them has a key by now.</summary>
public static class KeyMoves
{
    /// <summary>A move.</summary>
    /// <param name="Move">Whose rights change, when, and how.</param>
    /// <param name="NeedsKey">True when a right is gained.</param>
    /// <param name="HasKey">True with a key that counts today; null when nothing is known.</param>
    public sealed record Line(ComingMove Move, bool NeedsKey, bool? HasKey);

    /// <summary>The moves, by day and number.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day, at most <see cref="ComingMoves.MostDays"/> later.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Line>> RunAsync(Workspace workspace, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var announcement = await workspace.Present.AnnouncementAsync(workspace, ct);
        var hasKey = KeyHolders.Ask(desired.Facts, desired.On);
        return
        [
            .. ComingMoves
                .Between(desired.Facts, desired.Policy, announcement, Zone.MyNumber, from, to)
                .Select(m => new Line(m, m.Gained.Count > 0, hasKey(m.Worker))),
        ];
    }
}
