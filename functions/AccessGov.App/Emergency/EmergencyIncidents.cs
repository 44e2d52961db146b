using System.Globalization;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Emergency;

/// <summary>The alarms. Whoever settles one that still holds meets it again with the next turn.</summary>
internal static class EmergencyIncidents
{
    /// <summary>An account is open, or was and is not reviewed.</summary>
    public const string Open = "emergency-open";

    /// <summary>An account is to be shut and is not.</summary>
    public const string NotClosed = "emergency-not-closed";

    /// <summary>A sealed account is enabled and nobody opened it here.</summary>
    public const string OpenOutside = "sealed-account-open";

    /// <summary>The store says of sealed accounts what no fact tells.</summary>
    public const string Differs = "emergency-differs";

    public static Task RaiseOpenAsync(Workspace workspace, Actor actor, EmergencyOpening opening, CancellationToken ct) =>
        RaiseAsync(
            workspace,
            actor,
            new Incident(
                Open,
                opening.Id,
                Wording.Of(
                    "Met.emergency-open",
                    opening.Account,
                    workspace.Local(opening.Until).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    opening.Id
                )
            )
            {
                CausedBy = opening.Wish.By,
            },
            ct
        );

    public static Task RaiseNotClosedAsync(Workspace workspace, Actor actor, EmergencyOpening opening, string code, CancellationToken ct) =>
        RaiseAsync(
            workspace,
            actor,
            new Incident(NotClosed, opening.Id, Wording.Of("Met.emergency-not-closed", opening.Account, code)),
            ct
        );

    public static Task RaiseOpenOutsideAsync(Workspace workspace, Actor actor, string account, CancellationToken ct) =>
        RaiseAsync(workspace, actor, new Incident(OpenOutside, account, Wording.Of("Met.sealed-account-open", account)), ct);

    public static Task RaiseDiffersAsync(Workspace workspace, Actor actor, string row, CancellationToken ct) =>
        RaiseAsync(workspace, actor, new Incident(Differs, row, Wording.Of("Met.emergency-differs")), ct);

    /// <summary>Once a day while it is open: the chain never forgets, and a turn comes every minute.</summary>
    private static async Task RaiseAsync(Workspace workspace, Actor actor, Incident incident, CancellationToken ct)
    {
        var known = await IncidentLog.ListAsync(workspace, ct);
        if (!known.Any(i => IsSame(i) && i.IsOpen && i.At > workspace.Now - TimeSpan.FromDays(1)))
            await IncidentLog.AddAsync(workspace, actor, incident, ct);

        bool IsSame(Incident i) => i.Code == incident.Code && i.Subject == incident.Subject && i.What.Equals(incident.What);
    }
}
