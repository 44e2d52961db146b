using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>
/// What time does to rounds: those that are due are opened, leavers' items end, what silence would take is shown a week before, owners are
/// asked where reviewers were silent, and at the end silence means what the policy says. In parts, each of which a kill leaves whole.
/// </summary>
public static class ReviewNightly
{
    /// <summary>After an outage a round is opened so many days late; later than that the next one is waited for.</summary>
    private const int DaysLate = 31;

    /// <summary>So many items end with one fact.</summary>
    internal const int AtOnce = 5000;

    /// <summary>Runs it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var today = workspace.Today;
        if (workspace is { IsLive: true, IsBeforeFirstPlan: false })
            foreach (var rule in workspace.Policy.Reviews)
                if (rule.OfMovers)
                {
                    if (today >= rule.From && (await OpenReview.NewMoversAsync(workspace, rule, ct)).Count > 0)
                        await OpenAsync(workspace, actor, rule.Id, today, ct);
                }
                else if (rule.RoundOf(today) is { } first && today.DayNumber - first.DayNumber <= DaysLate)
                    await OpenAsync(workspace, actor, rule.Id, first, ct);
        foreach (var round in (await ReviewBook.ReadAsync(workspace, ct)).Rounds.Where(r => r.IsOpen))
            await TurnAsync(workspace, actor, round.Id, ct);
    }

    private static async Task OpenAsync(Workspace workspace, Actor actor, RuleId rule, DateOnly first, CancellationToken ct)
    {
        // One that somebody opened by hand since is the round of these months.
        if ((await ReviewBook.ReadAsync(workspace, ct)).Rounds.Any(r => r.Rule.Id == rule && r.OpenedOn >= first))
            return;
        if (await OpenReview.RunAsync(workspace, actor, rule, first, ct) is OpenReview.Result.NotOpened(var code, var what))
            await IncidentLog.AddAsync(workspace, actor, new Incident(code, rule.Value, what), ct);
    }

    private static async Task TurnAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        await LeaversItems.EndAsync(workspace, actor, id, ct);
        await LeaversItems.OpenAgainAsync(workspace, actor, id, ct);
        var (round, state) = await StateAsync(workspace, id, ct);
        await LateReviewers.TellAsync(workspace, actor, state, ct);
        if (ReviewDecider.IsToTell(round, workspace.Today))
            await TellAsync(workspace, actor, state, ct);
        if (ReviewDecider.IsToEscalate(round, workspace.Today))
            await EscalateAsync(workspace, actor, round, ct);
        await DrawAsync(workspace, actor, id, ct);
        (round, state) = await StateAsync(workspace, id, ct);
        if (ReviewDecider.IsOver(round, workspace.Today) || !state.Undecided.Any())
            await CloseAsync(workspace, actor, id, ct);
        else
            await TellOrphansAsync(workspace, actor, state, ct);
    }

    private static async Task<(ReviewRound, ReviewState)> StateAsync(Workspace workspace, string id, CancellationToken ct)
    {
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var round = book.Find(id)!;
        return (round, await book.StateAsync(workspace, round, ct));
    }

    /// <summary>What looks kept without reading goes to the owners of the rights, a part of it.</summary>
    private static async Task DrawAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        var (_, state) = await StateAsync(workspace, id, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var drawn = (await ReviewBook.ReadAsync(workspace, ct)).SecondLookOf(id).ToDraw(people.HasAnother(state)).ToHashSet();
        await HandInAsync(
            workspace,
            actor,
            id,
            now =>
                drawn
                    .Where(i => now.LastOf(i) is ({ By: not null, Choice: ReviewChoice.Keep }, _))
                    .Order()
                    .Select(i => new ReviewAnswer(i, ReviewChoice.Unsure, null, workspace.Now, "", false, 0)),
            ct
        );
    }

    /// <summary>What silence would take, for people to see: by number of rights and of people, and item by item where it is kept.</summary>
    private static async Task TellAsync(Workspace workspace, Actor actor, ReviewState state, CancellationToken ct)
    {
        var (takes, tooMany) = await SilenceAsync(workspace, state, ct);
        if (tooMany is not null)
            await TellLimitAsync(workspace, actor, state.Round, tooMany, ct);
        var kept = await workspace.Kept.KeepAsync(takes.ToList(), ct);
        var id = state.Round.Id;
        var isTold = await ReviewCommit.RunAsync(
            workspace,
            (commit, book) =>
            {
                if (book.Find(id) is not { IsOpen: true, ToldOn: null })
                    return Task.FromResult((false, false));
                var body = new FactBody().Add("on", workspace.Today).Add("kept", kept).Add("items", takes.Count);
                commit.Tell(FactKind.ReviewTold, actor, id, body);
                return Task.FromResult((true, true));
            },
            ct
        );
        if (isTold && takes.Count > 0)
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident(
                    "review-silence",
                    id,
                    $"棚卸し {id} で、このまま回答がないと {takes.Select(t => t.Worker).Distinct().Count()} 人の {takes.Count} 件を停止します"
                        + $"（期限 {state.Round.DueOn:yyyy-MM-dd}）。/portal/reviews/{id}/record に一覧があります。 / "
                        + $"Review {id}: without an answer {takes.Count} rights of {takes.Select(t => t.Worker).Distinct().Count()} people "
                        + $"are taken after {state.Round.DueOn:yyyy-MM-dd}; /portal/reviews/{id}/record lists them."
                ),
                ct
            );
    }

    /// <summary>More than a plan may take is not taken by silence at all: people are told a week before, with number and limit.</summary>
    private static Task TellLimitAsync(Workspace workspace, Actor actor, ReviewRound round, Refusal tooMany, CancellationToken ct) =>
        IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(
                "review-silence-too-many",
                round.Id,
                $"棚卸し {round.Id} は、回答のない件数（{tooMany.Number}）が、一度に停止できる上限（{tooMany.Limit}）を超えています。"
                    + "期限が過ぎても停止しません。所属長に回答を求めてください。 / "
                    + $"Review {round.Id}: {tooMany.Number} have no answer, more than a plan may take ({tooMany.Limit}). Silence takes "
                    + "none of them: have the heads answer."
            ),
            ct
        );

    private static Task<bool> EscalateAsync(Workspace workspace, Actor actor, ReviewRound round, CancellationToken ct) =>
        ReviewCommit.RunAsync(
            workspace,
            (commit, book) =>
            {
                if (book.Find(round.Id) is not { IsOpen: true, EscalatedOn: null })
                    return Task.FromResult((false, true));
                commit.Tell(FactKind.ReviewEscalated, actor, round.Id, new FactBody().Add("on", workspace.Today));
                return Task.FromResult((true, true));
            },
            ct
        );

    private static async Task CloseAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        var (round, _) = await StateAsync(workspace, id, ct);
        var told = round.Told is { } kept ? (await workspace.Kept.ValueAsync<List<ReviewItemId>>(kept, ct)).ToHashSet() : null;
        await HandInAnswersAsync(workspace, actor, id, ct);
        // Who was asked once more and said nothing leaves what was decided.
        var before = (await ReviewBook.ReadAsync(workspace, ct)).SecondLookOf(id);
        await HandInAsync(
            workspace,
            actor,
            id,
            now => now.Undecided.Where(i => now.LastOf(i.Id) is var (last, _) && SecondLook.IsDraw(last)).Select(i => before.Before(i.Id)!),
            ct
        );
        var (_, state) = await StateAsync(workspace, id, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var takes = (await SilenceAsync(workspace, state, ct)).Takes.ToHashSet();
        await HandInAsync(
            workspace,
            actor,
            id,
            now =>
                now.Undecided.Where(i => people.ReviewerOf(now, i) is not null)
                    .Select(i => ReviewDecider.Silent(now, i.Id, takes, told, workspace.Now)),
            ct
        );
        (_, state) = await StateAsync(workspace, id, ct);
        // Nobody may decide about the rest: the round does not complete.
        if (state.Undecided.Any())
        {
            await TellOrphansAsync(workspace, actor, state, ct);
            return;
        }
        await ReviewCommit.RunAsync(
            workspace,
            (commit, book) =>
            {
                if (book.Find(id) is not { IsOpen: true })
                    return Task.FromResult((false, true));
                commit.Tell(FactKind.ReviewClosed, actor, id, new FactBody().Add("reason", (string?)null));
                return Task.FromResult((true, true));
            },
            ct
        );
    }

    /// <summary>What a reviewer answered and did not hand in is no silence: it counts as he gave it.</summary>
    private static async Task HandInAnswersAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        var (round, state) = await StateAsync(workspace, id, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        ReviewItem[] open = [.. state.Undecided];
        var answers = await ReviewDesk.AnswersAsync(workspace, round, open, ct);
        var given = open.Where(i =>
                answers.TryGetValue(i.Id, out var answer) && ReviewDecider.CannotAnswer(state, answer, people.ReviewerOf(state, i)) is null
            )
            .Select(i => answers[i.Id])
            .ToArray();
        await HandInAsync(workspace, actor, id, now => given.Where(a => !now.IsDecided(a.Item) && now.LastOf(a.Item)?.Answer != a), ct);
    }

    /// <summary>Hands in, part by part, what follows from where the round stands.</summary>
    internal static async Task HandInAsync(
        Workspace workspace,
        Actor actor,
        string id,
        Func<ReviewState, IEnumerable<ReviewAnswer>> answersOf,
        CancellationToken ct
    )
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        while (
            await ReviewCommit.RunAsync(
                workspace,
                async (commit, book) =>
                {
                    var state = await book.StateAsync(workspace, book.Find(id)!, ct);
                    ReviewAnswer[] part = [.. answersOf(state).Take(AtOnce)];
                    if (part.Length == 0)
                        return (false, false);
                    await ReviewCommit.HandInAsync(commit, workspace, book, actor, state, part, people.UnitsOf, workspace.Today, false, ct);
                    return (true, true);
                },
                ct
            )
        ) { }
    }

    /// <summary>What silence takes; nothing, and why, where it would be more than a plan may.</summary>
    private static async Task<(IReadOnlyList<ReviewItemId> Takes, Refusal? TooMany)> SilenceAsync(
        Workspace workspace,
        ReviewState state,
        CancellationToken ct
    )
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        // What nobody may decide about is nobody's silence; nor is a right taken that the policy does not know any more.
        var takes = ReviewDecider.TakenBySilence(
            state,
            item => !people.HasLeft(item.Worker) && people.ReviewerOf(state, state.Find(item)!) is not null
        );
        var everybody = await PlanList.EverybodyAsync(workspace, ct);
        return SilenceLimit.WhyNot(workspace.Policy, state, takes, everybody) is { } tooMany ? ([], tooMany) : (takes, null);
    }

    /// <summary>An item that nobody may decide about never completes: people must look.</summary>
    private static async Task TellOrphansAsync(Workspace workspace, Actor actor, ReviewState state, CancellationToken ct)
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var orphans = people.Behind(state).FirstOrDefault(b => b.Reviewer is null).Items;
        if (orphans > 0)
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident(
                    "review-no-reviewer",
                    state.Round.Id,
                    $"棚卸し {state.Round.Id} の {orphans} 件は、確認できる人がいません。所属長の発令か、操作者の一覧（情報セキュリティ責任者）を見直してください。 / "
                        + $"Nobody may decide about {orphans} items of review {state.Round.Id}: see who heads the units, and the officers."
                ),
                ct
            );
    }
}
