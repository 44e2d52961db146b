using AccessGov.App.Personnel;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Reviews;

/// <summary>A reviewer at work: answers are kept as they are given, handed in together, and taken back until they take effect.</summary>
public static class ReviewDesk
{
    /// <summary>An item that somebody is to decide about, with what was answered and not handed in.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Answer">What somebody answered last; null for nothing.</param>
    public sealed record Asked(ReviewItem Item, ReviewAnswer? Answer);

    /// <summary>What somebody wants to answer.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Choice">What.</param>
    /// <param name="Reason">Why; empty for nothing.</param>
    /// <param name="ForMs">So long it was before the person's eyes, in milliseconds.</param>
    /// <param name="Seen">When the answer was given that the person has seen there; null for none.</param>
    public sealed record Wanted(ReviewItemId Item, ReviewChoice Choice, string Reason, int ForMs, DateTimeOffset? Seen);

    /// <summary>Somebody else had answered meanwhile: nothing was changed.</summary>
    /// <param name="Other">What the other one said.</param>
    public sealed record Meanwhile(ReviewAnswer Other);

    /// <summary>The items that are somebody's today, each with what was answered, in order.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="by">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Asked>> ItemsOfAsync(Workspace workspace, ReviewRound round, EmployeeId by, CancellationToken ct)
    {
        // A round that was stopped asks nobody.
        if (round.Stopped is not null)
            return [];
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var state = await book.StateAsync(workspace, round, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var mine = people.ItemsOf(state, by);
        var answers = await AnswersAsync(workspace, round, mine, ct);
        var handedIn = book.SecondLookOf(round.Id);
        return [.. mine.Select(i => new Asked(i, answers.GetValueOrDefault(i.Id) is { } a && !IsHandedIn(handedIn, a) ? a : null))];
    }

    /// <summary>
    /// True for an answer that was handed in, and passed on or taken back: it waits for nobody, and whoever is asked next answers anew.
    /// </summary>
    internal static bool IsHandedIn(SecondLook handedIn, ReviewAnswer answer) =>
        handedIn.Before(answer.Item) is { } said && said.By == answer.By && answer.At <= said.At;

    /// <summary>Keeps answers as they are given; nothing comes of them before they are handed in.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="round">The round.</param>
    /// <param name="wanted">What.</param>
    /// <param name="inBulk">True when it was one hand for all of them.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Why not, what somebody else had said meanwhile, or neither.</returns>
    public static async Task<(Refusal? Refused, Meanwhile? Other)> AnswerAsync(
        Workspace workspace,
        Approver by,
        ReviewRound round,
        IReadOnlyList<Wanted> wanted,
        bool inBulk,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(wanted);
        if (CannotServe(by) is { } cannot)
            return (cannot, null);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var state = await book.StateAsync(workspace, round, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var handedIn = book.SecondLookOf(round.Id);
        foreach (var one in wanted)
        {
            var answer = AnswerOf(workspace, by.Id, one, inBulk);
            var item = state.Find(one.Item);
            var reviewer = item is null ? null : people.ReviewerOf(state, item);
            if (ReviewDecider.CannotAnswer(state, answer, reviewer, people.IsGiven(one.Item)) is { } refused)
                return (refused, null);
            if (ReviewDecider.LacksReason(answer, people.AsksReason(state, item!)) is { } lacks)
                return (lacks, null);
        }
        if (await CannotRemoveAsync(workspace, by.Id, book, round, wanted, inBulk, ct) is { } last)
            return (last, null);
        foreach (var unit in wanted.GroupBy(w => UnitOf(state.Find(w.Item)!)))
            foreach (var part in unit.Chunk(PartitionCommit.Room / 2))
                if (await KeepAsync(workspace, by.Id, Scopes.ReviewAnswers(round.Id, unit.Key), part, inBulk, handedIn, ct) is { } other)
                    return (null, other);
        return (null, null);
    }

    /// <summary>Hands in what somebody answered: from then on it counts.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="round">The round.</param>
    /// <param name="atOnce">True for 今すぐ: what is taken is taken today, and cannot be taken back.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The receipt, or why not.</returns>
    public static async Task<(ReviewSubmission? Submission, Refusal? Refused)> SubmitAsync(
        Workspace workspace,
        Approver by,
        ReviewRound round,
        bool atOnce,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(round);
        if (CannotServe(by) is { } cannot)
            return (null, cannot);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var effect = workspace.Today.AddDays(atOnce ? 0 : round.Rule.UndoDays);
        var (submission, refused, taken) = await ReviewCommit.RunAsync<(ReviewSubmission?, Refusal?, EmployeeId[])>(
            workspace,
            async (commit, book) =>
            {
                var state = await book.StateAsync(workspace, book.Find(round.Id) ?? round, ct);
                var mine = await ItemsOfAsync(workspace, state.Round, by.Id, ct);
                ReviewAnswer[] answers = [.. mine.Select(m => m.Answer).OfType<ReviewAnswer>().Where(a => a.By == by.Id)];
                if (answers.Length == 0)
                    return (false, (null, new Refusal("review-nothing-to-submit", round.Id, 0, 1), []));
                foreach (var answer in answers)
                    if (ReviewDecider.CannotAnswer(state, answer, by.Id, people.IsGiven(answer.Item)) is { } why)
                        return (false, (null, why, []));
                if (await LastHolders.WhyNotAsync(workspace, book, answers, ct) is { } last)
                    return (false, (null, last, []));
                var handed = await ReviewCommit.HandInAsync(
                    commit,
                    workspace,
                    book,
                    new Actor.Employee(by.Id),
                    state,
                    answers,
                    people.UnitsOf,
                    effect,
                    false,
                    ct
                );
                return (
                    true,
                    (handed, null, [.. answers.Where(a => a.Choice == ReviewChoice.Remove).Select(a => a.Item.Worker).Distinct()])
                );
            },
            ct
        );
        // Killed before, the nightly plan takes it.
        if (effect <= workspace.Today)
            foreach (var worker in taken)
                await TakeStatements.AskForPlanAsync(workspace, worker, ct);
        return (submission, refused);
    }

    /// <summary>
    /// Takes back what the same person decided, until what was to be taken takes effect: while the round is open it is decided anew, after
    /// its end the right is kept, with a reason.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="round">The round.</param>
    /// <param name="item">The item.</param>
    /// <param name="reason">Why, after the end; empty for nothing.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The receipt, or why not.</returns>
    public static async Task<(ReviewSubmission? Submission, Refusal? Refused)> TakeBackAsync(
        Workspace workspace,
        Approver by,
        ReviewRound round,
        ReviewItemId item,
        string reason,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(round);
        if (CannotServe(by) is { } cannot)
            return (null, cannot);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        return await ReviewCommit.RunAsync<(ReviewSubmission?, Refusal?)>(
            workspace,
            async (commit, book) =>
            {
                var state = await book.StateAsync(workspace, book.Find(round.Id) ?? round, ct);
                // By a clock that is behind what took effect would seem to come.
                var latest = workspace.Today.AddDays(await LatestDay.DaysBehindAsync(workspace, [], ct));
                if (ReviewDecider.CannotTakeBack(state, item, by.Id, latest) is { } why)
                    return (false, (null, why));
                var isTaken = state.LastOf(item) is ({ Choice: ReviewChoice.Remove }, _);
                var choice = state.Round.IsOpen ? ReviewChoice.Reopened : ReviewChoice.Keep;
                var answer = new ReviewAnswer(item, choice, by.Id, workspace.Now, reason, false, 0);
                if (choice == ReviewChoice.Keep && ReviewDecider.CannotKeepAfterEnd(state, answer, people.IsGiven(item)) is { } notKept)
                    return (false, (null, notKept));
                var actor = new Actor.Employee(by.Id);
                var today = workspace.Today;
                return (
                    true,
                    (await ReviewCommit.HandInAsync(commit, workspace, book, actor, state, [answer], _ => [], today, isTaken, ct), null)
                );
            },
            ct
        );
    }

    internal static string UnitOf(ReviewItem item) => item.Unit?.Value ?? "none";

    /// <summary>What was answered of some items and stands, whoever answered.</summary>
    internal static async Task<Dictionary<ReviewItemId, ReviewAnswer>> AnswersAsync(
        Workspace workspace,
        ReviewRound round,
        IReadOnlyCollection<ReviewItem> items,
        CancellationToken ct
    )
    {
        var answers = new Dictionary<ReviewItemId, ReviewAnswer>();
        foreach (var unit in items.Select(UnitOf).Distinct())
            foreach (var (item, answer) in await GivenAnswers.OfAsync(workspace, Scopes.ReviewAnswers(round.Id, unit), ct))
                answers[item] = answer;
        return answers;
    }

    private static Task<Meanwhile?> KeepAsync(
        Workspace workspace,
        EmployeeId by,
        string scope,
        IReadOnlyList<Wanted> wanted,
        bool inBulk,
        SecondLook handedIn,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync<Meanwhile?>(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, scope, ct);
                var given = await GivenAnswers.OfAsync(workspace, scope, ct);
                Wanted[] met =
                [
                    .. wanted.Where(w =>
                        given.GetValueOrDefault(w.Item) is { } former
                        && former.By != by
                        && former.At != w.Seen
                        && !IsHandedIn(handedIn, former)
                    ),
                ];
                // Where the two differ is what somebody must read first.
                if ((Array.Find(met, w => given[w.Item].Choice != w.Choice) ?? met.FirstOrDefault()) is { } one)
                    return (null, new Meanwhile(given[one.Item]));
                foreach (var each in wanted)
                    GivenAnswers.Tell(commit, by, AnswerOf(workspace, by, each, inBulk));
                return (commit, null);
            },
            ct
        );

    /// <summary>Holds what is wanted against the last holder, with what the same person has answered and not handed in.</summary>
    private static async Task<Refusal?> CannotRemoveAsync(
        Workspace workspace,
        EmployeeId by,
        ReviewBook book,
        ReviewRound round,
        IReadOnlyList<Wanted> wanted,
        bool inBulk,
        CancellationToken ct
    )
    {
        ReviewAnswer[] answers = [.. wanted.Select(w => AnswerOf(workspace, by, w, inBulk))];
        if (await LastHolders.WhyNotAsync(workspace, book, answers, ct) is { } last)
            return last;
        var kept = workspace.Policy.Entitlements.Where(e => e.KeepsLastHolder).Select(e => e.Id).ToHashSet();
        if (!answers.Any(a => a.Choice == ReviewChoice.Remove && kept.Contains(a.Item.Right)))
            return null;
        var anew = answers.Select(a => a.Item).ToHashSet();
        var before = (await ItemsOfAsync(workspace, round, by, ct)).Select(m => m.Answer).OfType<ReviewAnswer>();
        return await LastHolders.WhyNotAsync(workspace, book, [.. before.Where(a => a.By == by && !anew.Contains(a.Item)), .. answers], ct);
    }

    private static ReviewAnswer AnswerOf(Workspace workspace, EmployeeId by, Wanted one, bool inBulk) =>
        new(one.Item, one.Choice, by, workspace.Now, one.Reason, inBulk, one.ForMs);

    internal static Refusal? CannotServe(Approver by) =>
        by is { IsKnown: true, IsOnDuty: true, IsHeld: false } ? null : new Refusal("review-not-on-duty", by.Id.Value, 0, 1);
}
