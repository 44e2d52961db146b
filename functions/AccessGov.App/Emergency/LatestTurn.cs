using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Emergency;

/// <summary>
/// The latest instant at which anybody looked after an opening, kept until it is over: a clock that is set back shows, whichever process
/// looks next. Between two looks, and while nothing runs, nobody can tell.
/// </summary>
internal static class LatestTurn
{
    /// <summary>The row.</summary>
    /// <param name="At">By the clock of whoever looked.</param>
    internal sealed record Seen(DateTimeOffset At);

    /// <summary>Notes that now has come, where it is later than what was seen.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="opening">What is open.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The latest instant that was seen before.</returns>
    public static async Task<DateTimeOffset> NoteAsync(Workspace workspace, EmergencyOpening opening, CancellationToken ct)
    {
        var (now, partition) = (workspace.Now, PartitionOf(workspace));
        var found = await workspace.Records.FindAsync(partition, RowOf(opening), ct);
        var former = At(found);
        if (now <= former)
            return former;
        var json = JsonSerializer.SerializeToUtf8Bytes(new Seen(now), CoreJson.Options);
        // Whoever came first has seen as much; the next turn looks again.
        await workspace.Records.CommitAsync(
            partition,
            [found is null ? new RecordWrite.Insert(RowOf(opening), json) : new RecordWrite.Replace(RowOf(opening), json, found.ETag)],
            ct
        );
        return former;
    }

    /// <summary>Forgets it: the opening is over.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="opening">What is shut.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task ForgetAsync(Workspace workspace, EmergencyOpening opening, CancellationToken ct)
    {
        if (await workspace.Records.FindAsync(PartitionOf(workspace), RowOf(opening), ct) is { } found)
            await workspace.Records.CommitAsync(PartitionOf(workspace), [new RecordWrite.Delete(found.Row, found.ETag)], ct);
    }

    private static PartitionKey PartitionOf(Workspace workspace) => new(workspace.Tenant, LatestDay.Scope);

    private static string RowOf(EmergencyOpening opening) => "emergency-" + opening.Id;

    /// <summary>What nobody can read says nothing: an altered row must keep nothing open.</summary>
    private static DateTimeOffset At(StoredRecord? found)
    {
        try
        {
            return found is null ? default : PartitionCommit.Parse<Seen>(found).At;
        }
        catch (DamagedException)
        {
            return default;
        }
    }
}
