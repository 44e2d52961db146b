using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>
/// Two replicas (<c>accessgov serve</c>, or workers of two Functions hosts) on one store, killed again and again while personnel files
/// keep arriving. After each round they are left alone until nothing moves, and then everything must be as if nobody had been killed.
/// </summary>
internal sealed class CrashRun : IAsyncDisposable
{
    private readonly TimeSpan patience;
    private readonly Random random;
    private readonly int seed;
    private readonly bool asWorkers;
    private readonly CrashTown town;
    private readonly Stage stage;
    private readonly AzuriteProcess? azurite;
    private readonly CrashDomain? domain;
    private readonly Installation installation;
    private readonly List<Replica> replicas = [];
    private readonly CrashCounts counts = new();

    // A message that failed five times is put aside for people, as it should be; that it waits for them is another story.
    private const int MostKillsOfAFunction = 3;
    private readonly ConcurrentDictionary<string, int> killedThisRound = new(StringComparer.Ordinal);

    private CrashRun(int seed, Stage stage, AzuriteProcess? azurite, CrashDomain? domain, bool asWorkers, TimeSpan patience)
    {
        (this.seed, this.stage, this.azurite, this.domain) = (seed, stage, azurite, domain);
        (this.asWorkers, this.patience) = (asWorkers, patience);
        random = new Random(seed);
        town = new CrashTown(random);
        installation = stage.Open();
        for (var i = 0; i < 2; i++)
        {
            var proxies = azurite?.Ports.ToDictionary(p => p.Key, p => new CountingProxy(p.Value));
            var environment = new Dictionary<string, string>();
            if (proxies is not null)
                environment["ACCESSGOV__storage__connectionString"] = AzuriteProcess.ConnectionStringOn(
                    proxies.Select(p => KeyValuePair.Create(p.Key, p.Value.Port))
                );
            var toDomain = domain?.Way();
            if (toDomain is not null)
                (environment["ACCESSGOV__directory__ldap__server"], environment["ACCESSGOV__directory__ldap__port"]) = (
                    "127.0.0.1",
                    $"{toDomain.Port}"
                );
            replicas.Add(
                new Replica(
                    (told, hear) => asWorkers ? new WorkerProcess(azurite!.ConnectionString, told, hear) : new ServeProcess(told, hear),
                    stage,
                    environment,
                    proxies is null ? [] : [.. proxies.Values],
                    () => toDomain?.Sent ?? stage.Tenant.Counters.HttpRequests
                )
                {
                    ToDomain = toDomain,
                }
            );
        }
    }

    /// <summary>Decides the points and the town.</summary>
    public int Seed => seed;

    private Workspace Workspace => installation.Workspace;

    /// <summary>Sets the stage.</summary>
    /// <param name="seed">Decides the points and the town.</param>
    /// <param name="onAzure">On Azurite; else SQLite.</param>
    /// <param name="asWorkers">Workers of two Functions hosts; else <c>accessgov serve</c>.</param>
    /// <param name="patience">How long a chosen function is waited for before any other is taken.</param>
    public static async Task<CrashRun> SetAsync(int seed, bool onAzure, bool asWorkers, TimeSpan patience)
    {
        AzuriteProcess? azurite = null;
        if (onAzure)
            await (azurite = new AzuriteProcess()).StartAsync();
        return new CrashRun(seed, await Stage.SetAsync(azurite?.ConnectionString, policy: Unbraked), azurite, null, asWorkers, patience);
    }

    /// <summary>The same on SQLite with a real domain as the directory.</summary>
    /// <param name="seed">Decides the points and the town.</param>
    /// <param name="patience">How long a chosen function is waited for before any other is taken.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<CrashRun> SetOnDomainAsync(int seed, TimeSpan patience, CancellationToken ct)
    {
        var domain = await CrashDomain.OpenAsync(ct);
        var stage = await Stage.SetAsync(policy: text => domain.Governing(Unbraked(text)), domain: domain.Section);
        return new CrashRun(seed, stage, null, domain, asWorkers: false, patience);
    }

    /// <summary>Kills so often, and asserts after every round.</summary>
    /// <param name="kills">Kills that hit a phase; those that hit an idle process do not count.</param>
    /// <param name="perRound">Kills between two assertions.</param>
    /// <param name="hires">People hired in a round.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<CrashCounts> RunAsync(int kills, int perRound, int hires, CancellationToken ct)
    {
        foreach (var replica in replicas)
            await replica.StartAsync();
        var proof = new CrashProof(stage, Workspace, town, domain, counts);
        try
        {
            while (counts.Hits < kills)
            {
                counts.Rounds++;
                killedThisRound.Clear();
                town.Live(hires);
                // The first point is chosen before the file is there, so that its import may be hit.
                var killing = KillAsync(ct);
                var file = await Stage.DropAsync(Workspace, town.Extract(Workspace.Today));
                await new WorkMessage(Workspace.Tenant, File: file).SendAsync(Workspace, WorkQueues.HrFileArrived, null, ct);
                for (var n = 1; await killing && n < perRound && counts.Hits < kills; n++)
                    killing = KillAsync(ct);
                await RestAsync(ct);
                await proof.AfterRoundAsync(ct);
            }
            await proof.AtLastAsync(ct);
            return counts;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"Seed {seed}, round {counts.Rounds}, after {counts.Kills} kills: "
                    + $"{e.Message}\n{counts}\n{await proof.StateAsync()}\n{Tail()}",
                e
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas)
            replica.Dispose();
        installation.Dispose();
        await stage.DisposeAsync();
        azurite?.Dispose();
        if (domain is not null)
            await domain.DisposeAsync();
    }

    /// <returns>False when nothing began any more: the round is over.</returns>
    private async Task<bool> KillAsync(CancellationToken ct)
    {
        var point = KillPoint.Any(random, azurite is not null);
        var killed = new TaskCompletionSource<Replica>(TaskCreationOptions.RunContinuationsAsynchronously);
        var claimed = 0;
        foreach (var replica in replicas)
            replica.Began = (who, function) =>
            {
                if (
                    (point.Function is null || point.Function == function)
                    && !IsSpared(function)
                    && Interlocked.Exchange(ref claimed, 1) == 0
                )
                    Arm(point, who, killed, ct);
            };
        if (await Task.WhenAny(killed.Task, Task.Delay(patience, ct)) != killed.Task && Volatile.Read(ref claimed) == 0)
        {
            // The function never began: take any, and when none begins, this round has come to its end.
            point = point with
            {
                Function = null,
            };
            if (await Task.WhenAny(killed.Task, Task.Delay(patience, ct)) != killed.Task && Interlocked.Exchange(ref claimed, 1) == 0)
                return false;
        }
        var victim = await killed.Task.WaitAsync(ct);
        stage.Tenant.Faults.Calm();
        await victim.StartAgainAsync();
        return true;
    }

    private void Arm(KillPoint point, Replica victim, TaskCompletionSource<Replica> killed, CancellationToken ct)
    {
        var once = 0;
        void Kill()
        {
            if (victim.Running().Any(IsSpared))
            {
                _ = Task.Delay(TimeSpan.FromMilliseconds(20), ct)
                    .ContinueWith(_ => Kill(), ct, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
                return;
            }
            if (Interlocked.Exchange(ref once, 1) != 0)
                return;
            foreach (var function in victim.Running())
                killedThisRound.AddOrUpdate(function, 1, (_, n) => n + 1);
            victim.Kill(out var phases);
            counts.Killed(point.Kind, phases);
            killed.SetResult(victim);
        }

        switch (point.Kind)
        {
            case KillPoint.What.Directory when victim.ToDomain is { } domain:
                domain.Arm(point.Count, point.BeforeEffect, Kill);
                break;
            case KillPoint.What.Directory when point.BeforeEffect:
                stage.Tenant.Faults.CutBeforeEffect("*", Kill, point.Count - 1);
                break;
            case KillPoint.What.Directory:
                stage.Tenant.Faults.Before("*", _ => Kill(), point.Count - 1);
                break;
            case KillPoint.What.Storage:
                victim.Proxies[point.Service % victim.Proxies.Count].Arm(point.Count, point.BeforeEffect, Kill);
                break;
        }
        // A time alone, or the bound for an effect that does not come.
        _ = Task.Delay(point.Kind == KillPoint.What.Time ? point.After : KillPoint.Bound, ct)
            .ContinueWith(_ => Kill(), ct, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    private bool IsSpared(string function) => killedThisRound.GetValueOrDefault(function) >= MostKillsOfAFunction;

    private async Task RestAsync(CancellationToken ct)
    {
        foreach (var replica in replicas)
            replica.Began = null;
        // A message of ours told of each file, and five seconds later the poll of a server does too. Its message plans for everybody once
        // more, and what that records would come while the record is held against the store.
        await Stage.UntilAsync(async () => asWorkers || await PolledAsync(ct), ct);
        var quiet = 0;
        await Stage.UntilAsync(
            async () =>
            {
                foreach (var fallen in replicas.Where(r => r.Fallen is not null))
                    Assert.Fail($"Replica {replicas.IndexOf(fallen)} ended by itself: {fallen.Fallen}");
                var left = 0L;
                foreach (var queue in FunctionsMetadata.Read().OfType<FunctionBinding.Queue>())
                    left += await Workspace.Queue.PeekCountAsync(queue.Name, ct);
                quiet = left == 0 ? quiet + 1 : 0;
                return quiet == 3;
            },
            ct
        );
    }

    /// <summary>Every file of the inbox was found by a poll: the note of that is written after the message was sent.</summary>
    private async Task<bool> PolledAsync(CancellationToken ct)
    {
        var files = await Workspace.Files.ListAsync(DropContainer.HrInbox, "", ct).CountAsync(ct);
        var partition = new PartitionKey(Workspace.Tenant, PollInbox.Scope);
        return await Workspace.Records.RangeAsync(partition, "", "~", ct).CountAsync(ct) == files;
    }

    private string Tail() => string.Join("\n", replicas.SelectMany((r, i) => r.Log.TakeLast(150).Select(l => $"{i}: {l}")));

    /// <summary>The brakes are other stories: here nothing waits for people, and every right follows from the posting alone.</summary>
    private static string Unbraked(string policy) =>
        Regex
            .Replace(policy, @"\{ count: \d+, share: [\d.]+ \}", "{ count: 100000, share: 1.00 }")
            // Below it only counts matter: the same people are disabled again and again within one window.
            .Replace("minimum-population: 50", "minimum-population: 100000", StringComparison.Ordinal)
            .Replace("    gates: [training]\n", "", StringComparison.Ordinal)
            .Replace(
                "birthright-rules:\n",
                "birthright-rules:\n  - id: branch\n    grants: [maps]\n    orgs: [\"610200\"]\n    employments: [正規]\n    article: "
                    + "第6(6)\n",
                StringComparison.Ordinal
            );
}
