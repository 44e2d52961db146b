namespace AccessGov.Core.Reviews;

/// <summary>Where the items of a round stand: follows from what was handed in, and from nothing else.</summary>
public sealed class ReviewState
{
    private readonly Dictionary<ReviewItemId, (ReviewAnswer Answer, ReviewSubmission In)> last = [];
    private readonly Dictionary<ReviewItemId, ReviewItem> items;

    /// <summary>Folds it.</summary>
    /// <param name="round">The round.</param>
    /// <param name="population">Its items, in order.</param>
    /// <param name="handedIn">What was handed in, oldest first, each with its answers.</param>
    public ReviewState(
        ReviewRound round,
        IReadOnlyList<ReviewItem> population,
        IEnumerable<(ReviewSubmission Submission, IReadOnlyList<ReviewAnswer> Answers)> handedIn
    )
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(handedIn);
        (Round, Population) = (round, population);
        items = population.ToDictionary(i => i.Id);
        foreach (var (submission, answers) in handedIn)
        foreach (var answer in answers)
            if (items.ContainsKey(answer.Item))
                last[answer.Item] = (answer, submission);
    }

    /// <summary>The round.</summary>
    public ReviewRound Round { get; }

    /// <summary>What was held at its opening, in order.</summary>
    public IReadOnlyList<ReviewItem> Population { get; }

    /// <summary>The item; null where it is none of this round.</summary>
    /// <param name="id">Names it.</param>
    public ReviewItem? Find(ReviewItemId id) => items.GetValueOrDefault(id);

    /// <summary>What was said last, with what it was handed in with; null while nobody said anything.</summary>
    /// <param name="id">The item.</param>
    public (ReviewAnswer Answer, ReviewSubmission In)? LastOf(ReviewItemId id) => last.TryGetValue(id, out var found) ? found : null;

    /// <summary>True once somebody, or silence at the end, decided.</summary>
    /// <param name="id">The item.</param>
    public bool IsDecided(ReviewItemId id) => last.TryGetValue(id, out var found) && found.Answer.Choice != ReviewChoice.Unsure;

    /// <summary>True where somebody did, and not silence.</summary>
    /// <param name="id">The item.</param>
    public bool IsDecidedBySomebody(ReviewItemId id) => IsDecided(id) && last[id].Answer.By is not null;

    /// <summary>Who is asked about an item now.</summary>
    /// <param name="id">The item.</param>
    public ReviewStage StageOf(ReviewItemId id) =>
        Round.Rule.OwnerFirst
        || Round.EscalatedOn is not null
        || last.TryGetValue(id, out var found) && found.Answer.Choice == ReviewChoice.Unsure
            ? ReviewStage.Owner
            : ReviewStage.Head;

    /// <summary>Items that nobody decided about, in order.</summary>
    public IEnumerable<ReviewItem> Undecided => Population.Where(i => !IsDecided(i.Id));

    /// <summary>How many are decided.</summary>
    public int Decided => last.Count(l => l.Value.Answer.Choice != ReviewChoice.Unsure);
}
