using System.Globalization;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Graph;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Input;
using AccessGov.Benchmarks.Server;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Scale;

/// <summary>
/// What the product asks of its store: for one person's event, for a quiet night, for a 1 April. The product's own flows, one message after
/// the other, counted at its three seams, and beside that what Azurite answered.
/// </summary>
internal static class OperationsBenchmark
{
    private const int Staff = 900,
        Events = 10;

    // Azurite's lines about its answers come through a pipe.
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(1);

    private static readonly string[] Columns =
    [
        "what",
        "function",
        "runs",
        "reads",
        "commits",
        "rows",
        "queue",
        "blobs",
        "requests",
        "a run",
        "Graph",
    ];

    public static async Task RunAsync(Report report, IReadOnlyList<int> towns, CancellationToken ct)
    {
        var rows = new List<object[]>();
        await PersonAsync(rows, ct);
        foreach (var staff in towns)
        {
            var (tally, actions, writes) = await AprilAsync(staff, ct);
            rows.AddRange(
                Lines(
                    string.Create(CultureInfo.InvariantCulture, $"1 April, {staff:N0} staff, {actions:N0} actions, {writes:N0} writes"),
                    tally
                )
            );
        }
        report.Table("Requests to the store", Columns, rows);
    }

    /// <summary>The first of April of a town, from the turn of the day to the verified plan.</summary>
    public static async Task<(StoreTally Tally, int Actions, int Writes)> AprilAsync(int staff, CancellationToken ct)
    {
        var town = new Town(staff);
        var folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            await using var tenant = await TownTenant.StartAsync(town);
            var clock = new TownClock();
            using var storage = new StorageChoice.Sqlite(folder).Open(clock);
            using var entra = TownTenant.Connect(tenant);
            var tally = new StoreTally();
            var workspace = new Workspace(
                Unwatched(town.Policy),
                tally.Of(storage.Records),
                tally.Of(storage.Files),
                tally.Of(storage.Queue),
                entra,
                clock
            );
            await TownStore.FillAsync(workspace, town, ct);
            var loop = new MessageLoop(() => workspace, _ => Task.CompletedTask, tally, tenant.Counters);
            // The first plan under a policy also checks its groups, once.
            await MakePlan.RunAsync(
                workspace,
                new Actor.Trigger("before"),
                new MakePlan.Question(Town.Today, null, new HashSet<SourceId>()),
                null,
                ct
            );
            await loop.DrainAsync(1_000, ct);
            tally.Clear();
            await loop.RunAsync("TurnOfDay", (w, actor) => TurnOfDay.RunAsync(w, actor, ct));
            await loop.DrainAsync(10_000, ct);
            var plans = (await PlanList.NewestAsync(workspace, 5, ct)).Where(p => p.Status == PlanStatus.Applied).ToArray();
            return (tally, plans.Sum(p => p.Actions), (int)tenant.Counters.Writes);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Nothing waits for people: what is counted is what is applied.</summary>
    private static GovernancePolicy Unwatched(GovernancePolicy policy)
    {
        var cap = new Cap(int.MaxValue, 1);
        var caps = new CapSet(cap, cap, cap, cap);
        return policy with
        {
            Limits = policy.Limits with
            {
                Approval = caps,
                Refusal = caps,
                ApprovalFromActions = int.MaxValue,
                ApproveMyNumberGrants = false,
            },
        };
    }

    private static async Task PersonAsync(List<object[]> rows, CancellationToken ct)
    {
        using var azurite = new AzuriteProcess();
        await azurite.StartAsync();
        await using var city = await ServerCity.MakeAsync(azurite.ConnectionString, new TenantOptions { Throttle = false });
        await OneAmongMany.FillAsync(city, Staff, Staff, ct);
        var (installation, tally) = (city.Installation, new StoreTally());
        installation.Workspace = installation.Workspace with
        {
            Records = tally.Of(installation.Workspace.Records),
            Files = tally.Of(installation.Workspace.Files),
            Queue = tally.Of(installation.Workspace.Queue),
        };
        var loop = new MessageLoop(
            () => installation.Workspace,
            actor => installation.RefreshAsync(actor, ct),
            tally,
            city.Tenant.Counters
        );
        await loop.RunAsync("TurnOfDay", (w, actor) => TurnOfDay.RunAsync(w, actor, ct));
        await loop.DrainAsync(1_000, ct);
        for (var night = 1; night <= 3; night++)
        {
            await MeasureAsync(
                night == 1 ? "the first night" : $"a quiet night, {Staff} staff",
                async () =>
                {
                    await loop.RunAsync("TurnOfDay", (w, actor) => TurnOfDay.RunAsync(w, actor, ct));
                    await loop.DrainAsync(1_000, ct);
                    await loop.RunAsync("ReconcileNightly", (w, actor) => ReconcileNightly.RunAsync(w, actor, installation.Log, ct));
                }
            );
        }
        var worker = await LoadFacts.RunAsync(installation.Workspace, new HashSet<SourceId>(), ct);
        for (var leaves = 0; leaves < 2; leaves++)
            await MeasureAsync(
                leaves == 0 ? $"{Events} people moved" : $"{Events} people left at once",
                async () =>
                {
                    for (var i = 1; i <= Events; i++)
                    {
                        var of = worker.Roster.Find(ServerCity.Member(i + (leaves * Events)))!;
                        of =
                            leaves == 0
                                ? of with
                                {
                                    Postings = [.. of.Postings.Select(p => p with { Post = "係長" })],
                                }
                                : of with
                                {
                                    Employments = [.. of.Employments.Select(e => e with { EndsAtOnce = true })],
                                };
                        await loop.RunAsync(
                            "the door",
                            (w, actor) =>
                                TakeStatements.RunAsync(
                                    w,
                                    actor,
                                    [new TakeStatements.Told($"e-{leaves}-{i}", w.Now, new PersonStatement.Employed(of.Home, w.Today, of))],
                                    ct
                                )
                        );
                        await loop.DrainAsync(100, ct);
                    }
                }
            );

        async Task MeasureAsync(string what, Func<Task> work)
        {
            tally.Clear();
            await Task.Delay(Told, ct);
            var before = azurite.Requests - loop.Looks;
            await work();
            await Task.Delay(Told, ct);
            rows.AddRange(Lines(what, tally));
            rows.Add([
                what,
                "(Azurite answered, less looks at empty queues)",
                "",
                "",
                "",
                "",
                "",
                "",
                azurite.Requests - loop.Looks - before,
                "",
                "",
            ]);
        }
    }

    private static IEnumerable<object[]> Lines(string what, StoreTally tally)
    {
        foreach (var (function, calls) in tally.All)
            yield return Line(what, function, tally.Runs[function], calls);
        var all = tally.All.Values.Aggregate(default(StoreTally.Calls), (a, b) => a + b);
        yield return Line(what, "all", tally.Runs.Values.Sum(), all);
    }

    private static object[] Line(string what, string function, int runs, StoreTally.Calls calls) =>
        [
            what,
            function,
            runs,
            calls.Reads,
            calls.Commits,
            calls.Rows,
            calls.Queue,
            calls.Blobs,
            calls.Requests,
            (double)calls.Requests / runs,
            calls.Graph,
        ];
}
