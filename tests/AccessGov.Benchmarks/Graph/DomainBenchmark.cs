using System.Diagnostics;
using AccessGov.App.Directory;
using AccessGov.Benchmarks.Harness;
using AccessGov.Core.Applying;
using AccessGov.Core.Policy;
using AccessGov.Tests;

namespace AccessGov.Benchmarks.Graph;

/// <summary>
/// Active Directory (Samba's): a reading of everything beside a bare search for the same attributes, and a day with 5 % movers beside a
/// script that calls <c>ldapsearch</c> and <c>ldapmodify</c> once for each.
/// </summary>
internal static class DomainBenchmark
{
    // The promise.
    private const double Limit = 1.3;
    private const int DayOf = 1000;

    public static async Task<bool> RunAsync(Report report, IReadOnlyList<int> sizes, int repeat, CancellationToken ct)
    {
        var samba = await SambaDomain.GetAsync();
        List<object[]> rows = [];
        var held = true;
        var day = await DayAsync(samba, ct);
        foreach (var size in sizes.Order())
        {
            using var city = await DomainCity.MakeAsync(samba, $"c{size}", size, ct);
            List<double> bare = [],
                users = [],
                whole = [];
            for (var run = 0; run <= repeat; run++)
            {
                var once = (await TimeAsync(() => city.BareAsync(ct)), await TimeAsync(() => ReadAsync(city, [], size, ct)));
                var all = await TimeAsync(() => ReadAsync(city, city.Rights, size, ct));
                // The first warms up both.
                if (run == 0)
                    continue;
                bare.Add(once.Item1);
                users.Add(once.Item2);
                whole.Add(all);
            }
            var (floor, accounts, everything) = (bare.Min(), users.Min(), whole.Min());
            rows.Add([size, floor, accounts, accounts / floor, everything, everything / floor]);
            held &= report.Promise($"{size:#,0} users: a reading of them, times a bare paged search", accounts / floor, Limit);
            held &= report.Promise($"{size:#,0} users and 20 groups: a reading, times a bare search of users", everything / floor, Limit);
        }
        report.Table(
            "A reading of everything over LDAPS",
            ["users", "bare search s", "accounts s", "accounts, times", "with 20 groups s", "with groups, times"],
            rows
        );
        report.Table("A day with 5 % movers for 1,000 users", ["who", "requests", "seconds", "processes"], [.. day]);
        return held;
    }

    private static async Task<IReadOnlyList<object[]>> DayAsync(SambaDomain samba, CancellationToken ct)
    {
        using var city = await DomainCity.MakeAsync(samba, "day", DayOf, ct);
        var (asked, watch) = (city.Directory.Asked, Stopwatch.StartNew());
        await ReadAsync(city, city.Rights, DayOf, ct);
        // A phase of a plan is a call: what gives, what takes, what changes.
        foreach (var phase in city.Movers(ours: true).GroupBy(a => a.GetType()))
            foreach (var outcome in await city.Directory.ApplyAsync([.. phase], ct))
                if (outcome.Outcome is not ActionOutcome.Applied)
                    throw new InvalidOperationException($"{outcome.Outcome}");
        await ReadAsync(city, city.Rights, DayOf, ct);
        object[] ours = ["ours, with reading again", city.Directory.Asked - asked, watch.Elapsed.TotalSeconds, 0];
        watch.Restart();
        var processes = await DomainScript.RunAsync(samba, city, ct);
        // Each binds, asks once and unbinds.
        object[] script = ["a script, a call for each", 2 * processes, watch.Elapsed.TotalSeconds, processes];
        return [ours, script, ["script, times ours", (double)(2 * processes) / (long)ours[1], (double)script[2] / (double)ours[2], 0]];
    }

    private static async Task ReadAsync(DomainCity city, IReadOnlyList<Entitlement> governed, int size, CancellationToken ct)
    {
        if (
            await city.Directory.CaptureAsync(governed, null, ct) is not DirectoryRead.Complete(var snapshot)
            || snapshot.Accounts.Count != size
        )
            throw new InvalidOperationException("Not everything was read.");
    }

    private static async Task<double> TimeAsync(Func<Task> what)
    {
        var watch = Stopwatch.StartNew();
        await what();
        return watch.Elapsed.TotalSeconds;
    }
}
