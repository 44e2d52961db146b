using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Personnel.Deciding;

/// <summary>
/// Decides whether an extract is taken. Files of one day may arrive twice, late or out of order: what HR wrote last holds. What is in the
/// extract is judged by <see cref="HrIntake"/>.
/// </summary>
public static class ImportDecider
{
    /// <summary>Decides.</summary>
    /// <param name="extract">The delivery, read whole.</param>
    /// <param name="before">What was known of its source.</param>
    /// <param name="deliveredAt">When the file was written into the inbox, or brought by hand.</param>
    /// <param name="today">The day in the city.</param>
    /// <param name="limits">The city's limits.</param>
    public static ImportDecision Decide(
        SourceExtract extract,
        SourceBefore before,
        DateTimeOffset deliveredAt,
        DateOnly today,
        Limits limits
    )
    {
        if (before.IsSeen)
            return new ImportDecision.Seen();
        // Believed, one slip of the year would make every true delivery and statement until then an old one. Days to come belong into the
        // terms and postings that are told.
        if (extract.AsOf > today)
            return new ImportDecision.Refused([
                new Refusal("feed-future", extract.Source.Value, extract.AsOf.DayNumber - today.DayNumber, 0),
            ]);
        // A source that only spoke of single persons has not delivered: its first extract is judged as one.
        var previous = before.Facts is { IsWhole: true } whole ? whole : null;
        switch (HrIntake.Judge(extract, previous, limits))
        {
            case HrReading.Repeated:
                return new ImportDecision.Repeated(before.DeliveredAt > deliveredAt ? before.DeliveredAt.Value : deliveredAt);
            case HrReading.Refused(var refusals):
                return new ImportDecision.Refused(refusals);
            case HrReading.Accepted(var snapshot, var findings):
                return Overtaken(extract, previous, before.DeliveredAt, deliveredAt) is { } overtaken
                    ? new ImportDecision.Refused([overtaken])
                    : new ImportDecision.Accepted(snapshot, findings, LeavingAtOnce(snapshot, before.Facts));
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>The number is minutes.</summary>
    private static Refusal? Overtaken(SourceExtract extract, HrSnapshot? inForce, DateTimeOffset? since, DateTimeOffset deliveredAt) =>
        inForce is not null && inForce.AsOf == extract.AsOf && since is { } later && deliveredAt < later
            ? new Refusal("feed-overtaken", extract.Source.Value, Math.Ceiling((decimal)(later - deliveredAt).TotalMinutes), 0)
            : null;

    private static IReadOnlyList<EmployeeId> LeavingAtOnce(HrSnapshot now, HrSnapshot? before)
    {
        var stopped = now.Workers.Where(w => ImmediateStop.Shuts(w, now.AsOf)).Select(w => w.Id).ToHashSet();
        if (stopped.Count > 0 && before is not null)
            stopped.ExceptWith(before.Workers.Where(w => stopped.Contains(w.Id) && ImmediateStop.Shuts(w, now.AsOf)).Select(w => w.Id));
        return [.. stopped.Order()];
    }
}
