using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Tests;
using Azure.Storage.Blobs;

namespace AccessGov.App.Tests.Audit;

/// <summary>What remembers outside the store: of many at once one wins, and what somebody else wrote into it stops everything.</summary>
public sealed class OutsideMemoryTests(Azurite azurite) : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_at_once_one_wins_and_the_others_read_again(bool isBlob)
    {
        var memory = await OfAsync(isBlob);
        Assert.Equal(new Remembered(null, null), await memory.ReadAsync(Ct));
        for (var size = 1; size <= 5; size++)
        {
            var before = await memory.ReadAsync(Ct);
            var next = Enumerable.Range(0, 6).Select(i => Checkpoint(size, $"{size} {i}")).ToArray();
            var won = await Task.WhenAll(next.Select(n => Task.Run(() => memory.ReplaceAsync(before, n, Ct))));
            var winner = Assert.Single(won.Index(), w => w.Item).Index;
            Assert.Equal(next[winner], (await memory.ReadAsync(Ct)).Checkpoint);
            Assert.False(await memory.ReplaceAsync(before, Checkpoint(size + 1, "late"), Ct));
        }
    }

    [Fact]
    public async Task What_is_no_memory_is_refused_and_left_as_it_is()
    {
        var memory = await OfAsync(isBlob: false);
        await File.WriteAllTextAsync(folder.File("memory"), "somebody's notes\n", Ct);
        var refused = await Assert.ThrowsAsync<OutsideFailureException>(() => memory.ReadAsync(Ct));
        Assert.Equal("log-memory-unreadable", Assert.IsType<OutsideFailure.Permanent>(refused.Kind).Code);
        Assert.Equal("somebody's notes\n", await File.ReadAllTextAsync(folder.File("memory"), Ct));
    }

    [Fact]
    public async Task A_container_that_is_missing_is_said()
    {
        var service = new BlobServiceClient(await azurite.ConnectionStringAsync());
        var memory = new BlobMemory(service.GetBlobContainerClient("no-such-container").GetBlobClient("memory"));
        var refused = await Assert.ThrowsAsync<OutsideFailureException>(() => memory.ReadAsync(Ct));
        Assert.Equal("log-memory-missing", refused.Kind.Code);
    }

    public void Dispose() => folder.Dispose();

    private static LogCheckpoint Checkpoint(long size, string what) =>
        new(NoteName.Parse("audit.city.lg.jp/accessgov/1"), new TreeHead(size, Digest.Of(System.Text.Encoding.ASCII.GetBytes(what))));

    private async Task<OutsideMemory> OfAsync(bool isBlob)
    {
        if (!isBlob)
            return new FileMemory(folder.File("memory"));
        var container = new BlobServiceClient(await azurite.ConnectionStringAsync()).GetBlobContainerClient($"m-{Guid.NewGuid():N}");
        await container.CreateAsync(cancellationToken: Ct);
        return new BlobMemory(container.GetBlobClient("memory"));
    }
}
