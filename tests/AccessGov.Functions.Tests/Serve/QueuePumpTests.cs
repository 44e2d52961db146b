using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccessGov.Functions.Tests.Serve;

public sealed class QueuePumpTests : IDisposable
{
    private static readonly QueueName Name = new("plan-made");
    private static readonly HostRules Rules = new(TimeSpan.FromMinutes(1), 4, 5, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    private readonly TestFolder folder = new();
    private readonly OpenStorage storage;

    public QueuePumpTests() => storage = new StorageChoice.Sqlite(folder.Path).Open(TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_message_that_fails_five_times_lies_in_the_poison_queue_and_nowhere_else()
    {
        var tries = 0;
        await storage.Queue.SendAsync(Name, "bad", null, Ct);
        await PumpAsync(
            Name,
            _ =>
            {
                tries++;
                return false;
            },
            async () => await storage.Queue.PeekCountAsync(Name.Poison, Ct) == 1 && await storage.Queue.PeekCountAsync(Name, Ct) == 0
        );
        Assert.Equal(5, tries);
        Assert.Equal("bad", Assert.Single(await storage.Queue.ReceiveAsync(Name.Poison, 32, TimeSpan.FromMinutes(1), Ct)).Body);
    }

    [Fact]
    public async Task A_message_that_succeeds_at_last_is_gone()
    {
        var tries = 0;
        await storage.Queue.SendAsync(Name, "slow", null, Ct);
        await PumpAsync(Name, _ => ++tries == 3, async () => await storage.Queue.PeekCountAsync(Name, Ct) == 0);
        Assert.Equal((3, 0L), (tries, await storage.Queue.PeekCountAsync(Name.Poison, Ct)));
    }

    [Fact]
    public async Task A_poison_queue_has_no_poison_queue_and_keeps_its_message()
    {
        var tries = 0;
        await storage.Queue.SendAsync(Name.Poison, "bad", null, Ct);
        await PumpAsync(
            Name.Poison,
            _ =>
            {
                tries++;
                return false;
            },
            () => Task.FromResult(tries == 1)
        );
        Assert.Equal(1, await storage.Queue.PeekCountAsync(Name.Poison, Ct));
    }

    private async Task PumpAsync(QueueName name, Func<string, bool> run, Func<Task<bool>> until)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var pump = new QueuePump(
            name,
            storage.Queue,
            (item, _) => Task.FromResult(run(item!)),
            Rules,
            new WorkSignals(),
            TimeProvider.System,
            NullLogger.Instance
        );
        var running = pump.RunAsync(stop.Token);
        await Stage.UntilAsync(until, Ct);
        await stop.CancelAsync();
        await running;
    }
}
