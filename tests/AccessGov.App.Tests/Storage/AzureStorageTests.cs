using AccessGov.App.Storage;
using AccessGov.App.Storage.Azure;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Storage;

public sealed class TableRecordStoreTests(Azurite azurite) : RecordStoreContract
{
    protected override int LawShare => 10;

    protected override async Task<IRecordStore> OpenAsync() =>
        new TableRecordStore(AzureClients.Tables(await azurite.ConnectionStringAsync()));

    [Fact]
    public async Task Reading_makes_no_table()
    {
        var tables = AzureClients.Tables(await azurite.ConnectionStringAsync());
        var store = new TableRecordStore(tables, $"t{Guid.NewGuid():N}");
        var at = new PartitionKey(NewTenant(), "s");
        Assert.Null(await store.FindAsync(at, "a", Cancel));
        Assert.Empty(await store.RangeAsync(at, "", null, Cancel).ToListAsync(Cancel));
        Assert.Empty(await store.PartitionsAsync(at.Tenant, "", Cancel).ToListAsync(Cancel));
        Assert.False(await store.ExistsAsync(Cancel));
        await store.CommitAsync(at, [new RecordWrite.Insert("a", Json("1"))], Cancel);
        Assert.True(await store.ExistsAsync(Cancel));
        Assert.Single(await store.RangeAsync(at, "", null, Cancel).ToListAsync(Cancel));
    }
}

public sealed class StorageWorkQueueTests(Azurite azurite) : WorkQueueContract
{
    protected override async Task<IWorkQueue> OpenAsync() =>
        new StorageWorkQueue(AzureClients.Queues(await azurite.ConnectionStringAsync()));

    // The queue's clock is the machine's; a test that hangs here is ended by the runner.
    protected override async Task<IReadOnlyList<QueueMessage>> ReceiveDueAsync(IWorkQueue queue, QueueName name, TimeSpan span)
    {
        for (IReadOnlyList<QueueMessage> due; ; await Task.Delay(span / 10, Cancel))
            if ((due = await queue.ReceiveAsync(name, 32, Minute, Cancel)).Count > 0)
                return due;
    }

    [Fact]
    public async Task A_message_that_somebody_put_there_unencoded_is_delivered_as_it_is()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        var raw = AzureClients.Queues(await azurite.ConnectionStringAsync()).GetQueueClient(name.Value);
        await raw.CreateAsync(cancellationToken: Cancel);
        await raw.SendMessageAsync("not base64!", Cancel);
        Assert.Equal("not base64!", Assert.Single(await queue.ReceiveAsync(name, 1, TimeSpan.FromMinutes(1), Cancel)).Body);
    }

    [Fact]
    public async Task A_body_lies_in_the_queue_as_base64_which_the_host_decodes()
    {
        var (queue, name) = (await OpenAsync(), NewQueue());
        await queue.SendAsync(name, """{"plan":"4f"}""", null, Cancel);
        var raw = await AzureClients.Queues(await azurite.ConnectionStringAsync()).GetQueueClient(name.Value).PeekMessageAsync(Cancel);
        Assert.Equal("eyJwbGFuIjoiNGYifQ==", raw.Value.MessageText);
        Assert.True(raw.Value.ExpiresOn > DateTimeOffset.UtcNow.AddYears(50), "The message would expire.");
    }
}

public sealed class BlobFileDropTests(Azurite azurite) : FileDropContract
{
    protected override async Task<IFileDrop> OpenAsync() => new BlobFileDrop(AzureClients.Blobs(await azurite.ConnectionStringAsync()));
}
