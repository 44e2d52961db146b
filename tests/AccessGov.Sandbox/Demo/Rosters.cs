using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Sandbox.Demo;

/// <summary>Workers of the truth as the roster that perfect deliveries of every source would give.</summary>
public static class Rosters
{
    /// <summary>The roster of a day.</summary>
    public static Roster Of(IEnumerable<Worker> workers, DateOnly asOf, GovernancePolicy policy)
    {
        var bySource = workers.ToLookup(w => w.Home);
        return Roster.Of(
            policy
                .Sources.Where(s => bySource.Contains(s.Id))
                .Select(source =>
                {
                    var extract = new SourceExtract(
                        source.Id,
                        asOf,
                        $"truth of {asOf:yyyy-MM-dd}",
                        [.. bySource[source.Id]],
                        [],
                        bySource[source.Id].Count(),
                        0
                    );
                    return HrIntake.Judge(extract, null, policy.Limits) is HrReading.Accepted accepted
                        ? accepted.Snapshot
                        : throw new InvalidOperationException($"The truth of source {source.Id} was not accepted.");
                }),
            policy
        );
    }
}
