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
                $"緊急用ID {opening.Account} は {workspace.Local(opening.Until):yyyy-MM-dd HH:mm} まで開封されています。"
                    + "閉じたあと、申請・同意した人ではない情報セキュリティ責任者が事後確認をします。 / "
                    + $"The sealed account {opening.Account} was opened until {workspace.Local(opening.Until):yyyy-MM-dd HH:mm}. "
                    + $"Afterwards somebody who neither asked nor agreed reviews it: "
                    + $"'accessgov emergency review {opening.Id} --result TEXT'."
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
            new Incident(
                NotClosed,
                opening.Id,
                $"緊急用ID {opening.Account} を閉じられていません（{code}）。毎分くり返します。"
                    + "いますぐ Entra でサインインを停止し、セッションを失効させてください。 / "
                    + $"The sealed account {opening.Account} must be shut and is not: {code}. It is tried again every minute. "
                    + "Shut it in Entra now: disable sign-in, revoke sessions."
            ),
            ct
        );

    public static Task RaiseOpenOutsideAsync(Workspace workspace, Actor actor, string account, CancellationToken ct) =>
        RaiseAsync(
            workspace,
            actor,
            new Incident(
                OpenOutside,
                account,
                $"緊急用ID {account} が、二人の同意なしに有効になっています。"
                    + $"誰が有効にしたかを調べ、閉じてください（accessgov emergency end {account}）。 / "
                    + $"The sealed account {account} is enabled and two people did not open it here. Find out who enabled it; shut it: "
                    + $"'accessgov emergency end {account}'."
            ),
            ct
        );

    public static Task RaiseDiffersAsync(Workspace workspace, Actor actor, string row, CancellationToken ct) =>
        RaiseAsync(
            workspace,
            actor,
            new Incident(
                Differs,
                row,
                "保存内容が緊急用IDについて、記録にないことを示しています。"
                    + "何も行いません。accessgov audit verify を見てください。 / "
                    + "The store says of a sealed account what the record does not tell. Nothing is done by it. "
                    + "See 'accessgov audit verify'."
            ),
            ct
        );

    /// <summary>Once a day while it is open: the chain never forgets, and a turn comes every minute.</summary>
    private static async Task RaiseAsync(Workspace workspace, Actor actor, Incident incident, CancellationToken ct)
    {
        var known = await IncidentLog.ListAsync(workspace, ct);
        if (!known.Any(i => IsSame(i) && i.IsOpen && i.At > workspace.Now - TimeSpan.FromDays(1)))
            await IncidentLog.AddAsync(workspace, actor, incident, ct);

        bool IsSame(Incident i) => i.Code == incident.Code && i.Subject == incident.Subject && i.What == incident.What;
    }
}
