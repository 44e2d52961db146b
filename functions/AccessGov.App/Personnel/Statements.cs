using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <summary>
/// What sources have said of single persons since their last deliveries, beside the deliveries in the personnel partition.
/// </summary>
internal static class Statements
{
    public const string EventPrefix = "event:";
    public const string PersonPrefix = "person:";

    /// <summary>Row of the latest statement about a person.</summary>
    /// <param name="EventId">The event that told it.</param>
    /// <param name="OccurredAt">When it occurred.</param>
    /// <param name="AcceptedAt">When it was taken over.</param>
    /// <param name="Kept">Where it is kept for good.</param>
    /// <param name="Statement">What is said.</param>
    public sealed record Stated(
        string EventId,
        DateTimeOffset OccurredAt,
        DateTimeOffset AcceptedAt,
        string Kept,
        PersonStatement Statement
    );

    /// <summary>Row of an event that was taken.</summary>
    /// <param name="Hash">Of what it said.</param>
    /// <param name="At">When it was taken.</param>
    public sealed record Event(string Hash, DateTimeOffset At);

    public static string Row(SourceId source, EmployeeId person) => $"{PersonPrefix}{source}:{person}";

    /// <summary>Everything a source says now: its last delivery and what it stated since. Null when it never spoke.</summary>
    public static async Task<HrSnapshot?> SnapshotAsync(Workspace workspace, SourceId source, CancellationToken ct) =>
        (await PersonnelBook.OfAsync(workspace, ct)).Sources.GetValueOrDefault(source);

    /// <summary>The same, read row by row.</summary>
    internal static async Task<HrSnapshot?> ReadAsync(Workspace workspace, SourceId source, CancellationToken ct)
    {
        var state = await ImportHr.StateAsync(workspace, source, ct);
        var delivered = state is null ? null : await workspace.Kept.SnapshotAsync(state.Kept, ct);
        var stated = await OfAsync(workspace, source, ct).Select(s => s.Stated.Statement).ToListAsync(ct);
        return stated.Count == 0 ? delivered : (delivered ?? HrSnapshot.Silent(source, stated.Max(s => s.On))).With(stated);
    }

    /// <summary>The rows of a source, by person.</summary>
    public static async IAsyncEnumerable<(string Row, Stated Stated)> OfAsync(
        Workspace workspace,
        SourceId source,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var prefix = $"{PersonPrefix}{source}:";
        await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), prefix, prefix + "~", ct))
            yield return (record.Row, PartitionCommit.Parse<Stated>(record));
    }
}
