using AccessGov.Core.Personnel;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>Later deliveries of a source, as its extract would be.</summary>
internal static class Deliveries
{
    /// <summary>The delivery that tells what the source told before.</summary>
    public static SourceExtract Again(HrSnapshot source) =>
        new(
            source.Source,
            source.AsOf,
            source.ContentHash + "+",
            source.Workers,
            source.GuestPostings,
            source.Workers.Count + source.GuestPostings.Count,
            0
        );

    /// <summary>
    /// The world after the source delivered less, judged by <see cref="HrIntake"/> against what it told before; unchanged when that is
    /// refused.
    /// </summary>
    public static World Delivers(this World world, SourceExtract extract)
    {
        var previous = world.Sources.Single(s => s.Source == extract.Source);
        return HrIntake.Judge(extract, previous, PolicyGen.Wide) is HrReading.Accepted accepted
            ? world with
            {
                Sources = [.. world.Sources.Select(s => s.Source == extract.Source ? accepted.Snapshot : s)],
            }
            : world;
    }
}
