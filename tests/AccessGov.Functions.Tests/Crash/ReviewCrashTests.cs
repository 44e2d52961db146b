using System.Globalization;
using AccessGov.Core.Policy;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>
/// The crash story of 棚卸し: kill -9 in the midst of every step of a round. The short form runs always, the long one by
/// <c>./scripts/soak crash</c>.
/// </summary>
[TakesLong]
public sealed class ReviewCrashTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_review_killed_at_any_step_decides_every_item_once_and_takes_what_was_decided()
    {
        var run = new ReviewCrashRun(seed: 1);
        await run.RunAsync(kills: 1, ReviewSilence.Remove, Ct);
        TestContext.Current.TestOutputHelper!.WriteLine($"{run}");
        Assert.True(run.Kills >= 2, $"{run}");
    }

    /// <summary>ACCESSGOV_KILLS kills (200 when not set), seeded by ACCESSGOV_SEED (the time when not set).</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "soak")]
    public async Task Reviews_killed_hundreds_of_times_decide_every_item_once_and_take_what_was_decided()
    {
        var seed = Number("ACCESSGOV_SEED", (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000));
        var run = new ReviewCrashRun(seed);
        for (var n = 0; run.Kills < Number("ACCESSGOV_KILLS", 200); n++)
            await run.RunAsync(kills: 4, (ReviewSilence)(n % Enum.GetValues<ReviewSilence>().Length), Ct);
        await Console.Out.WriteLineAsync($"crash story of reviews on SQLite, seed {seed}\n{run}");
    }

    private static int Number(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
