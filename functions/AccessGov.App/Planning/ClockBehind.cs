using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Planning;

/// <summary>Whether today is before a day that is known to have come. Then leavers are still taken, and nothing is given.</summary>
internal static class ClockBehind
{
    private const string Code = "clock-behind";
    private const string Subject = "clock";

    /// <summary>By how many days; 0 when the clock is right.</summary>
    public static Task<int> DaysAsync(Workspace workspace, Roster roster, CancellationToken ct) =>
        LatestDay.DaysBehindAsync(workspace, roster.AsOf.Values, ct);

    /// <summary>No record is dated after today any more.</summary>
    public static Task EndAsync(Workspace workspace, Actor actor, CancellationToken ct) =>
        IncidentLog.EndOfAsync(workspace, actor, Code, Subject, Wording.Of("Over.clock-right"), ct);

    /// <summary>Tells people once.</summary>
    public static Task TellAsync(Workspace workspace, Actor actor, string days, CancellationToken ct) =>
        IncidentLog.AddAsync(workspace, actor, new Incident(Code, Subject, Wording.Of("Met.clock-behind", workspace.Today, days)), ct);
}
