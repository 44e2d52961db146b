using AccessGov.App.Incidents;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
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

    /// <summary>So long after it something that was said after the end of a round is looked at: outages are shorter.</summary>
    private static readonly TimeSpan LooksFor = TimeSpan.FromDays(92);

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
        var book = await ReviewBook.ReadAsync(workspace, ct);
        foreach (var round in book.Rounds)
            if (round.IsOpen)
                await TurnAsync(workspace, actor, round.Id, ct);
            else if (IsSaidAfterEnd(workspace, book, round))
                await LookAfterEndAsync(workspace, actor, round.Id, ct);
        await ReviewIncidents.EndOfClosedAsync(workspace, actor, ct);
    }

    /// <summary>
    /// True where something was said after the end of a round, lately: what was drawn of it is left after a week, and then nothing follows
    /// any more. Rounds of long ago are not read each night.
    /// </summary>
    private static bool IsSaidAfterEnd(Workspace workspace, ReviewBook book, ReviewRound round) =>
        round is { Stopped: null, ClosedAt: { } closed }
        && book.HandedInOf(round.Id) is [.., { Submission.At: var last }]
        && last > closed
        && workspace.Now - last <= LooksFor;

    private static async Task OpenAsync(Workspace workspace, Actor actor, RuleId rule, DateOnly first, CancellationToken ct)
    {
        // One that somebody opened by hand since is the round of these months, unless it was stopped: one officer does not waive a review.
        ReviewRound[] since = [.. (await ReviewBook.ReadAsync(workspace, ct)).Rounds.Where(r => r.Rule.Id == rule && r.OpenedOn >= first)];
        if (since.Any(r => r.Stopped is null))
            return;
        if (
            await OpenReview.RunAsync(workspace, actor, rule, since.Length == 0 ? first : null, ct) is OpenReview.Result.NotOpened(
                var code,
                var what
            )
        )
            await IncidentLog.AddAsync(workspace, actor, new Incident(code, rule.Value, what), ct);
        else
            await IncidentLog.EndAllAsync(
                workspace,
                actor,
                i => i.Subject == rule.Value && OpenReview.NotOpenedCodes.Contains(i.Code),
                Wording.Of("Over.review-opened"),
                ct
            );
    }

    private static async Task TurnAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        await LeaversItems.EndAsync(workspace, actor, id, ct);
        await LeaversItems.OpenAgainAsync(workspace, actor, id, ct);
        var (round, state) = await StateAsync(workspace, id, ct);
        await LateReviewers.TellAsync(workspace, actor, state, ct);
        if (ReviewDecider.IsToTell(round, workspace.Today))
            await WhatSilenceTakes.TellAsync(workspace, actor, state, ct);
        if (ReviewDecider.IsToEscalate(state, workspace.Today))
            await EscalateAsync(workspace, actor, round, ct);
        // What was answered and not handed in counts at the end, and is drawn from as well.
        if (state.Undecided.Any(i => ReviewDecider.IsOver(round, i.Id.Right, workspace.Today)))
            await HandInAnswersAsync(workspace, actor, id, ct);
        await DrawAsync(workspace, actor, id, ct);
        (round, state) = await StateAsync(workspace, id, ct);
        if (!state.Undecided.Any() || state.Undecided.Any(i => ReviewDecider.IsOver(round, i.Id.Right, workspace.Today)))
            await CloseAsync(workspace, actor, id, ct);
        else
            await ReviewIncidents.OrphansAsync(workspace, actor, state, ct);
    }

    /// <summary>
    /// What somebody said after the end, or kept after all, is looked at as what was said before: whoever waits for the end is not
    /// looked at less. Whoever is asked and says nothing for a week leaves what was decided.
    /// </summary>
    private static async Task LookAfterEndAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        await DrawAsync(workspace, actor, id, ct);
        var (round, _) = await StateAsync(workspace, id, ct);
        if (round.IsLookedAt(workspace.Today))
            return;
        await LeaveDrawnAsync(workspace, actor, id, now => now.Population, ct);
    }

    /// <summary>Who was asked once more and said nothing leaves what was decided.</summary>
    private static async Task LeaveDrawnAsync(
        Workspace workspace,
        Actor actor,
        string id,
        Func<ReviewState, IEnumerable<ReviewItem>> over,
        CancellationToken ct
    )
    {
        var before = (await ReviewBook.ReadAsync(workspace, ct)).SecondLookOf(id);
        await HandInAsync(workspace, actor, id, now => over(now).Where(i => now.IsDrawn(i.Id)).Select(i => before.Before(i.Id)!), ct);
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

    /// <summary>Ends what is over; the round with it, where nothing is left to decide.</summary>
    private static async Task CloseAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        var (round, _) = await StateAsync(workspace, id, ct);
        var told = round.Told is { } kept ? (await workspace.Kept.ValueAsync<List<ReviewItemId>>(kept, ct)).ToHashSet() : null;
        await LeaveDrawnAsync(workspace, actor, id, Over, ct);
        var (_, state) = await StateAsync(workspace, id, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var (takenNow, tooMany) = await WhatSilenceTakes.OfAsync(workspace, state, ct);
        if (tooMany is not null)
            await ReviewIncidents.TooManyAsync(workspace, actor, state.Round, tooMany, ct);
        var takes = takenNow.ToHashSet();
        await HandInAsync(
            workspace,
            actor,
            id,
            now =>
                Over(now)
                    .Where(i => people.ReviewerOf(now, i) is not null)
                    .Where(i => tooMany is null || now.Round.Rule.SilenceOf(i.Id.Right) != ReviewSilence.Remove)
                    .Select(i => ReviewDecider.Silent(now, i.Id, takes, told, workspace.Now)),
            ct
        );
        (_, state) = await StateAsync(workspace, id, ct);
        // Nobody may decide about the rest, or the owners are asked still: the round does not complete.
        if (state.Undecided.Any())
        {
            await ReviewIncidents.OrphansAsync(workspace, actor, state, ct);
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

        IEnumerable<ReviewItem> Over(ReviewState now) => now.Undecided.Where(i => ReviewDecider.IsOver(round, i.Id.Right, workspace.Today));
    }

    /// <summary>What a reviewer answered and did not hand in is no silence: it counts as he gave it.</summary>
    private static async Task HandInAnswersAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        var (round, state) = await StateAsync(workspace, id, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        ReviewItem[] open = [.. state.Undecided.Where(i => ReviewDecider.IsOver(round, i.Id.Right, workspace.Today))];
        var answers = await ReviewDesk.AnswersAsync(workspace, round, open, ct);
        var handedIn = (await ReviewBook.ReadAsync(workspace, ct)).SecondLookOf(id);
        var given = open.Where(i =>
                answers.TryGetValue(i.Id, out var answer)
                && !ReviewDesk.IsHandedIn(handedIn, answer)
                && ReviewDecider.CannotAnswer(state, answer, people.ReviewerOf(state, i), people.IsGiven(i.Id)) is null
            )
            .Select(i => answers[i.Id])
            .ToArray();
        // Of several who each took it from one, those who came last were too many: about theirs nobody has decided.
        var holdersOf = await LastHolders.OfAsync(workspace, await ReviewBook.ReadAsync(workspace, ct), given, ct);
        var allowed = LastHolder.Allowed(given.OrderBy(a => a.At), holdersOf);
        await HandInAsync(workspace, actor, id, now => allowed.Where(a => !now.IsDecided(a.Item) && now.LastOf(a.Item)?.Answer != a), ct);
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
}
