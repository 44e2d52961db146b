using System.Diagnostics;
using AccessGov.App.Applying;
using AccessGov.App.Approving;
using AccessGov.App.Composition;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Graph;

/// <summary>One day through the product's own flows over a real store: plan, approve, apply, verify.</summary>
internal static class TownDay
{
    /// <summary>What one step cost the tenant and the clock.</summary>
    public sealed record Cost(
        long Requests,
        long Counted,
        long Writes,
        double Seconds,
        double DirectorySeconds,
        double StoreSeconds,
        int Commits
    );

    public sealed record Result(
        Core.Planning.Plan Plan,
        IReadOnlyList<int> Members,
        Cost Capture,
        Cost Apply,
        Cost Verify,
        int Chunks,
        IReadOnlyDictionary<string, int> Outcomes,
        int Remaining
    );

    public static async Task<Result> RunAsync(Town town, TenantEmulator tenant, string folder, CancellationToken ct)
    {
        var clock = new TownClock();
        using var storage = new StorageChoice.Sqlite(folder).Open(clock);
        using var entra = TownTenant.Connect(tenant);
        var directory = new TimedDirectory(entra);
        var records = new TimedStore(storage.Records);
        var workspace = new Workspace(town.Policy, records, storage.Files, storage.Queue, directory, clock)
        {
            Operators = town.Operators(),
        };
        await TownStore.FillAsync(workspace, town, ct);
        var author = new Actor.Employee(new EmployeeId("author"));
        var question = new MakePlan.Question(Town.Today, null, new HashSet<SourceId>());
        // The first plan under a policy also checks its groups, once; what is measured is an ordinary day.
        await MakePlan.RunAsync(workspace, author, question, null, ct);

        var made = (MakePlanResult.Made)Keep(
            await MeasureAsync(() => MakePlan.RunAsync(workspace, author, question, null, ct)),
            out var capture
        );
        var members = MakePlan.Governed(town.Policy).Select(e => tenant.Directory.FindGroup(e.GroupId.ToString())!.MemberCount).ToArray();
        await ApproveAsync(workspace, town.Officer(), made.Plan.Id, ct);
        var chunks = 0;
        var done = (ApplyChunk.Result.Done)Keep(await MeasureAsync(ApplyAllAsync), out var apply);
        var verified = (VerifyPlan.Result.Verified)Keep(
            await MeasureAsync(() => VerifyPlan.RunAsync(workspace, author, question, null, ct)),
            out var verify
        );
        return new Result(made.Plan, members, capture, apply, verify, chunks, done.State.Outcomes, verified.Remaining.Count);

        async Task<ApplyChunk.Result> ApplyAllAsync()
        {
            while (true)
            {
                chunks++;
                var result = await ApplyChunk.RunAsync(workspace, author, made.Plan.Id, ct);
                if (result is not ApplyChunk.Result.More)
                    return result;
            }
        }

        async Task<(T, Cost)> MeasureAsync<T>(Func<Task<T>> step)
        {
            tenant.Counters.Reset();
            var (before, stored, commits, watch) = (directory.Spent, records.Spent, records.Commits, Stopwatch.StartNew());
            var result = await step();
            var c = tenant.Counters;
            return (
                result,
                new Cost(
                    c.HttpRequests,
                    c.ByMethod.Values.Sum(),
                    c.Writes,
                    watch.Elapsed.TotalSeconds,
                    (directory.Spent - before).TotalSeconds,
                    (records.Spent - stored).TotalSeconds,
                    records.Commits - commits
                )
            );
        }
    }

    /// <summary>Agrees to a plan; one that needs nobody is as good.</summary>
    public static async Task ApproveAsync(Workspace workspace, EmployeeId approver, Core.Planning.PlanId plan, CancellationToken ct)
    {
        var result = await ApprovePlan.RunAsync(workspace, approver, plan, ct);
        if (result is not (ApproveResult.Approved or ApproveResult.NotNeeded))
            throw new InvalidOperationException($"The plan was not approved: {result}");
    }

    private static T Keep<T>((T Result, Cost Cost) measured, out Cost cost)
    {
        cost = measured.Cost;
        return measured.Result;
    }
}
