using System.Globalization;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>
/// The crash story: kill -9 anywhere, two replicas, on both stores. The short form runs always, the long one by <c>./scripts/soak
/// crash</c>.
/// </summary>
[TakesLong]
public sealed class CrashTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Servers on Azurite are killed by the long form alone: here it is either with the other.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Killed_a_few_times_anywhere_nothing_is_lost_and_nothing_happens_twice(bool onAzure, bool asWorkers)
    {
        await using var run = await CrashRun.SetAsync(seed: 1, onAzure, asWorkers, TimeSpan.FromSeconds(1.5));
        var counts = await run.RunAsync(kills: 3, perRound: 3, hires: 9, Ct);
        TestContext.Current.TestOutputHelper!.WriteLine(counts.ToString());
        Assert.True(counts.Hits >= 3);
    }

    [Fact]
    public async Task Killed_a_few_times_over_a_real_domain_nothing_is_lost_and_nothing_happens_twice()
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        await using var run = await CrashRun.SetOnDomainAsync(seed: 1, TimeSpan.FromSeconds(1.5), Ct);
        var counts = await run.RunAsync(kills: 2, perRound: 2, hires: 4, Ct);
        TestContext.Current.TestOutputHelper!.WriteLine(counts.ToString());
        Assert.True(counts.Hits >= 2);
    }

    /// <summary>ACCESSGOV_KILLS kills (200 when not set), seeded by ACCESSGOV_SEED (the time when not set).</summary>
    [Theory(Explicit = true)]
    [Trait("kind", "soak")]
    [InlineData(false)]
    [InlineData(true)]
    public Task Killed_hundreds_of_times_anywhere_nothing_is_lost_and_nothing_happens_twice(bool onAzure) => KillAsync(onAzure, false);

    /// <summary>The same with the workers of two Functions hosts.</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "soak")]
    public Task Workers_killed_hundreds_of_times_anywhere_lose_nothing_and_do_nothing_twice() => KillAsync(onAzure: true, asWorkers: true);

    /// <summary>The same with Active Directory, which is Samba's, as the directory.</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "soak")]
    public async Task Servers_over_a_real_domain_killed_hundreds_of_times_lose_nothing_and_do_nothing_twice()
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        await using var run = await CrashRun.SetOnDomainAsync(Seed(), TimeSpan.FromSeconds(6), Ct);
        await KillAsync(run, "SQLite over Samba", "servers");
    }

    private static async Task KillAsync(bool onAzure, bool asWorkers)
    {
        await using var run = await CrashRun.SetAsync(Seed(), onAzure, asWorkers, TimeSpan.FromSeconds(6));
        await KillAsync(run, onAzure ? "Azurite" : "SQLite", asWorkers ? "workers" : "servers");
    }

    private static async Task KillAsync(CrashRun run, string store, string replicas)
    {
        var counts = await run.RunAsync(Number("ACCESSGOV_KILLS", 200), perRound: 10, hires: 4, Ct);
        await Console.Out.WriteLineAsync($"crash story on {store}, 2 {replicas}, seed {run.Seed}\n{counts}");
        foreach (var phase in (string[])["import", "plan", "apply", "verify", "seal"])
            Assert.True(counts.Phases.GetValueOrDefault(phase) > 0, $"No kill during {phase}.");
    }

    private static int Seed() => Number("ACCESSGOV_SEED", (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000));

    private static int Number(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
