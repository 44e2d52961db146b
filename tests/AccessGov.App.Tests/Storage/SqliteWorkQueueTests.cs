using AccessGov.App.Storage;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.App.Tests.Storage;

public sealed class SqliteWorkQueueTests : WorkQueueContract, IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly SqliteFile _file;

    public SqliteWorkQueueTests() => _file = SqliteFile.Open(_folder.File("state.db"));

    protected override Task<IWorkQueue> OpenAsync() => Task.FromResult<IWorkQueue>(new SqliteWorkQueue(_file, _clock));

    protected override Task<IReadOnlyList<QueueMessage>> ReceiveDueAsync(IWorkQueue queue, QueueName name, TimeSpan span)
    {
        _clock.Advance(span);
        return queue.ReceiveAsync(name, 32, Minute, Cancel);
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }
}
