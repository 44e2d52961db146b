using System.Globalization;
using System.Text.RegularExpressions;
using AccessGov.App.Audit;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Verbs;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>
/// A village's review from its opening to its end. Each step is done by one process or by two at once, killed again and again in the midst,
/// until one gets through; then everything must be as if nobody had been killed.
/// </summary>
internal sealed class ReviewCrashRun(int seed)
{
    private const string RoundId = "my-number-20260202";

    private static readonly string Sandbox = Path.Combine(AppContext.BaseDirectory, "AccessGov.Sandbox");
    private static readonly EmployeeId Chief = new("000103");

    private readonly Random random = new(seed);
    private readonly SortedDictionary<string, int> killed = new(StringComparer.Ordinal);
    private readonly Dictionary<ReviewItemId, ReviewChoice> said = [];
    private readonly HashSet<ReviewItemId> takenBack = [];
    private VillageStory village = null!;

    /// <summary>Kills that hit a step under way.</summary>
    public int Kills => killed.Values.Sum();

    public int Rounds { get; private set; }

    public int Items { get; private set; }

    public int Removed { get; private set; }

    public int Facts { get; private set; }

    public override string ToString() =>
        string.Join(
            '\n',
            killed
                .Select(k => $"  kill -9 during {k.Key,-44}{k.Value,8}")
                .Prepend($"  kill -9 {Kills}, rounds {Rounds}, items {Items}, removed and read back {Removed}, facts sealed once {Facts}")
        );

    /// <summary>One round, in a village of its own.</summary>
    /// <param name="kills">Most kills of each step.</param>
    /// <param name="silence">What silence means.</param>
    /// <param name="ct">Gives up.</param>
    public async Task RunAsync(int kills, ReviewSilence silence, CancellationToken ct)
    {
        said.Clear();
        takenBack.Clear();
        await using var story = await OpenAsync(silence);
        village = story;
        try
        {
            var before = story.Staff.Keys.ToDictionary(id => id, story.RightsOf);
            await StepAsync("open", "review open my-number", VillageStory.Author, kills, ct);
            ReviewItemId[] mine = [.. (await MineAsync()).OrderBy(_ => random.Next())];
            Assert.True(mine.Length >= 8, $"{mine.Length} items");
            await AnswerAsync(mine[..(mine.Length / 2)], kills, ct);
            await StepAsync("hand in", $"review submit {RoundId}", Chief, kills, ct);
            await NightAsync("2026-02-03", kills, ct);
            foreach (var item in said.Where(s => s.Value == ReviewChoice.Remove).Select(s => s.Key).Take(2).ToArray())
            {
                await StepAsync("take back", $"review take-back {RoundId} {item.Worker} {item.Right}", Chief, kills, ct);
                takenBack.Add(item);
            }
            await DayAsync("2026-02-05", kills, ct);
            await NightAsync("2026-02-16", kills, ct);
            // Answered and never handed in: at the end it counts as it was given.
            await AnswerAsync(mine[(mine.Length / 2)..(mine.Length * 3 / 4)], kills, ct);
            foreach (var day in silence == ReviewSilence.Escalate ? ["2026-02-24", "2026-03-18"] : (string[])["2026-02-24"])
                await DayAsync(day, kills, ct);
            // Read back by the plan after.
            (await story.RunAsync("plan")).Ended(ExitCodes.Done);
            await ProveAsync(before, silence, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"Seed {seed}, silence {silence}, after {Kills} kills: {e.Message}\n{this}", e);
        }
    }

    private static async Task<VillageStory> OpenAsync(ReviewSilence silence)
    {
        // The brake and approvals are other stories.
        var policy = Regex
            .Replace(Sample.Text, @"\{ count: \d+, share: [\d.]+ \}", "{ count: 100000, share: 1.00 }")
            .Replace("minimum-population: 50", "minimum-population: 100000", StringComparison.Ordinal)
            .Replace("approve-my-number-grants: true", "approve-my-number-grants: false", StringComparison.Ordinal)
            .Replace("silence: remove", $"silence: {ReviewSilenceCodes.Of(silence)}", StringComparison.Ordinal);
        return await VillageStory.SettledAsync(
            policyText: policy,
            before: v =>
            {
                v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
                for (var i = 10; i < 22; i++)
                    v.Put(VillageStory.Regular($"0001{i}", "mayor", VillageStory.TaxOffice));
            }
        );
    }

    private async Task<IReadOnlyList<ReviewItemId>> MineAsync() =>
        [
            .. (await village.RunAsync($"review show {RoundId} --mine --json", Chief))
                .Ended(ExitCodes.Done)
                .Json.EnumerateArray()
                .Select(i => new ReviewItemId(
                    new EmployeeId(i.GetProperty("worker").GetString()!),
                    new EntitlementId(i.GetProperty("right").GetString()!)
                )),
        ];

    private async Task AnswerAsync(IReadOnlyList<ReviewItemId> items, int kills, CancellationToken ct)
    {
        foreach (var part in items.Chunk(4))
        {
            foreach (var item in part)
                said[item] = random.Next(10) switch
                {
                    < 5 => ReviewChoice.Remove,
                    < 9 => ReviewChoice.Keep,
                    _ => ReviewChoice.Unsure,
                };
            var words = part.Select(i => $"review answer {RoundId} {i.Worker} {i.Right} {ReviewChoiceCodes.Of(said[i])}");
            await StepAsync("answer", string.Join(" ; ", words), Chief, kills, ct);
        }
    }

    private async Task NightAsync(string day, int kills, CancellationToken ct)
    {
        village.MoveTo(day);
        await village.DeliverAsync();
        await StepAsync("nightly turn", AtVerb.Night, null, kills, ct);
    }

    private async Task DayAsync(string day, int kills, CancellationToken ct)
    {
        await NightAsync(day, kills, ct);
        await StepAsync("plan, apply, read back", "plan ; apply last ; verify", VillageStory.Author, kills, ct);
    }

    /// <summary>Kills whoever does it some times, then lets it be done.</summary>
    private async Task StepAsync(string name, string words, EmployeeId? by, int kills, CancellationToken ct)
    {
        var wasKilled = false;
        for (var n = random.Next(kills + 1); n > 0; n--)
        {
            using var first = Start(words, by);
            // Every third time another one does the same at once, and lives.
            using var second = random.Next(3) == 0 ? Start(words, by) : null;
            await Stage.UntilAsync(() => Task.FromResult(first.HasExited || HasBegun(first)), ct);
            await Task.Delay(random.Next(700), ct);
            if (!first.HasExited)
            {
                await first.KillAsync();
                killed[name] = killed.GetValueOrDefault(name) + 1;
                wasKilled = true;
            }
            if (second is not null)
                await EndedAsync(second, mayBeRefused: true);
            wasKilled |= second is not null || first.HasExited;
        }
        using var last = Start(words, by);
        await EndedAsync(last, wasKilled);

        // What another one has done already is refused, and that is as good.
        async Task EndedAsync(RunningProgram one, bool mayBeRefused)
        {
            var code = await one.EndAsync(ct);
            Assert.True(code == ExitCodes.Done || mayBeRefused && code == ExitCodes.Refused, $"{name}, '{words}', {code}: {one.Text}");
        }
    }

    private static bool HasBegun(RunningProgram program) => program.Lines.Any(l => l.StartsWith(AtVerb.Begins, StringComparison.Ordinal));

    private RunningProgram Start(string words, EmployeeId? by)
    {
        village.Clock.Advance(TimeSpan.FromSeconds(5));
        string[] options =
        [
            "at",
            "--in",
            Path.Combine(village.Root, "accessgov.json"),
            "--time",
            village.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ];
        string[] actingAs = by is { } worker ? ["--as", worker.Value] : [];
        return RunningProgram.Start(
            Sandbox,
            [.. options, .. actingAs, "--", .. words.Split(' ')],
            new Dictionary<string, string> { ["ACCESSGOV_DIRECTORY_SECRET"] = Story.Secret }
        );
    }

    private async Task ProveAsync(Dictionary<EmployeeId, IReadOnlyList<string>> before, ReviewSilence silence, CancellationToken ct)
    {
        using var installation = village.Open();
        var workspace = installation.Workspace;
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var round = Assert.Single(book.Rounds, r => r.Id == RoundId);
        var state = await book.StateAsync(workspace, round, ct);
        // What was held at the opening, and nothing else.
        var reviewed = round.Rule.Rights.Select(r => r.Value).ToHashSet();
        Assert.Equal(
            before.SelectMany(b => b.Value.Where(reviewed.Contains).Select(r => $"{b.Key} {r}")).Order(StringComparer.Ordinal),
            state.Population.Select(i => $"{i.Id.Worker} {i.Id.Right}").Order(StringComparer.Ordinal)
        );
        // Closed, every item decided, once; receipts without a gap.
        Assert.False(round.IsOpen);
        Assert.Equal(round.Items, state.Decided);
        var handed = book.HandedInOf(RoundId);
        Assert.Equal(Enumerable.Range(1, handed.Count), handed.Select(h => h.Submission.Number));
        foreach (var item in state.Population)
        {
            var answers = handed.SelectMany(h => h.Answers.Where(a => a.Item == item.Id).Select(a => (h.Submission, Answer: a))).ToArray();
            // What was taken back is decided once more: nobody answered it anew, and silence did.
            var times = takenBack.Contains(item.Id) ? 2 : 1;
            Assert.Equal(times, answers.Count(a => !a.Submission.TakesBack && a.Answer.Choice != ReviewChoice.Unsure));
            Assert.Equal(times - 1, answers.Count(a => a.Submission.TakesBack && a.Answer.Choice == ReviewChoice.Reopened));
            var last = state.LastOf(item.Id)!.Value.Answer;
            if (times == 1 && said.TryGetValue(item.Id, out var choice) && choice != ReviewChoice.Unsure)
                Assert.Equal((choice, Chief), (last.Choice, last.By!.Value));
            else
                Assert.True(last.By is null && (last.Choice == ReviewChoice.Keep || silence == ReviewSilence.Remove), $"{last}");
        }
        // What was decided is gone, what waits for an answer is withheld, nothing else is gone, and all of it was read back.
        foreach (var (person, rights) in before)
            Assert.Equal(
                rights.Where(r =>
                    state.LastOf(new(person, new(r)))?.Answer is not { } last || !(last.Choice == ReviewChoice.Remove || Waits(last))
                ),
                village.RightsOf(person)
            );
        Assert.All(reviewed.Where(r => before.Values.Any(b => b.Contains(r))), AssertHeld);
        Assert.Equal(state.Population.Count(i => state.LastOf(i.Id)!.Value.Answer.Choice == ReviewChoice.Remove), book.Removals.Count);
        Assert.All(book.Removals, r => Assert.NotNull(book.ProvedAt(r)));
        await village.RunAgainChangesNothingAsync();
        // Who was killed between a fact and the message that it is to be sealed leaves it to the night.
        await SealNightly.RunAsync(workspace, ct);
        var folder = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        Facts += await CrashProof.SealedOnceAsync(workspace, folder, village.Clock.GetUtcNow(), ct);
        Rounds++;
        Items += round.Items;
        Removed += book.Removals.Count;

        // Where silence keeps, a right with the gate of reviews waits for an answer, also after the end.
        bool Waits(ReviewAnswer answer) =>
            silence != ReviewSilence.Remove
            && answer is { By: null, Choice: ReviewChoice.Keep }
            && workspace.Policy.Entitlements.Single(e => e.Id == answer.Item.Right).Gates.Contains(Gate.Review);

        // Silence never takes the last holder; a person may, and the gate of reviews withholds.
        void AssertHeld(string right) =>
            Assert.True(
                village.Staff.Keys.Any(id => village.RightsOf(id).Contains(right))
                    || state
                        .Population.Where(i => i.Id.Right.Value == right)
                        .Select(i => state.LastOf(i.Id)!.Value.Answer)
                        .Any(a => a.By is not null || Waits(a)),
                right
            );
    }
}
