using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>
/// A personnel file lies in the inbox: it is imported and everybody is planned for. The same writing of the same file is imported
/// once, and an older file of the same day not after a newer one, so a message may come twice, late or out of order.
/// </summary>
public static class HrFileArrived
{
    /// <summary>Largest file that is read: 256 MiB, a million people with room to spare.</summary>
    public const int MaxBytes = 256 * 1024 * 1024;

    private const int MostReasons = 8;

    /// <summary>Takes the file over.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The trigger on whose behalf this happens; the record names it.</param>
    /// <param name="profiles">How the sources write.</param>
    /// <param name="message">Our own message, or Event Grid's.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task RunAsync(Workspace workspace, Actor actor, ProfileSet profiles, string message, CancellationToken ct)
    {
        if (InboxMessage.NameOf(workspace, message) is not { } name)
            return;
        if (!InboxFile.TryParse(workspace.Policy, name, out var file, out var why))
        {
            await TellAsync(FileIncidents.Refused, name, why, workspace, actor, ct);
            return;
        }
        if (profiles.Of(file.Source) is not { } profile)
        {
            await TellAsync(FileIncidents.Refused, name, Wording.Of("HrFile.no-profile", file.Source), workspace, actor, ct);
            return;
        }
        // Its time first: when it is replaced in between, the newer one is told of too.
        var entry = await EntryAsync(workspace, file.Path, ct);
        await using var content = entry is { Length: <= MaxBytes }
            ? await workspace.Files.OpenAsync(DropContainer.HrInbox, file.Path, ct)
            : null;
        if (content is not { Length: <= MaxBytes })
        {
            await TellAsync(FileIncidents.Refused, name, Wording.Of("HrFile.gone", MaxBytes), workspace, actor, ct);
            return;
        }
        var result = await ImportHr.RunAsync(
            workspace,
            actor,
            profile,
            content,
            file.AsOf,
            new Delivery(name, entry!.ChangedAt),
            checkOnly: false,
            ct
        );
        if (result is ImportResult.Refused refused)
            await TellAsync(FileIncidents.Refused, name, WhyRefused(refused), workspace, actor, ct, refused.Rejected.Select(PlaceOf));
        // A repeated file is planned for too: the first time may have been killed between import and plan.
        else
        {
            if (result is ImportResult.Accepted { Rejected.Count: > 0 } taken)
                await TellAsync(
                    FileIncidents.RowsLeft,
                    file.Source.Value,
                    Wording.Of("HrFile.rows-left", InboxFile.Shown(name), taken.RowsUnusable(), taken.HeldBack.Count),
                    workspace,
                    actor,
                    ct,
                    taken.Rejected.Select(PlaceOf)
                );
            await PlanToday.RunAsync(workspace, actor, null, ct);
        }
    }

    /// <summary>
    /// What is wrong with the file, then the limits that were met, and how many rows are at fault: those are named by place.
    /// </summary>
    private static Wording WhyRefused(ImportResult.Refused refused) =>
        refused
            .Reasons.Concat(refused.Refusals.Select(RefusalWording.Of))
            .Take(MostReasons)
            .Append(Wording.Of("HrFile.refused", refused.Rejected.DistinctBy(r => r.Row).Count()))
            .Aggregate((all, one) => Wording.Of("HrFile.and", all, one));

    private static async Task<DropEntry.Ready?> EntryAsync(Workspace workspace, DropPath path, CancellationToken ct)
    {
        await foreach (var entry in workspace.Files.ListAsync(DropContainer.HrInbox, path.Value, ct))
            if (entry is DropEntry.Ready ready && ready.Path == path)
                return ready;
        return null;
    }

    // Without the value: who mends the file sees it there, and an incident goes further than the file.
    private static IncidentPlace PlaceOf(RejectedRow row) =>
        new(row.Row, row.Column.Length == 0 ? null : row.Column, row.Worker, row.Remedy);

    private static Task TellAsync(
        string code,
        string name,
        Wording what,
        Workspace workspace,
        Actor actor,
        CancellationToken ct,
        IEnumerable<IncidentPlace>? places = null
    ) =>
        IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(code, InboxFile.Shown(name), what) { Places = places?.Take(Incident.MostPlaces).ToArray() },
            ct
        );
}
