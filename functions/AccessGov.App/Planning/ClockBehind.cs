using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Planning;

/// <summary>Whether today is before a day that is known to have come. Then leavers are still taken, and nothing is given.</summary>
internal static class ClockBehind
{
    /// <summary>By how many days; 0 when the clock is right.</summary>
    public static Task<int> DaysAsync(Workspace workspace, Roster roster, CancellationToken ct) =>
        LatestDay.DaysBehindAsync(workspace, roster.AsOf.Values, ct);

    /// <summary>Tells people once.</summary>
    public static Task TellAsync(Workspace workspace, Actor actor, string days, CancellationToken ct) =>
        IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(
                "clock-behind",
                "clock",
                $"今日は {workspace.Today:yyyy-MM-dd} ですが、{days} 日先の日付の記録があります。直るまで何も付与しません。時計を合わせる、"
                    + "まだ来ていない日の届出なら accessgov hr withdraw、時計が進んでいたのなら accessgov clock confirm。 / "
                    + $"Today is {workspace.Today:yyyy-MM-dd}, and records are dated {days} days later. Nothing is given until that is "
                    + "mended: set the clock; "
                    + "or, when a source told of a day that has not come, 'accessgov hr withdraw'; or, when the clock had "
                    + "been ahead, 'accessgov clock confirm'."
            ),
            ct
        );
}
