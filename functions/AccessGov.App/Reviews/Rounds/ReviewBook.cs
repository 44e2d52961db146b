using System.Globalization;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// Every round and what was handed in, as the facts of the partition tell it. It has no rows: nobody takes or keeps a right by writing one.
/// </summary>
public sealed class ReviewBook
{
    private readonly Dictionary<string, ReviewRound> rounds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<HandedIn>> handed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<ReviewItemId, ReviewRemoval> removals = [];
    private readonly Dictionary<(ReviewItemId Item, string Reference), DateTimeOffset> proved = [];
    private readonly SortedDictionary<ReviewItemId, DateOnly> silent = [];
    private readonly List<Deputy> deputies = [];
    private ReviewRemoval[]? inOrder;

    private ReviewBook() { }

    /// <summary>Every round, newest first.</summary>
    public IReadOnlyList<ReviewRound> Rounds =>
        [.. rounds.Values.OrderByDescending(r => r.OpenedOn).ThenBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>What reviews took and nobody took back, by worker and right.</summary>
    public IReadOnlyList<ReviewRemoval> Removals => inOrder ??= [.. removals.Values];

    /// <summary>What nobody answered in time and nobody has answered since: rights that wait for a review are withheld.</summary>
    public IReadOnlyList<OverdueReview> Overdue => [.. silent.Select(s => new OverdueReview(s.Key.Worker, s.Key.Right, s.Value))];

    /// <summary>代理 that heads named, oldest first; those that ended are among them.</summary>
    public IReadOnlyList<Deputy> Deputies => deputies;

    /// <summary>A round; null for none.</summary>
    /// <param name="id">Its id.</param>
    public ReviewRound? Find(string id) => rounds.GetValueOrDefault(id);

    /// <summary>What was handed in of a round, oldest first.</summary>
    /// <param name="round">Its id.</param>
    public IReadOnlyList<HandedIn> HandedInOf(string round) => handed.TryGetValue(round, out var found) ? found : [];

    /// <summary>When the directory was read back without it; null while it was not.</summary>
    /// <param name="removal">What was taken.</param>
    public DateTimeOffset? ProvedAt(ReviewRemoval removal)
    {
        ArgumentNullException.ThrowIfNull(removal);
        return proved.TryGetValue((new(removal.Worker, removal.Entitlement), removal.Reference), out var at) ? at : null;
    }

    /// <summary>Reads it, once for each version of the partition.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<ReviewBook> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return workspace
            .Memory.Of(() => new OncePerVersion<ReviewBook>(Scopes.Reviews, w => FoldAsync(w, CancellationToken.None)))
            .OfAsync(workspace, ct);
    }

    /// <summary>Where the items of a round stand.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<ReviewState> StateAsync(Workspace workspace, ReviewRound round, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(round);
        var population = await workspace.Parsed.ValueAsync<List<ReviewItem>>("review " + round.Id, round.Population, ct);
        return new ReviewState(round, population, HandedInOf(round.Id).Select(h => (h.Submission, h.Answers)));
    }

    private static async Task<ReviewBook> FoldAsync(Workspace workspace, CancellationToken ct)
    {
        var book = new ReviewBook();
        await foreach (var record in PartitionCommit.FactsAsync(workspace, Scopes.Reviews, "", ct))
            await book.TakeAsync(workspace, FactText.Read(record.Json.Span), ct);
        return book;
    }

    private async Task TakeAsync(Workspace workspace, Fact fact, CancellationToken ct)
    {
        if (fact.Kind == FactKind.ReviewOpened)
        {
            var round = await workspace.Kept.ValueAsync<ReviewRound>(fact.BodyText("kept")!, ct);
            rounds.TryAdd(round.Id, round);
        }
        else if (fact.Kind == FactKind.ReviewSubmitted)
            await HandAsync(workspace, fact, ct);
        else if (fact.Kind == FactKind.ReviewProved)
            foreach (var text in fact.BodyTexts("rights"))
                if (text.Split(' ') is [var worker, var right, var reference])
                    proved.TryAdd((new(new EmployeeId(worker), new EntitlementId(right)), reference), fact.At);
                else
                    throw new InvalidDataException($"Fact {fact.Id} proves '{text}', which is no right of a person.");
        else if (fact.Kind == FactKind.ReviewDeputyNamed)
            Named(fact);
        else if (rounds.TryGetValue(fact.Subject, out var known))
            rounds[fact.Subject] = Next(known, fact);
    }

    private static ReviewRound Next(ReviewRound round, Fact fact)
    {
        if (fact.Kind == FactKind.ReviewTold)
            return round with { ToldOn = Day(fact), Told = fact.BodyText("kept") };
        if (fact.Kind == FactKind.ReviewEscalated)
            return round with { EscalatedOn = Day(fact) };
        return fact.Kind == FactKind.ReviewClosed ? round with { ClosedAt = fact.At, Stopped = fact.BodyText("reason") } : round;
    }

    private async Task HandAsync(Workspace workspace, Fact fact, CancellationToken ct)
    {
        var kept = fact.BodyText("kept")!;
        var content = await workspace.Kept.ValueAsync<KeptAnswers>(kept, ct);
        var submission = new ReviewSubmission(
            fact.Subject,
            (int)fact.BodyNumber("number")!,
            fact.Actor is Actor.Employee { Id: var by } ? by : null,
            fact.At,
            kept,
            content.Answers.Count(a => a.Choice == ReviewChoice.Keep),
            content.Answers.Count(a => a.Choice == ReviewChoice.Remove),
            content.Answers.Count(a => a.Choice == ReviewChoice.Unsure),
            Day(fact, "effect"),
            fact.BodyText("takesBack") is not null
        );
        if (!handed.TryGetValue(fact.Subject, out var list))
            handed.Add(fact.Subject, list = []);
        list.Add(new HandedIn(submission, content.Answers));
        foreach (var answer in content.Answers)
            // What silence would have taken and left, as the last holder's, waits for nobody.
            if (answer is { By: null, Choice: ReviewChoice.Keep } && rounds[fact.Subject].Rule.Silence != ReviewSilence.Remove)
                silent[answer.Item] = submission.Effect;
            else
                silent.Remove(answer.Item);
        foreach (var removal in content.Removals)
            removals[new(removal.Worker, removal.Entitlement)] = removal;
        if (submission.TakesBack)
            foreach (var answer in content.Answers)
                removals.Remove(answer.Item);
    }

    /// <summary>Whoever is named last decides; naming nobody ends it.</summary>
    private void Named(Fact fact)
    {
        var head = new EmployeeId(fact.Subject);
        deputies.RemoveAll(d => d.Head == head);
        if (fact.BodyText("by") is { } by)
            deputies.Add(new Deputy(head, new EmployeeId(by), new DateSpan(Day(fact, "from"), Day(fact, "until"))));
    }

    private static DateOnly Day(Fact fact, string key = "on") =>
        DateOnly.ParseExact(fact.BodyText(key)!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
