using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Drift;

/// <summary>The marks: one row a thing, however often it changed.</summary>
internal static class ChangeMarks
{
    public const string Scope = Scopes.Changes;
    public const string Prefix = "mark|";

    // More at once are everybody's matter in any case.
    private const int MostRead = 1000;

    private sealed record Marked(DateTimeOffset At);

    /// <summary>A mark as it was read: it is taken away only if nothing was marked again meanwhile.</summary>
    public sealed record Found(ChangeMark Mark, ETag Version);

    public static Task AddAsync(Workspace workspace, ChangeMark mark, CancellationToken ct) =>
        workspace.Records.CommitAsync(
            new(workspace.Tenant, Scope),
            [new RecordWrite.Upsert(mark.Row, JsonSerializer.SerializeToUtf8Bytes(new Marked(workspace.Now), CoreJson.Options))],
            ct
        );

    public static async Task<IReadOnlyList<Found>> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var found = new List<Found>();
        await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, Scope), Prefix, Prefix[..^1] + "~", ct))
        {
            found.Add(new Found(Of(record.Row), record.ETag));
            if (found.Count == MostRead)
                break;
        }
        return found;
    }

    public static async Task TakeAwayAsync(Workspace workspace, IEnumerable<Found> marks, CancellationToken ct)
    {
        // One commit each: a mark that was set again must not keep the others.
        foreach (var found in marks)
            await workspace.Records.CommitAsync(new(workspace.Tenant, Scope), [new RecordWrite.Delete(found.Mark.Row, found.Version)], ct);
    }

    private static ChangeMark Of(string row) =>
        row.Split('|') switch
        {
            [_, "account", var id] => new ChangeMark.Account(Guid.Parse(id)),
            [_, "worker", var id] => new ChangeMark.Worker(EmployeeId.Parse(id)),
            [_, "group", var id] => new ChangeMark.Group(Guid.Parse(id)),
            [_, "everybody"] => new ChangeMark.Everybody(),
            _ => throw PartitionCommit.Altered(row),
        };
}
