using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;

namespace AccessGov.App.Work;

/// <summary>
/// A mark that somebody wants the tenant's directory before the chunks of the queue. Several may share it; the first to end lifts it,
/// and the others wait for one chunk more at worst.
/// </summary>
internal sealed class Priority
{
    private const string Scope = Scopes.Priority;
    private readonly string row;

    private Priority(string row) => this.row = row;

    /// <summary>How long a mark holds that nobody renews.</summary>
    public static TimeSpan HoldsFor { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The plan of somebody who must be shut out.</summary>
    public static Priority Urgent { get; } = new("waiting");

    /// <summary>Somebody at the command line.</summary>
    public static Priority ByHand { get; } = new("by-hand");

    private sealed record Waiting(DateTimeOffset Until);

    /// <summary>
    /// True while it is wanted. A mark that ends later than any mark can was set by a clock that has been put back since.
    /// </summary>
    public async Task<bool> IsWantedAsync(Workspace workspace, CancellationToken ct) =>
        await PartitionCommit.ReadAsync<Waiting>(workspace, Scope, row, ct) is { Until: var until }
        && until > workspace.Now
        && until <= workspace.Now + (2 * HoldsFor);

    /// <summary>Sets or renews the mark.</summary>
    public Task WantAsync(Workspace workspace, CancellationToken ct) => SetAsync(workspace, workspace.Now + HoldsFor, ct);

    /// <summary>Lets others go first again.</summary>
    public Task EndAsync(Workspace workspace, CancellationToken ct) => SetAsync(workspace, workspace.Now, ct);

    private Task<CommitResult> SetAsync(Workspace workspace, DateTimeOffset until, CancellationToken ct) =>
        workspace.Records.CommitAsync(
            new PartitionKey(workspace.Tenant, Scope),
            [new RecordWrite.Upsert(row, JsonSerializer.SerializeToUtf8Bytes(new Waiting(until), CoreJson.Options))],
            ct
        );
}
