using System.Net;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Azure;
using AccessGov.Tests;
using AccessGov.Web.Http;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AccessGov.App.Tests.Storage;

public sealed class AzureFaultTests(Azurite azurite) : IDisposable
{
    private readonly LossyWire _wire = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_whose_reply_was_lost_is_recognised_as_done()
    {
        var (store, at) = (await RecordsAsync(), new PartitionKey(RecordStoreContract.NewTenant(), "s"));
        var first = await CommitAsync(
            store,
            at,
            new RecordWrite.Insert("a", RecordStoreContract.Json("1")),
            new RecordWrite.Insert("b", RecordStoreContract.Json("1"))
        );
        _wire.LoseNextReply();
        var done = await CommitAsync(
            store,
            at,
            new RecordWrite.Insert("c", RecordStoreContract.Json("2")),
            new RecordWrite.Replace("a", RecordStoreContract.Json("2"), first[0]!.Value),
            new RecordWrite.Delete("b", first[1])
        );
        Assert.Equal((await store.FindAsync(at, "a", Cancel))!.ETag, done[1]);
        Assert.Null(done[2]);
        _wire.LoseNextReply();
        await CommitAsync(store, at, new RecordWrite.Delete("a"), new RecordWrite.Delete("c", done[0]));
        Assert.Empty(await store.RangeAsync(at, "", null, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_commit_whose_reply_was_lost_and_whose_row_another_overwrote_is_still_recognised()
    {
        var (store, at) = (await RecordsAsync(), new PartitionKey(RecordStoreContract.NewTenant(), "s"));
        await CommitAsync(store, at, new RecordWrite.Insert("before", RecordStoreContract.Json("0")));
        var rival = new TableRecordStore(AzureClients.Tables(await azurite.ConnectionStringAsync()));
        _wire.LoseNextReply();
        _wire.Meanwhile = () => rival.CommitAsync(at, [new RecordWrite.Upsert("a", RecordStoreContract.Json("rival"))], Cancel);
        var etags = await CommitAsync(
            store,
            at,
            new RecordWrite.Insert("a", RecordStoreContract.Json("1")),
            new RecordWrite.Insert("b", RecordStoreContract.Json("1"))
        );
        var stale = await store.CommitAsync(at, [new RecordWrite.Replace("a", RecordStoreContract.Json("2"), etags[0]!.Value)], Cancel);
        Assert.Equal(new CommitResult.Conflict("a", ConflictReason.Changed), stale);
        Assert.IsType<CommitResult.Committed>(
            await store.CommitAsync(at, [new RecordWrite.Replace("b", RecordStoreContract.Json("2"), etags[1]!.Value)], Cancel)
        );
    }

    [Fact]
    public async Task A_rivals_row_is_never_taken_for_our_own_success()
    {
        var (store, at) = (await RecordsAsync(), new PartitionKey(RecordStoreContract.NewTenant(), "s"));
        await CommitAsync(store, at, new RecordWrite.Insert("a", RecordStoreContract.Json("same")));
        Assert.Equal(
            new CommitResult.Conflict("a", ConflictReason.AlreadyExists),
            await store.CommitAsync(at, [new RecordWrite.Insert("a", RecordStoreContract.Json("same"))], Cancel)
        );
    }

    [Fact]
    public async Task A_file_whose_reply_was_lost_is_recognised_as_put_and_as_removed()
    {
        var (drop, at, path) = (await FilesAsync(), new DropContainer($"c-{Guid.NewGuid():N}"), DropPath.Parse("a.csv"));
        await drop.PutAsync(at, DropPath.Parse("first"), new MemoryStream([1]), Cancel);
        _wire.LoseNextReply();
        Assert.True(await drop.PutAsync(at, path, new MemoryStream([1, 2]), Cancel));
        Assert.False(await drop.PutAsync(at, path, new MemoryStream([1, 2]), Cancel));
        _wire.LoseNextReply();
        Assert.True(await drop.DeleteAsync(at, path, Cancel));
        Assert.False(await drop.DeleteAsync(at, path, Cancel));
    }

    [Fact]
    public async Task A_message_whose_deletion_lost_its_reply_is_gone()
    {
        var (queue, name) = (await QueuesAsync(), new QueueName($"q-{Guid.NewGuid():N}"));
        await queue.SendAsync(name, "work", null, Cancel);
        var held = Assert.Single(await queue.ReceiveAsync(name, 1, TimeSpan.FromMinutes(1), Cancel));
        _wire.LoseNextReply();
        Assert.True(await queue.DeleteAsync(name, held, Cancel));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "7", 7)]
    [InlineData(HttpStatusCode.TooManyRequests, null, null)]
    [InlineData(HttpStatusCode.GatewayTimeout, null, null)]
    public async Task A_busy_service_is_a_transient_failure_with_its_own_delay(HttpStatusCode status, string? header, int? seconds)
    {
        // One attempt only: the SDK would wait for as long as Retry-After says.
        _wire.Refusal = () => Reply(status, header);
        foreach (var act in await CallsAsync(retries: 0))
        {
            var kind = Assert.IsType<OutsideFailure.Transient>((await Assert.ThrowsAsync<OutsideFailureException>(act)).Kind);
            Assert.Equal(seconds, kind.RetryAfter?.TotalSeconds);
        }
    }

    [Fact]
    public async Task A_service_that_does_not_know_us_is_a_permanent_failure_and_names_no_secret()
    {
        _wire.Refusal = () => Reply(HttpStatusCode.Forbidden, null);
        foreach (var act in await CallsAsync(3))
        {
            var failure = await Assert.ThrowsAsync<OutsideFailureException>(act);
            Assert.Equal("storage-forbidden", Assert.IsType<OutsideFailure.Permanent>(failure.Kind).Code);
            Assert.DoesNotContain("Eby8vdM02", failure.ToString(), StringComparison.Ordinal);
        }
        Assert.InRange(_wire.Sent, 8, 10);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_a_transient_failure_after_several_tries()
    {
        _wire.Refusal = () => throw new HttpRequestException("No route.");
        foreach (var act in await CallsAsync(2))
            Assert.Equal(
                "storage-unreachable",
                Assert.IsType<OutsideFailure.Transient>((await Assert.ThrowsAsync<OutsideFailureException>(act)).Kind).Code
            );
    }

    public void Dispose() => _wire.Dispose();

    private async Task<Func<Task>[]> CallsAsync(int retries)
    {
        var (records, queue, files) = (await RecordsAsync(retries), await QueuesAsync(retries), await FilesAsync(retries));
        var (at, name, container, path) = (
            new PartitionKey(RecordStoreContract.NewTenant(), "s"),
            new QueueName("some-queue"),
            DropContainer.Kept,
            DropPath.Parse("a")
        );
        return
        [
            () => records.FindAsync(at, "a", Cancel),
            () => records.CommitAsync(at, [new RecordWrite.Delete("a")], Cancel),
            async () => await records.RangeAsync(at, "", null, Cancel).ToListAsync(Cancel),
            () => queue.SendAsync(name, "x", null, Cancel),
            () => queue.ReceiveAsync(name, 1, TimeSpan.FromMinutes(1), Cancel),
            () => files.PutAsync(container, path, new MemoryStream([1]), Cancel),
            () => files.OpenAsync(container, path, Cancel),
            async () => await files.ListAsync(container, "", Cancel).ToListAsync(Cancel),
            () => files.DeleteAsync(container, path, Cancel),
        ];
    }

    private async Task<TableRecordStore> RecordsAsync(int retries = 3) =>
        new(new TableServiceClient(await azurite.ConnectionStringAsync(), AzureClients.Counting(Wired(new TableClientOptions(), retries))));

    private async Task<StorageWorkQueue> QueuesAsync(int retries = 3) =>
        new(new QueueServiceClient(await azurite.ConnectionStringAsync(), Wired(new QueueClientOptions(), retries)));

    private async Task<BlobFileDrop> FilesAsync(int retries = 3) =>
        new(new BlobServiceClient(await azurite.ConnectionStringAsync(), AzureClients.Counting(Wired(new BlobClientOptions(), retries))));

    private T Wired<T>(T options, int retries)
        where T : ClientOptions
    {
        options.Transport = new HttpClientTransport(new HttpClient(_wire, disposeHandler: false));
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    private static async Task<IReadOnlyList<ETag?>> CommitAsync(TableRecordStore store, PartitionKey at, params RecordWrite[] writes) =>
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(at, writes, Cancel)).ETags;

    private static HttpResponseMessage Reply(HttpStatusCode status, string? retryAfter)
    {
        var reply = new HttpResponseMessage(status) { Content = new StringContent("") };
        if (retryAfter is not null)
            reply.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return reply;
    }
}
