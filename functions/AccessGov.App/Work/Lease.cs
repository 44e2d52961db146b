using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;

namespace AccessGov.App.Work;

/// <summary>
/// A record that says who is at work: one chunk of one tenant at a time, one replica for a timer. It keeps order, not safety; whoever
/// holds it past its end only repeats what bears repeating. Clocks of replicas must agree within <see cref="Workspace.LeaseFor"/>.
/// </summary>
internal sealed class Lease : IAsyncDisposable
{
    private const string Scope = Scopes.Leases;
    private readonly Workspace workspace;
    private readonly string row;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;
    private ETag version;

    private sealed record Held(DateTimeOffset Until);

    private Lease(Workspace workspace, string row, ETag version)
    {
        (this.workspace, this.row, this.version) = (workspace, row, version);
        renewing = Task.Run(RenewAsync);
    }

    /// <summary>Takes the lease, or null when somebody else holds it.</summary>
    public static async Task<Lease?> TryTakeAsync(Workspace workspace, string row, CancellationToken ct)
    {
        var partition = new PartitionKey(workspace.Tenant, Scope);
        var found = await workspace.Records.FindAsync(partition, row, ct);
        // One that ends later than any lease can was taken by a clock that has been put back since.
        if (
            found is not null
            && PartitionCommit.Parse<Held>(found).Until is var until
            && until > workspace.Now
            && until <= workspace.Now + (2 * workspace.LeaseFor)
        )
            return null;
        var json = Json(workspace);
        RecordWrite write = found is null ? new RecordWrite.Insert(row, json) : new RecordWrite.Replace(row, json, found.ETag);
        return await workspace.Records.CommitAsync(partition, [write], ct) is CommitResult.Committed(var versions)
            ? new Lease(workspace, row, versions[0]!.Value)
            : null;
    }

    /// <summary>Gives it back.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        ended.Dispose();
        // Best effort: what is not given back ends by itself.
        try
        {
            await workspace.Records.CommitAsync(
                new(workspace.Tenant, Scope),
                [new RecordWrite.Delete(row, version)],
                CancellationToken.None
            );
        }
        catch (App.Failures.OutsideFailureException) { }
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                // Not by the workspace's clock: renewing is due after so much time, whatever a clock shows.
                await Task.Delay(workspace.LeaseFor / 3, TimeProvider.System, ended.Token);
                var write = new RecordWrite.Replace(row, Json(workspace), version);
                if (
                    await workspace.Records.CommitAsync(new(workspace.Tenant, Scope), [write], ended.Token)
                    is not CommitResult.Committed
                    (var versions)
                )
                    return;
                version = versions[0]!.Value;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or App.Failures.OutsideFailureException) { }
    }

    private static byte[] Json(Workspace workspace) =>
        JsonSerializer.SerializeToUtf8Bytes(new Held(workspace.Now + workspace.LeaseFor), CoreJson.Options);
}
