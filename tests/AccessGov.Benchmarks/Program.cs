using System.CommandLine;
using AccessGov.Benchmarks.ColdStart;
using AccessGov.Benchmarks.Graph;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Import;
using AccessGov.Benchmarks.Log;
using AccessGov.Benchmarks.Pages;
using AccessGov.Benchmarks.Plan;
using AccessGov.Benchmarks.Reviews;
using AccessGov.Benchmarks.Scale;
using AccessGov.Benchmarks.Scim;
using AccessGov.Benchmarks.Server;
using AccessGov.Benchmarks.Store;
using AccessGov.Benchmarks.WebAuthn;
using AccessGov.Benchmarks.Writes;
using AccessGov.Benchmarks.Year;

string[] names =
[
    "plan",
    "graph",
    "capture",
    "active-directory",
    "writes",
    "event",
    "among",
    "idle",
    "year",
    "urgent",
    "import",
    "store",
    "scim",
    "cold",
    "start",
    "webauthn",
    "enrol",
    "pages",
    "reviews",
    "log",
    "operations",
    "april",
    "all",
];
var what = new Argument<string>("what") { Description = string.Join(", ", names), DefaultValueFactory = _ => "all" };
what.AcceptOnlyFromAmong(names);
var staff = new Option<int[]>("--staff")
{
    Description = "Sizes to measure instead of the usual ones.",
    AllowMultipleArgumentsPerToken = true,
};
var repeat = new Option<int>("--repeat") { Description = "Runs of each configuration; the median counts.", DefaultValueFactory = _ => 3 };
var nights = new Option<int>("--nights") { Description = "Nights of the simulated year.", DefaultValueFactory = _ => 365 };
var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };

// A configuration whose memory is measured runs in a process of its own: this program again.
var child = new Command("child") { Hidden = true };
var task = new Argument<string>("task");
var folder = new Option<string>("--folder") { Required = true };
var size = new Option<int>("--size");
child.Add(task);
child.Add(folder);
child.Add(size);
child.SetAction(
    (parsed, ct) =>
        parsed.GetValue(task)!.StartsWith(ReviewsBenchmark.Prefix, StringComparison.Ordinal)
            ? ReviewsBenchmark.RunChildAsync(parsed.GetValue(task)!, parsed.GetValue(folder)!, ct)
        : parsed.GetValue(task)!.StartsWith(LogBenchmark.Prefix, StringComparison.Ordinal)
            ? LogBenchmark.RunChildAsync(parsed.GetValue(task)!, parsed.GetValue(folder)!, parsed.GetValue(size), ct)
        : parsed.GetValue(task)!.StartsWith(ImportBenchmark.Prefix, StringComparison.Ordinal)
            ? ImportBenchmark.RunChildAsync(parsed.GetValue(task)!, parsed.GetValue(folder)!, parsed.GetValue(size), ct)
        : PlanBenchmark.RunChildAsync(parsed.GetValue(task)!, parsed.GetValue(folder)!, parsed.GetValue(size), ct)
);

var root = new RootCommand("Measures AccessGov: time, memory and requests, each beside its floor, in one run on one machine.")
{
    what,
    staff,
    repeat,
    nights,
    json,
    child,
};
root.SetAction(
    async (parsed, ct) =>
    {
        var report = new Report(Console.Out);
        var sizes = parsed.GetValue(staff) ?? [];
        var held = true;
        if (parsed.GetValue(what) is "plan" or "all")
            held &= await PlanBenchmark.RunAsync(report, sizes is [] ? [10_000, 100_000, 1_000_000] : sizes, parsed.GetValue(repeat), ct);
        if (parsed.GetValue(what) is "graph" or "all")
            held &= await GraphBenchmark.RunAsync(report, sizes is [] ? [1_000, 10_000] : sizes, ct);
        if (parsed.GetValue(what) is "capture" or "all")
            held &= CaptureBenchmark.Run(report, sizes is [] ? [1_000, 10_000, 100_000, 300_000] : sizes);
        // Needs Samba and root: not with all.
        if (parsed.GetValue(what) is "active-directory")
            held &= await DomainBenchmark.RunAsync(report, sizes is [] ? [20_000] : sizes, parsed.GetValue(repeat), ct);
        if (parsed.GetValue(what) is "writes" or "all")
            held &= await WritesBenchmark.RunAsync(report, sizes is [var wanted, ..] ? wanted : 50_000, ct);
        if (parsed.GetValue(what) is "year" or "all")
            held &= await YearBenchmark.RunAsync(report, sizes is [var thirty, ..] ? thirty : 30_000, parsed.GetValue(nights), ct);
        if (parsed.GetValue(what) is "idle" or "all")
            held &= await IdleBenchmark.RunAsync(report, ct);
        if (parsed.GetValue(what) is "event" or "all")
            held &= await EventBenchmark.RunAsync(report, ct);
        if (parsed.GetValue(what) is "among" or "all")
            held &= await OneAmongMany.RunAsync(report, sizes is [] ? [900, 300_000, 1_000_000] : sizes, ct);
        if (parsed.GetValue(what) is "urgent" or "all")
            held &= await UrgentBenchmark.RunAsync(report, ct);
        if (parsed.GetValue(what) is "cold" or "all")
            held &= await ColdStartBenchmark.RunAsync(report, 11, ct);
        if (parsed.GetValue(what) is "start" or "all")
            held &= await StartBenchmark.RunAsync(report, 9, ct);
        if (parsed.GetValue(what) is "webauthn" or "all")
            held &= await WebAuthnBenchmark.RunAsync(report, ct);
        if (parsed.GetValue(what) is "reviews" or "all")
            held &= await ReviewsBenchmark.RunAsync(report, ct);
        if (parsed.GetValue(what) is "log" or "all")
            held &= await LogBenchmark.RunAsync(report, sizes is [var lines, ..] ? lines : 1_000_000, ct);
        if (parsed.GetValue(what) is "operations" or "all")
            await OperationsBenchmark.RunAsync(report, sizes is [] ? [1_000, 10_000] : sizes, ct);
        if (parsed.GetValue(what) is "april" or "all")
            held &= await AprilBenchmark.RunAsync(report, sizes is [var tenants, ..] ? tenants : 300, ct);
        if (parsed.GetValue(what) is "store" or "all")
            await StoreBenchmark.RunAsync(report, ct);
        if (parsed.GetValue(what) is "scim" or "all")
            held &= await ScimBenchmark.RunAsync(report, sizes is [var everybody, ..] ? everybody : 300_000, ct);
        if (parsed.GetValue(what) is "import" or "all")
            held &= await ImportBenchmark.RunAsync(report, sizes is [var large, ..] ? large : 1_000_000, parsed.GetValue(repeat), ct);
        // Last: the demo, whose city they use, sets variables of this process.
        if (parsed.GetValue(what) is "enrol" or "all")
            held &= await EnrolBenchmark.RunAsync(report, sizes is [var few, ..] ? few : 900, ct);
        if (parsed.GetValue(what) is "pages" or "all")
            held &= await PagesBenchmark.RunAsync(report, sizes is [var people, ..] ? people : 10_000, ct);
        if (parsed.GetValue(json) is { } file)
            await report.SaveAsync(file, ct);
        return held ? 0 : 1;
    }
);
return await root.Parse(args).InvokeAsync();
