using AccessGov.Core.Desired;

namespace AccessGov.Core.Requests;

/// <summary>
/// Whether what a request rests on still holds: the person's service, and the unit where the person served when it was asked. Law: less
/// known, less done; what nobody knows ends nothing.
/// </summary>
public static class RequestGround
{
    /// <summary>What ended it; null while it holds, or nobody knows.</summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="request">The request.</param>
    public static RequestEndKind? EndOf(DesiredState desired, RightRequest request)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(request);
        if (desired.Facts.Roster.Find(request.Subject) is not { } worker)
            return null;
        var desire = desired.Of(worker);
        if (desire.Standing is Standing.Ended)
            return RequestEndKind.Left;
        if (desire.Standing is not Standing.OnDuty || desire.IsUndecided || desire.UndecidedSources.Count > 0)
            return null;
        if (worker.Postings.Any(p => p.Org == request.Unit && p.Days.Covers(desired.On)))
            return null;
        // A posting there would be told by the unit's own source.
        var tells = desired.Policy.OrgChart.Find(request.Unit)?.Source;
        return tells is { } source && desired.Facts.Roster.MissingSources.Contains(source) ? null : RequestEndKind.Moved;
    }
}
