using AccessGov.App.Applying;
using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Settings;
using AccessGov.App.Work;

namespace AccessGov.Benchmarks.Scale;

/// <summary>
/// One municipality's 1 April as waits: requests to the shared account, requests to its own directory under the product's quota, the lease,
/// the two lanes. What is decided and computed takes no time and is not modelled.
/// </summary>
internal sealed class AprilTenant(int number, int staff, AprilSettings settings, SharedAccount account, AprilHost host, TimeProvider clock)
{
    private readonly GraphQuota quota = Quota(staff, settings, clock);
    private readonly string plan = $"{number}|plan",
        rows = $"{number}|others",
        log = $"{number}|log";
    private readonly List<Task> seals = [];
    private bool isHeld;
    private int wanted;

    /// <summary>From the turn of its day until everybody's plan was read back.</summary>
    public TimeSpan Done { get; private set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset DoneAt { get; private set; }

    /// <summary>From the door to the closed account, of each who had to leave at once.</summary>
    public List<TimeSpan> Leavers { get; } = [];

    /// <summary>Everything of the day.</summary>
    public async Task RunAsync()
    {
        var random = new Random((settings.Seed * 1_000_003) + number);
        var leavers = Enumerable
            .Range(0, Math.Max(1, staff / settings.LeaverAmong))
            .Select(_ => LeaveAsync(TimeSpan.FromSeconds(random.NextDouble() * 60)))
            .ToArray();
        if (settings.SpreadOver is { } spread)
            await Task.Delay(spread * random.NextDouble(), clock);
        var start = clock.GetUtcNow();
        await MessageAsync("turn-of-day", TurnOfDayAsync);
        await MessageAsync("plan-made", () => ReadAsync(AprilCosts.PlanMade));
        await ApplyAsync();
        await MessageAsync("verify-plan", VerifyAsync);
        DoneAt = clock.GetUtcNow();
        Done = DoneAt - start;
        await Task.WhenAll(leavers);
        while (seals.Find(s => !s.IsCompleted) is { } open)
            await open;
    }

    /// <summary>Requests to change the directory and the actions they hold, phase after phase.</summary>
    private IEnumerable<(int Actions, int Requests)> Slices()
    {
        var movers = settings.Movers * staff;
        foreach (var each in new[] { AprilCosts.Removals, AprilCosts.Changes })
        {
            var left = (int)Math.Round(movers * each);
            for (; left > 0; left -= BeginChunk.EnoughAtOnce)
                yield return (Math.Min(left, BeginChunk.EnoughAtOnce), Math.Min(left, BeginChunk.EnoughAtOnce));
        }
        var additions = (int)Math.Round(movers * AprilCosts.Additions);
        var requests = Math.Min(additions, AprilCosts.AdditionsBegun + (additions / AprilCosts.AdditionsEach));
        // A slice ends with its batch: additions are many in few requests.
        var full = BatchEnvelope.Most * Math.Max(1, BeginChunk.EnoughAtOnce * requests / Math.Max(1, additions) / BatchEnvelope.Most + 1);
        for (var at = 0; at < requests; at += full)
        {
            var now = Math.Min(full, requests - at);
            yield return ((additions * (at + now) / requests) - (additions * at / requests), now);
        }
    }

    private async Task TurnOfDayAsync()
    {
        await CaptureAsync();
        await ReadAsync(AprilCosts.TurnOfDay);
        Seal(2);
    }

    private async Task VerifyAsync()
    {
        await CaptureAsync();
        await ReadAsync(AprilCosts.Verify);
        Seal(1);
    }

    /// <summary>A reading of everything is as long as its longest list.</summary>
    private async Task CaptureAsync()
    {
        var pages = Pages(staff);
        var others = AprilCosts.Groups - 1 + pages;
        var rounds = Math.Max(pages, (others + GroupsAtATime - 1) / GroupsAtATime);
        for (var round = 0; round < rounds; round++)
            await FarAsync(1 + (DirectoryCapture.UnitsOfMembers * others / rounds), 0);
    }

    private async Task ApplyAsync()
    {
        foreach (var (actions, requests) in Slices())
        {
            var left = requests;
            for (var isBegun = false; left > 0; isBegun = true)
            {
                TimeSpan? putBack = null;
                await MessageAsync(
                    "apply-chunk",
                    async () =>
                    {
                        if (wanted > 0 || isHeld)
                        {
                            await ReadAsync(3);
                            putBack = ApplyChunk.Wait;
                            return;
                        }
                        isHeld = true;
                        await ReadAsync(AprilCosts.Chunk);
                        if (!isBegun)
                            await CommitAsync(actions, BeginChunk.IntentsAtOnce);
                        await FarAsync(Parts(actions, AccountQueries.MostIds), 0);
                        var before = left;
                        (left, putBack) = await ChangeAsync(left, ApplyChunk.PatienceFor);
                        await CommitAsync(actions * (before - left) / requests, EndChunk.OutcomesAtOnce);
                        isHeld = false;
                    }
                );
                if (putBack is { } wait)
                    await Task.Delay(wait, clock);
            }
        }
    }

    /// <summary>Sends batches as the product's sender does: it waits for the quota as long as it has patience.</summary>
    /// <returns>What is left, and how long it is to be put off for.</returns>
    private async Task<(int Left, TimeSpan? PutOff)> ChangeAsync(int requests, TimeSpan patience)
    {
        var until = clock.GetUtcNow() + patience;
        while (requests > 0)
        {
            var batch = Math.Min(requests, BatchEnvelope.Most);
            if (quota.Take(batch, batch) is { Ticks: > 0 } wait)
            {
                if (clock.GetUtcNow() + wait > until)
                    return (requests, wait);
                await Task.Delay(wait, clock);
                continue;
            }
            await Task.Delay(settings.RoundTrip, clock);
            requests -= batch;
        }
        return (0, null);
    }

    private async Task LeaveAsync(TimeSpan at)
    {
        await Task.Delay(at, clock);
        var start = clock.GetUtcNow();
        await ReadAsync(AprilCosts.Door);
        await MessageAsync(
            "hr-changed",
            async () =>
            {
                for (var trip = 0; trip < AprilCosts.Vicinity; trip++)
                    await FarAsync(1, 0);
                await ReadAsync(AprilCosts.HrChanged);
                Seal(2);
            }
        );
        await MessageAsync("plan-made", () => ReadAsync(AprilCosts.PlanMade));
        await MessageAsync(
            "apply-urgent",
            async () =>
            {
                await account.CommitAsync(rows, 1);
                wanted++;
                await ReadAsync(1);
                while (isHeld)
                {
                    await Task.Delay(ApplyUrgent.LookEvery, clock);
                    await ReadAsync(1);
                }
                isHeld = true;
                await ReadAsync(AprilCosts.ApplyUrgent / 2);
                for (var trip = 0; trip < AprilCosts.UrgentTrips; trip++)
                    if (trip % 2 == 0)
                        await FarAsync(1, 0);
                    else
                        await ChangeAsync(1, ApplyUrgent.PatienceFor);
                Leavers.Add(clock.GetUtcNow() - start);
                await ReadAsync(AprilCosts.ApplyUrgent / 2);
                isHeld = false;
                wanted--;
                Seal(3);
            }
        );
        await MessageAsync(
            "verify-plan",
            async () =>
            {
                for (var trip = 0; trip < AprilCosts.Vicinity; trip++)
                    await FarAsync(1, 0);
                await ReadAsync(AprilCosts.VerifyOne);
            }
        );
    }

    private async Task ReadAsync(int requests)
    {
        for (var i = 0; i < requests; i++)
            await account.ReadAsync(rows);
    }

    /// <summary>Intents or outcomes: so many facts, so many at once.</summary>
    private async Task CommitAsync(int facts, int atOnce)
    {
        for (var left = facts; left > 0; left -= atOnce)
        {
            for (var i = 2; i < AprilCosts.Commit; i++)
                await account.ReadAsync(plan);
            await account.CommitAsync(plan, Math.Min(left, atOnce) + 2);
            Seal(Math.Min(left, atOnce));
            await account.MessageAsync(host.Queue(number, "seal-audit"));
        }
    }

    /// <summary>A message to seal so many facts; nobody waits for it.</summary>
    private void Seal(int facts) =>
        seals.Add(
            host.RunAsync(
                number,
                "seal-audit",
                async () =>
                {
                    var requests = (int)Math.Round(AprilCosts.Seal + (AprilCosts.SealedFact * facts));
                    for (var i = 1; i < requests; i++)
                        await account.ReadAsync(log);
                    await account.MessageAsync(host.Queue(number, "seal-audit"));
                }
            )
        );

    /// <summary>A message that is put, taken when its turn comes, and ended.</summary>
    private async Task MessageAsync(string function, Func<Task> work)
    {
        var queue = host.Queue(number, function);
        await account.MessageAsync(queue);
        await host.RunAsync(
            number,
            function,
            async () =>
            {
                await account.MessageAsync(queue);
                await work();
            }
        );
    }

    /// <summary>A request to the directory, as soon as the quota lets it.</summary>
    private async Task FarAsync(int units, int writes)
    {
        while (quota.Take(units, writes) is { Ticks: > 0 } wait)
            await Task.Delay(wait, clock);
        await Task.Delay(settings.RoundTrip, clock);
    }

    private static int GroupsAtATime { get; } = new DirectorySettings().GroupsAtATime;

    private static int Pages(int items) => Parts(items, GraphLists.PageSize);

    private static int Parts(int items, int each) => Math.Max(1, (items + each - 1) / each);

    private static GraphQuota Quota(int staff, AprilSettings settings, TimeProvider clock)
    {
        var directory = new DirectorySettings();
        var quota = new GraphQuota(directory, clock);
        quota.AccountsSeen(staff);
        if (settings.IsBurstSpent)
            quota.Take(0, directory.WritesPer150Seconds);
        return quota;
    }
}
