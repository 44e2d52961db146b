using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;

namespace AccessGov.App.Work;

/// <summary>
/// The latest day on which anything was committed. It only grows, so a clock that was set back, or a store that was written on a day that
/// has not come, shows. By a clock that is behind somebody who has left would be employed still.
/// </summary>
internal static class LatestDay
{
    public const string Scope = Scopes.Clock;
    private const string Row = "latest";

    /// <summary>The row.</summary>
    /// <param name="Day">In the policy's time zone.</param>
    internal sealed record Seen(DateOnly Day);

    private sealed class Known
    {
        public DateOnly Day { get; set; }
    }

    /// <summary>Notes that today has come: one write a day and tenant.</summary>
    public static async Task NoteAsync(Workspace workspace, CancellationToken ct)
    {
        var known = workspace.Memory.Of(() => new Known());
        var today = workspace.Today;
        if (today <= known.Day)
            return;
        var partition = new PartitionKey(workspace.Tenant, Scope);
        var found = await workspace.Records.FindAsync(partition, Row, ct);
        if (found is null || PartitionCommit.Parse<Seen>(found).Day < today)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(new Seen(today), CoreJson.Options);
            RecordWrite write = found is null ? new RecordWrite.Insert(Row, json) : new RecordWrite.Replace(Row, json, found.ETag);
            // Whoever came first has written the same day, or a later one; the next commit looks again.
            if (await workspace.Records.CommitAsync(partition, [write], ct) is not CommitResult.Committed)
                return;
        }
        known.Day = today;
    }

    /// <summary>The latest day, or null before anything was committed.</summary>
    public static async Task<DateOnly?> FindAsync(Workspace workspace, CancellationToken ct) =>
        (await PartitionCommit.ReadAsync<Seen>(workspace, Scope, Row, ct))?.Day;

    /// <summary>By how many days the clock is behind what was committed, or told of; 0 when it is not.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="told">Days of which facts in force speak.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<int> DaysBehindAsync(Workspace workspace, IEnumerable<DateOnly> told, CancellationToken ct)
    {
        var latest = told.Append(await FindAsync(workspace, ct) ?? default).Max();
        return Math.Max(0, latest.DayNumber - workspace.Today.DayNumber);
    }

    /// <summary>Puts a day into an open commit of the clock's partition: by hand, when the clock had once been ahead.</summary>
    public static void Put(PartitionCommit commit, DateOnly day) => commit.Put(Row, new Seen(day));
}
