using System.Globalization;
using AccessGov.App.Audit.Log;
using AccessGov.App.Incidents;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Tests.Stories;
using AccessGov.Sandbox.Verbs;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>
/// kill -9 between sealing, memory, signature, witness and answer. The short form runs always, the long one by <c>./scripts/soak crash</c>.
/// </summary>
[TakesLong]
public sealed class LogCrashTests
{
    private static readonly string Sandbox = Path.Combine(AppContext.BaseDirectory, "AccessGov.Sandbox");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_log_whose_signer_is_killed_never_contradicts_itself() => RunAsync(seed: 1, kills: 10);

    /// <summary>ACCESSGOV_KILLS kills (200 when not set), seeded by ACCESSGOV_SEED (the time when not set).</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "soak")]
    public Task A_log_whose_signer_is_killed_hundreds_of_times_never_contradicts_itself() => RunAsync(AnySeed, ManyKills);

    [Fact]
    public Task A_witness_that_is_killed_over_its_answer_never_contradicts_itself() => WitnessAsync(seed: 1, kills: 6);

    /// <summary>As many kills as of the signer.</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "soak")]
    public Task A_witness_that_is_killed_over_its_answer_hundreds_of_times_never_contradicts_itself() => WitnessAsync(AnySeed, ManyKills);

    /// <summary>The request is carried as a file; whoever answers it is killed between reading, keeping and answering.</summary>
    private static async Task WitnessAsync(int seed, int kills)
    {
        var random = new Random(seed);
        await using var village = await VillageStory.SettledAsync();
        await using var neighbour = await Witnessing.OfAsync(village, byFile: true);
        var killed = 0;
        while (killed < kills)
        {
            (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
            (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
            var request = Path.Combine(neighbour.Exchange, "request");
            if (!File.Exists(request))
                continue;
            using var answers = Start(
                village,
                $"witness answer {request} --folder {neighbour.Folder} --out {Path.Combine(neighbour.Exchange, "reply")}"
            );
            await Stage.UntilAsync(() => Task.FromResult(answers.HasExited || HasBegun(answers)), Ct);
            await Task.Delay(random.Next(400), Ct);
            if (answers.HasExited)
                continue;
            await answers.KillAsync();
            killed++;
            // Every second time it is answered again, as a neighbour would.
            if (random.Next(2) == 0)
                await AnsweredAsync(village, neighbour);
        }
        await AnsweredAsync(village, neighbour);
        (await village.RunAsync($"audit verify --policy {neighbour.PolicyFile}")).Ended(ExitCodes.Done).Says("検証済み");
        await ProveAsync(village, neighbour, seed, killed);
    }

    /// <summary>Killed after it kept and before it answered, it knows more than the request: it says so, and the next one fits.</summary>
    private static async Task AnsweredAsync(VillageStory village, Witnessing neighbour)
    {
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        var answer = File.Exists(Path.Combine(neighbour.Exchange, "request")) ? await neighbour.AnswerAsync() : null;
        if (answer?.ExitCode == ExitCodes.TryAgain)
        {
            (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
            (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
            answer = await neighbour.AnswerAsync();
        }
        answer?.Ended(ExitCodes.Done);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
    }

    private static async Task RunAsync(int seed, int kills)
    {
        var random = new Random(seed);
        await using var village = await VillageStory.SettledAsync();
        await using var neighbour = await Witnessing.OfAsync(village);
        var killed = 0;
        while (killed < kills)
        {
            using var first = Start(village);
            // Every third time another one does the same at once, and lives.
            using var second = random.Next(3) == 0 ? Start(village) : null;
            await Stage.UntilAsync(() => Task.FromResult(first.HasExited || HasBegun(first)), Ct);
            await Task.Delay(random.Next(900), Ct);
            if (!first.HasExited)
            {
                await first.KillAsync();
                killed++;
            }
            if (second is not null)
                Assert.True(await second.EndAsync(Ct) == ExitCodes.Done, $"seed {seed}: {second.Text}");
        }
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit verify --policy {neighbour.PolicyFile}")).Ended(ExitCodes.Done).Says("検証済み");
        await ProveAsync(village, neighbour, seed, killed);
    }

    /// <summary>Whatever was ever signed, cosigned or remembered lies in the one tree that is there now.</summary>
    private static async Task ProveAsync(VillageStory village, Witnessing neighbour, int seed, int killed)
    {
        using var installation = village.Open();
        var workspace = installation.Workspace;
        Assert.DoesNotContain(await IncidentLog.ListAsync(workspace, Ct), i => i.Code.StartsWith("record-", StringComparison.Ordinal));
        var grown = await LogLeaves.GrownAsync(workspace, Ct);
        var (leaves, _) = await LogLeaves.AnewAsync(workspace, grown!.Size, Ct);
        var signed = await SignLog.EveryAsync(workspace, Ct).Select(n => n.Checkpoint).ToListAsync(Ct);
        var accepted = Directory
            .EnumerateFiles(neighbour.Folder, "accepted-*", SearchOption.AllDirectories)
            // One that was killed while it wrote has answered nobody: what is half written has not its name yet.
            .Where(file => !file.EndsWith(".part", StringComparison.Ordinal))
            .Select(file => LogCheckpoint.TryParse(File.ReadAllBytes(file), out _, out var cosigned, out var flaw) ? cosigned : null)
            .ToArray();
        var remembered = (await new FileMemory(Path.Combine(village.Root, "log-memory")).ReadAsync(Ct)).Checkpoint;
        Assert.NotEmpty(accepted);
        Assert.All(
            [.. signed, .. accepted, remembered],
            checkpoint => Assert.Equal(checkpoint!.Tree, new TreeHead(checkpoint.Tree.Size, leaves.Root(checkpoint.Tree.Size)))
        );
        // Nothing was lost and nothing sealed twice.
        var folder = Path.Combine(village.Root, "killed-export");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        var facts = await CrashProof.SealedOnceAsync(workspace, folder, village.Clock.GetUtcNow(), Ct);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"seed {seed}: kill -9 {killed}, facts sealed once {facts}, checkpoints {signed.Count}, cosigned {accepted.Length}"
        );
    }

    private static bool HasBegun(RunningProgram program) => program.Lines.Any(l => l.StartsWith(AtVerb.Begins, StringComparison.Ordinal));

    private static RunningProgram Start(VillageStory village, string commands = "plan ; audit checkpoint ; plan ; audit checkpoint")
    {
        village.Clock.Advance(TimeSpan.FromSeconds(5));
        return RunningProgram.Start(
            Sandbox,
            [
                "at",
                "--in",
                Path.Combine(village.Root, "accessgov.json"),
                "--time",
                village.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                "--as",
                VillageStory.Author.Value,
                "--",
                .. commands.Split(' '),
            ],
            new Dictionary<string, string> { ["ACCESSGOV_DIRECTORY_SECRET"] = Story.Secret }
        );
    }

    private static int AnySeed => Number("ACCESSGOV_SEED", (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000));

    private static int ManyKills => Number("ACCESSGOV_KILLS", 200);

    private static int Number(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
