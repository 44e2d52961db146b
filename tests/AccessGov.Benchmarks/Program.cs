using System.CommandLine;
using AccessGov.Benchmarks.ColdStart;
using AccessGov.Benchmarks.Graph;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Import;
using AccessGov.Benchmarks.Log;
using AccessGov.Benchmarks.Pages;
using AccessGov.Benchmarks.Plan;
using AccessGov.Benchmarks.Reviews;
using AccessGov.Benchmarks.Scim;
using AccessGov.Benchmarks.Server;
using AccessGov.Benchmarks.Store;
using AccessGov.Benchmarks.WebAuthn;
using AccessGov.Benchmarks.Writes;

string[] names =
[
    "plan",
    "graph",
    "capture",
    "writes",
    "event",
    "among",
    "idle",
    "urgent",
    "import",
    "store",
    "scim",
    "cold",
    "webauthn",
    "enrol",
    "pages",
    "reviews",
    "log",
    "all",
];
var what = new Argument<string>("what") { Description = string.Join(", ", names), DefaultValueFactory = _ => "all" };
what.AcceptOnlyFromAmong(names);
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
