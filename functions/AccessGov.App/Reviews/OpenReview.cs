using AccessGov.App.Directory;
using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>Opens a round: what is held now, read from the directory completely, is its population; none is held, none is opened.</summary>
public static class OpenReview
{
    /// <summary>What came of it. Closed.</summary>
    public abstract record Result
    {
        private Result() { }

        /// <summary>A round was opened, or is open since before.</summary>
        /// <param name="Round">The round.</param>
        /// <param name="IsNew">False for one that was opened before.</param>
        public sealed record Opened(ReviewRound Round, bool IsNew) : Result;

        /// <summary>Nobody holds anything that the review is about.</summary>
        /// <param name="Review">The review.</param>
        public sealed record Empty(ReviewRule Review) : Result;

        /// <summary>The policy has no such review, or the directory was not read completely.</summary>
        /// <param name="Code">Stable code.</param>
        /// <param name="What">What is missing and what to do.</param>
        public sealed record NotOpened(string Code, Wording What) : Result;
    }

    /// <summary>Codes of why none is opened.</summary>
    internal static readonly IReadOnlyList<string> NotOpenedCodes =
    [
        "review-unknown",
        "review-open",
        DesiredAndActual.Incomplete,
        DesiredAndActual.Unreadable,
        DesiredAndActual.NoFacts,
    ];

    /// <summary>Opens one.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who opens it; the record names it.</param>
    /// <param name="rule">Name of the review in the policy.</param>
    /// <param name="first">First day of the round, which names it; null for today.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Result> RunAsync(Workspace workspace, Actor actor, RuleId rule, DateOnly? first, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Policy.Reviews.FirstOrDefault(r => r.Id == rule) is not { } review)
            return new Result.NotOpened("review-unknown", Wording.Of("Review.unknown", rule, workspace.Policy.Reviews.Select(r => r.Id)));
        var id = $"{rule}-{first ?? workspace.Today:yyyyMMdd}";
        var before = await ReviewBook.ReadAsync(workspace, ct);
        if (before.Find(id) is { } known)
            return new Result.Opened(known, false);
        if (!review.OfMovers && before.Rounds.FirstOrDefault(r => r.IsOpen && r.Rule.Id == rule) is { } open)
            return new Result.NotOpened("review-open", Wording.Of("Review.still-open", open.Id, open.DueOn));
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var read = await workspace.Directory.CaptureAsync(MakePlan.Governed(workspace.Policy), null, ct);
        if (DesiredAndActual.WhyNot(desired, read) is var (code, what))
            return new Result.NotOpened(code, what);
        var snapshot = ((DirectoryRead.Complete)read).Snapshot;
        var checks = await workspace.Directory.CheckGroupsAsync(MakePlan.Governed(workspace.Policy), ct);
        var unremovable = checks
            .Where(c => c.Refusal is not null)
            .ToDictionary(c => c.Entitlement, c => GroupRefusalCodes.Of(c.Refusal!.Value));
        var moved = review.OfMovers ? await NewMoversAsync(workspace, review, ct) : [];
        var population = ReviewPopulation.Of(desired, snapshot, review, unremovable, review.OfMovers ? moved : null);
        var seen = moved.Count == 0 ? null : await workspace.Kept.KeepAsync(moved.ToList(), ct);
        if (population.Count == 0)
        {
            if (seen is not null)
                await SeenAsync(workspace, actor, rule, moved, seen, ct);
            else
                await EmptyAsync(workspace, actor, review, id, snapshot.Digest, ct);
            return new Result.Empty(review);
        }
        var round = new ReviewRound(
            id,
            review,
            workspace.Today,
            workspace.Today.AddDays(review.DueDays),
            await workspace.Kept.KeepAsync(population, ct),
            population.Count,
            snapshot.Digest
        );
        var kept = await workspace.Kept.KeepAsync(round, ct);
        return await ReviewCommit.RunAsync<Result>(
            workspace,
            (commit, book) =>
            {
                if (book.Find(id) is { } other)
                    return Task.FromResult((false, (Result)new Result.Opened(other, false)));
                commit.Tell(
                    FactKind.ReviewOpened,
                    actor,
                    id,
                    new FactBody()
                        .Add("kept", kept)
                        .Add("population", round.Population)
                        .Add("items", round.Items)
                        .Add("snapshot", round.Snapshot)
                        .Add("due", round.DueOn)
                        .Add("silence", SilenceIn(review))
                        .Add("scope", ScopeIn(review))
                );
                if (seen is not null)
                    MovesSeen.Tell(commit, actor, rule, moved, seen);
                return Task.FromResult((true, (Result)new Result.Opened(round, true)));
            },
            ct
        );
    }

    private static string SilenceIn(ReviewRule review) =>
        string.Join(
            ' ',
            review
                .SilenceFor.Select(z => $"{ZoneCodes.Of(z.Zone)}={ReviewSilenceCodes.Of(z.Silence)}")
                .Prepend(ReviewSilenceCodes.Of(review.Silence))
        );

    /// <summary>As the policy file writes it, for whoever has only the record; null where the policy named nothing.</summary>
    private static string? ScopeIn(ReviewRule review) =>
        review.Scope.Named() is { Count: > 0 } named
            ? string.Join("; ", named.Select(n => $"{n.Kind}={string.Join(',', n.Values)}"))
            : null;

    /// <summary>Says once of each round that nothing was in it; the nightly run looks again for a month.</summary>
    private static Task<bool> EmptyAsync(
        Workspace workspace,
        Actor actor,
        ReviewRule review,
        string id,
        string snapshot,
        CancellationToken ct
    ) =>
        ReviewCommit.RunAsync(
            workspace,
            (commit, book) =>
            {
                if (book.Moves.WasEmpty(id))
                    return Task.FromResult((false, false));
                var body = new FactBody()
                    .Add("rule", review.Id.Value)
                    .Add("items", 0)
                    .Add("snapshot", snapshot)
                    .Add("scope", ScopeIn(review));
                commit.Tell(FactKind.ReviewEmpty, actor, id, body);
                return Task.FromResult((true, true));
            },
            ct
        );

    private static Task<bool> SeenAsync(
        Workspace workspace,
        Actor actor,
        RuleId rule,
        IReadOnlyList<Movers.Move> moved,
        string kept,
        CancellationToken ct
    ) =>
        ReviewCommit.RunAsync(
            workspace,
            (commit, _) =>
            {
                MovesSeen.Tell(commit, actor, rule, moved, kept);
                return Task.FromResult((true, true));
            },
            ct
        );

    /// <summary>Who has moved since the review began and was not looked at, whenever it became known.</summary>
    internal static async Task<IReadOnlyList<Movers.Move>> NewMoversAsync(Workspace workspace, ReviewRule rule, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        return (await ReviewBook.ReadAsync(workspace, ct)).Moves.NewOf(rule.Id, Movers.In(desired, rule.From), desired);
    }
}
