using System.Diagnostics;
using AccessGov.App.Composition;
using AccessGov.App.Directory;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.Benchmarks.Plan;

/// <summary>The measured plan: the product's own steps from the kept facts and the directory's pages to the verdict.</summary>
internal static class PlanRun
{
    public static async Task<Dictionary<string, double>> RunAsync(string folder, CancellationToken ct)
    {
        using var storage = new StorageChoice.Sqlite(folder).Open(TimeProvider.System);
        var policy = Town.ReadPolicy();
        using var http = new HttpClient(new PageHandler(folder));
        var workspace = new Workspace(policy, storage.Records, storage.Files, storage.Queue, new PageDirectory(http), TimeProvider.System);
        var figures = new Dictionary<string, double>();
        var whole = Stopwatch.StartNew();
        var step = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        void Lap(string name)
        {
            figures[name] = step.Elapsed.TotalSeconds;
            figures[name + "Cpu"] = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            step.Restart();
            cpu = Environment.CpuUsage.TotalTime;
        }

        var (desired, read) = await DesiredAndActual.ReadAsync(
            workspace,
            new MakePlan.Question(Town.Today, null, new HashSet<SourceId>()),
            null,
            ct
        );
        var snapshot = ((DirectoryRead.Complete)read!).Snapshot;
        Lap("read");
        var plan = Reconciler.Plan(desired, snapshot);
        Lap("plan");
        var lists = await ImportList.KnownAnnouncementsAsync(workspace, ct);
        var announced = new Announcement([.. lists.SelectMany(l => l.Moves)]);
        var verdict = Brake.Judge(plan, policy, new Surroundings(Town.Today, announced));
        Lap("judge");
        figures["seconds"] = whole.Elapsed.TotalSeconds;
        figures["workers"] = desired.Facts.Roster.Workers.Count;
        figures["memberships"] = snapshot.MembershipCount;
        figures["actions"] = plan.Actions.Count;
        figures["findings"] = plan.Findings.Count;
        if (verdict is Verdict.Refused refused)
            throw new InvalidOperationException($"The brake refused an announced day: {string.Join("; ", refused.Reasons)}");
        return figures;
    }
}
