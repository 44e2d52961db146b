using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// Every round and what was handed in, as the facts of the partition tell it. It has no rows: nobody takes or keeps a right by writing one.
/// One book for each version of the partition, and none changes: the next one begins where the last one ended.
/// </summary>
public sealed class ReviewBook
{
    /// <summary>States of open rounds go from one book to the next, and those of so many newest ones.</summary>
    private const int Newest = 2;

    private readonly ConcurrentDictionary<string, (ReviewState State, int HandedIn)> states;
    private readonly ConcurrentDictionary<(string Round, Type What), object> made = new();
    private ImmutableDictionary<string, ReviewRound> rounds = ImmutableDictionary.Create<string, ReviewRound>(StringComparer.Ordinal);
    private ImmutableDictionary<string, ImmutableList<HandedIn>> handed = ImmutableDictionary.Create<string, ImmutableList<HandedIn>>(
        StringComparer.Ordinal
    );
    private StandingRemovals removals = StandingRemovals.None;
    private ImmutableSortedDictionary<ReviewItemId, ReviewRemoval> unproved = ImmutableSortedDictionary<ReviewItemId, ReviewRemoval>.Empty;
    private ImmutableDictionary<(ReviewItemId Item, string Reference), DateTimeOffset> proved = ImmutableDictionary<
        (ReviewItemId Item, string Reference),
        DateTimeOffset
    >.Empty;

    private ImmutableSortedDictionary<ReviewItemId, DateOnly> silent = ImmutableSortedDictionary<ReviewItemId, DateOnly>.Empty;
    private ImmutableList<Deputy> deputies = [];
    private PaperEntries papers = PaperEntries.None;
    private MovesSeen moves = MovesSeen.None;
    private Lazy<ReviewRemoval[]> inOrder = new(() => []);

    /// <summary>The last fact that was folded; null before the first.</summary>
    private StoredRecord? last;

    private ReviewBook(ReviewBook? former)
    {
        // What was decided long ago is asked for now and then, and folded anew for whoever asks.
        var newest = former?.Rounds.Take(Newest).Select(r => r.Id).ToHashSet();
        states = new(former?.states.Where(s => newest!.Contains(s.Key) || former.Find(s.Key) is { IsOpen: true }) ?? []);
        if (former is not null)
            (rounds, handed, removals, unproved, proved, silent, deputies, papers, moves, last) = (
                former.rounds,
                former.handed,
                former.removals,
                former.unproved,
                former.proved,
                former.silent,
                former.deputies,
                former.papers,
                former.moves,
                former.last
            );
    }

    /// <summary>Every round, newest first.</summary>
    public IReadOnlyList<ReviewRound> Rounds =>
        [.. rounds.Values.OrderByDescending(r => r.OpenedOn).ThenBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>What reviews took and nobody took back, by worker and right.</summary>
    public IReadOnlyList<ReviewRemoval> Removals => inOrder.Value;

    /// <summary>What of it was not read back yet, by worker and right.</summary>
    internal IEnumerable<ReviewRemoval> Unproved => unproved.Values;

    /// <summary>What nobody answered in time and nobody has answered since: rights that wait for a review are withheld.</summary>
    public IReadOnlyList<OverdueReview> Overdue => [.. silent.Select(s => new OverdueReview(s.Key.Worker, s.Key.Right, s.Value))];

    /// <summary>代理 that heads named, oldest first; those that ended are among them.</summary>
    public IReadOnlyList<Deputy> Deputies => deputies;

    /// <summary>What was typed from sheets of paper.</summary>
    internal PaperEntries Papers => papers;

    /// <summary>Moves that were looked at.</summary>
    internal MovesSeen Moves => moves;

    /// <summary>A round; null for none.</summary>
    /// <param name="id">Its id.</param>
    public ReviewRound? Find(string id) => rounds.GetValueOrDefault(id);

    /// <summary>What was handed in of a round, oldest first.</summary>
    /// <param name="round">Its id.</param>
    public IReadOnlyList<HandedIn> HandedInOf(string round) => handed.TryGetValue(round, out var found) ? found : [];

    /// <summary>How many rights a round took and nobody took back; its items are not read for it.</summary>
    /// <param name="round">Its id.</param>
    public int RemovedIn(string round) => HandedInOf(round).Sum(h => h.Submission.Removes - (h.Submission.TakesBack ? h.Answers.Count : 0));

    /// <summary>What took a right and stands, with the day on which it is gone; null where nothing did.</summary>
    /// <param name="item">Whose right, and which.</param>
    /// <param name="reference">受付番号 under which it was handed in.</param>
    public ReviewRemoval? RemovalOf(ReviewItemId item, string reference) =>
        removals.DecidedOf(item).FirstOrDefault(r => r.Reference == reference) is { } found
            ? found with
            {
                From = removals.All[item].From,
            }
            : null;

    /// <summary>What takes a right, in whatever round; null where nothing does.</summary>
    /// <param name="item">Whose right, and which.</param>
    public ReviewRemoval? StandingOf(ReviewItemId item) => removals.All.GetValueOrDefault(item);

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
            .Memory.Of(() => new OncePerVersion<ReviewBook>(Scopes.Reviews, (w, former) => NextAsync(w, former, CancellationToken.None)))
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
        var all = HandedInOf(round.Id);
        var isKnown = states.TryGetValue(round.Id, out var known);
        if (isKnown && ReferenceEquals(known.State.Round, round) && known.HandedIn == all.Count)
            return known.State;
        var since = all.Skip(known.HandedIn).Select(h => (h.Submission, h.Answers)).ToArray();
        var state = isKnown
            ? known.State.With(round, since)
            : new ReviewState(round, await RoundItems.OfAsync(workspace, round, ct), since);
        states[round.Id] = (state, all.Count);
        return state;
    }

    /// <summary>What was drawn of a round for a second look, and what people had said before.</summary>
    /// <param name="round">Its id.</param>
    public SecondLook SecondLookOf(string round) =>
        Once(round, () => new SecondLook(HandedInOf(round).Select(h => (h.Submission, h.Answers))));

    /// <summary>Something that follows from this book, made once for each round.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="make">Makes it; of several made at once one is kept.</param>
    internal T Once<T>(string round, Func<T> make)
        where T : class => (T)made.GetOrAdd((round, typeof(T)), _ => make());

    /// <summary>
    /// Facts are only added, so those after the last one are enough; unless that one is not there any more as it was, because the store was
    /// restored.
    /// </summary>
    private static async Task<ReviewBook> NextAsync(Workspace workspace, ReviewBook? former, CancellationToken ct)
    {
        if (former?.last is { } known)
        {
            var found = await workspace.Records.FindAsync(new PartitionKey(workspace.Tenant, Scopes.Reviews), known.Row, ct);
            if (found is null || !found.Json.Span.SequenceEqual(known.Json.Span))
                former = null;
        }
        var book = new ReviewBook(former);
        await foreach (var record in PartitionCommit.EveryFactAsync(workspace, Scopes.Reviews, book.last?.Row ?? "", ct))
        {
            await book.TakeAsync(workspace, FactText.Read(record.Json.Span), ct);
            book.last = record;
        }
        // Most of what is handed in takes nothing: then the list is the same one, and nobody compares it.
        var standing = book.removals.All;
        book.inOrder = former is not null && former.removals.All == standing ? former.inOrder : new(() => [.. standing.Values]);
        return book;
    }

    private async Task TakeAsync(Workspace workspace, Fact fact, CancellationToken ct)
    {
        if (fact.Kind == FactKind.ReviewOpened)
        {
            var round = await workspace.Kept.ValueAsync<ReviewRound>(fact.BodyText("kept")!, ct);
            if (!rounds.ContainsKey(round.Id))
                rounds = rounds.Add(round.Id, round);
        }
        else if (fact.Kind == FactKind.ReviewSubmitted)
            await HandAsync(workspace, fact, ct);
        else if (fact.Kind == FactKind.ReviewPaperEntered)
            papers = await papers.WithAsync(workspace, fact, ct);
        else if (fact.Kind == FactKind.ReviewMoversSeen || fact.Kind == FactKind.ReviewEmpty)
            moves = await moves.WithAsync(workspace, fact, ct);
        else if (fact.Kind == FactKind.ReviewProved)
            Prove(fact);
        else if (fact.Kind == FactKind.ReviewDeputyNamed)
            Named(fact);
        else if (rounds.TryGetValue(fact.Subject, out var known))
            rounds = rounds.SetItem(fact.Subject, Next(known, fact));
    }

    private static ReviewRound Next(ReviewRound round, Fact fact)
    {
        if (fact.Kind == FactKind.ReviewTold)
            return round with { ToldOn = Day(fact), Told = fact.BodyText("kept") };
        if (fact.Kind == FactKind.ReviewEscalated)
            return round with { EscalatedOn = Day(fact) };
        return fact.Kind == FactKind.ReviewClosed ? round with { ClosedAt = fact.At, Stopped = fact.BodyText("reason") } : round;
    }

    private void Prove(Fact fact)
    {
        var (next, open) = (proved.ToBuilder(), unproved.ToBuilder());
        foreach (var text in fact.BodyTexts("rights"))
        {
            if (text.Split(' ') is not [var worker, var right, var reference])
                throw new DamagedException(Wording.Of("Damaged.review-proof", fact.Id, text));
            var item = new ReviewItemId(new EmployeeId(worker), new EntitlementId(right));
            next.TryAdd((item, reference), fact.At);
            // Read back without the right: that proves every decision that stands.
            foreach (var other in removals.DecidedOf(item))
                next.TryAdd((item, other.Reference), fact.At);
            if (open.TryGetValue(item, out var removal) && removal.Reference == reference)
                open.Remove(item);
        }
        (proved, unproved) = (next.ToImmutable(), open.ToImmutable());
    }

    private async Task HandAsync(Workspace workspace, Fact fact, CancellationToken ct)
    {
        var kept = fact.BodyText("kept")!;
        var content = await workspace.Kept.ValueAsync<KeptAnswers>(kept, ct);
        var paper = PaperEntries.PaperOf(fact);
        EmployeeId? by = fact.Actor is Actor.Employee { Id: var told } ? told : null;
        // Nobody hands in what others decided, unless two people typed it from that person's paper.
        if (paper is not null ? !papers.BearOut(fact, paper, content) : by is not null && content.Answers.Any(a => a.By != by))
            return;
        var submission = new ReviewSubmission(
            fact.Subject,
            (int)fact.BodyNumber("number")!,
            paper?.Reviewer ?? by,
            fact.At,
            kept,
            content.Answers.Count(a => a.Choice == ReviewChoice.Keep),
            content.Answers.Count(a => a.Choice == ReviewChoice.Remove),
            content.Answers.Count(a => a.Choice == ReviewChoice.Unsure),
            Day(fact, "effect"),
            fact.BodyText("takesBack") is not null
        )
        {
            Paper = paper,
        };
        var list = handed.GetValueOrDefault(fact.Subject) ?? [];
        handed = handed.SetItem(fact.Subject, list.Add(new HandedIn(submission, content.Answers)));
        silent = SilentItems.After(silent, rounds[submission.Round].Rule, submission, content.Answers);
        if (submission.By is null && content.Answers.Any(SecondLook.IsDraw))
            rounds = rounds.SetItem(fact.Subject, rounds[fact.Subject] with { SecondLookOn = submission.Effect });
        removals = removals.After(submission, content);
        var open = unproved.ToBuilder();
        var changed = content.Removals.Select(r => new ReviewItemId(r.Worker, r.Entitlement));
        foreach (var item in submission.TakesBack ? changed.Concat(content.Answers.Select(a => a.Item)) : changed)
            if (removals.All.TryGetValue(item, out var stands) && ProvedAt(stands) is null)
                open[item] = stands;
            else
                open.Remove(item);
        unproved = open.ToImmutable();
    }

    /// <summary>Whoever is named last decides; naming nobody ends it.</summary>
    private void Named(Fact fact)
    {
        var head = new EmployeeId(fact.Subject);
        deputies = deputies.RemoveAll(d => d.Head == head);
        if (fact.BodyText("by") is { } by)
            deputies = deputies.Add(new Deputy(head, new EmployeeId(by), new DateSpan(Day(fact, "from"), Day(fact, "until"))));
    }

    private static DateOnly Day(Fact fact, string key = "on") =>
        DateOnly.ParseExact(fact.BodyText(key)!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
