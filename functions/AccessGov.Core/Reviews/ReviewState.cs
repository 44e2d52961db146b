using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>
/// Where the items of a round stand: follows from what was handed in, and from nothing else. Never changes: what is handed in later makes
/// another one, which shares the items.
/// </summary>
public sealed class ReviewState
{
    private readonly Said?[] last;
    private readonly Lazy<int[]> passedOn;

    /// <summary>What was said last of an item, and before it.</summary>
    private sealed record Said(ReviewAnswer Answer, ReviewSubmission In, Said? Former)
    {
        public bool IsDecision => Answer.Choice != ReviewChoice.Unsure;

        /// <summary>
        /// What stands once more is said. Whoever leaves ends what was open, and whoever serves again opens it as it was; whoever decided
        /// something may open it as it was asked of him, and nobody else may.
        /// </summary>
        public static Said? Next(Said? last, ReviewAnswer answer, ReviewSubmission submission)
        {
            var open = last is { Answer.Choice: ReviewChoice.Gone } ? last.Former : last;
            return answer.Choice switch
            {
                ReviewChoice.Back => open,
                ReviewChoice.Reopened => MayReopen(last?.Answer, answer.By) ? Asked(last) : last,
                _ => new Said(answer, submission, open),
            };
        }

        /// <summary>わからない that nobody has answered: it stands, or silence at the end came after it.</summary>
        public static Said? PassedOn(Said? said) =>
            said is { IsDecision: false } ? said
            : said is { Answer: { By: null, Choice: ReviewChoice.Keep }, Former: { IsDecision: false } asked } ? asked
            : null;

        /// <summary>The last わからない before a decision: whoever passed the item on did so whatever was decided since.</summary>
        private static Said? Asked(Said? said)
        {
            while (said is { IsDecision: true })
                said = said.Former;
            return said;
        }
    }

    /// <summary>True where somebody may decide anew what stands: he decided it himself.</summary>
    /// <param name="last">What was said last; null for nothing.</param>
    /// <param name="by">Who.</param>
    internal static bool MayReopen(ReviewAnswer? last, EmployeeId? by) =>
        last is { Choice: ReviewChoice.Keep or ReviewChoice.Remove, By: { } decided } && decided == by;

    /// <summary>Folds it.</summary>
    /// <param name="round">The round.</param>
    /// <param name="population">Its items, in order.</param>
    /// <param name="handedIn">What was handed in, oldest first, each with its answers.</param>
    public ReviewState(
        ReviewRound round,
        IReadOnlyList<ReviewItem> population,
        IEnumerable<(ReviewSubmission Submission, IReadOnlyList<ReviewAnswer> Answers)> handedIn
    )
        : this(round, new ReviewItems(population), handedIn) { }

    /// <summary>Folds it.</summary>
    /// <param name="round">The round.</param>
    /// <param name="items">Its items.</param>
    /// <param name="handedIn">What was handed in, oldest first, each with its answers.</param>
    public ReviewState(
        ReviewRound round,
        ReviewItems items,
        IEnumerable<(ReviewSubmission Submission, IReadOnlyList<ReviewAnswer> Answers)> handedIn
    )
        : this(round, Checked(items), new Said?[items.All.Count], 0, handedIn) { }

    private ReviewState(
        ReviewRound round,
        ReviewItems items,
        Said?[] last,
        int decided,
        IEnumerable<(ReviewSubmission Submission, IReadOnlyList<ReviewAnswer> Answers)> handedIn
    )
    {
        ArgumentNullException.ThrowIfNull(handedIn);
        (Round, Items, this.last, Decided) = (round, items, last, decided);
        foreach (var (submission, answers) in handedIn)
            foreach (var answer in answers)
                if (items.PlaceOf(answer.Item) is { } at)
                {
                    var said = Said.Next(last[at], answer, submission);
                    Decided += (said is { IsDecision: true } ? 1 : 0) - (IsDecidedAt(at) ? 1 : 0);
                    last[at] = said;
                }
        passedOn = new(() => [.. Enumerable.Range(0, items.All.Count).Where(at => Said.PassedOn(this.last[at]) is not null)]);
    }

    /// <summary>The same after more was handed in.</summary>
    /// <param name="round">The round as it is then.</param>
    /// <param name="handedIn">What was handed in since, oldest first, each with its answers.</param>
    public ReviewState With(
        ReviewRound round,
        IReadOnlyCollection<(ReviewSubmission Submission, IReadOnlyList<ReviewAnswer> Answers)> handedIn
    )
    {
        ArgumentNullException.ThrowIfNull(handedIn);
        return new ReviewState(round, Items, handedIn.Count == 0 ? last : [.. last], Decided, handedIn);
    }

    /// <summary>The round.</summary>
    public ReviewRound Round { get; }

    /// <summary>What was held at its opening.</summary>
    public ReviewItems Items { get; }

    /// <summary>What was held at its opening, in order.</summary>
    public IReadOnlyList<ReviewItem> Population => Items.All;

    /// <summary>The item; null where it is none of this round.</summary>
    /// <param name="id">Names it.</param>
    public ReviewItem? Find(ReviewItemId id) => Items.PlaceOf(id) is { } at ? Items.All[at] : null;

    /// <summary>What was said last, with what it was handed in with; null while nobody said anything.</summary>
    /// <param name="id">The item.</param>
    public (ReviewAnswer Answer, ReviewSubmission In)? LastOf(ReviewItemId id) => Items.PlaceOf(id) is { } at ? LastAt(at) : null;

    /// <summary>The same by the item's place.</summary>
    /// <param name="at">Its place.</param>
    public (ReviewAnswer Answer, ReviewSubmission In)? LastAt(int at) => last[at] is { } said ? (said.Answer, said.In) : null;

    /// <summary>True once somebody, or silence at the end, decided.</summary>
    /// <param name="id">The item.</param>
    public bool IsDecided(ReviewItemId id) => Items.PlaceOf(id) is { } at && IsDecidedAt(at);

    /// <summary>The same by the item's place.</summary>
    /// <param name="at">Its place.</param>
    public bool IsDecidedAt(int at) => last[at] is { IsDecision: true };

    /// <summary>True where somebody did, and not silence.</summary>
    /// <param name="id">The item.</param>
    public bool IsDecidedBySomebody(ReviewItemId id) =>
        Items.PlaceOf(id) is { } at && last[at] is { IsDecision: true, Answer.By: not null };

    /// <summary>True where silence took the right while the round was open: nobody is asked any more.</summary>
    /// <param name="id">The item.</param>
    public bool IsTakenBySilence(ReviewItemId id) => LastOf(id) is ({ By: null, Choice: ReviewChoice.Remove }, _);

    /// <summary>True where it was drawn for a second look that nobody has taken yet.</summary>
    /// <param name="id">The item.</param>
    public bool IsDrawn(ReviewItemId id) => LastOf(id) is var (last, _) && SecondLook.IsDraw(last);

    /// <summary>Who is asked about items of a right of which nobody said わからない.</summary>
    /// <param name="right">The right.</param>
    public ReviewStage FirstStageOf(EntitlementId right) =>
        Round.Rule.OwnerFirst || Round.IsEscalated(right) ? ReviewStage.Owner : ReviewStage.Head;

    /// <summary>Who is asked about an item now.</summary>
    /// <param name="id">The item.</param>
    public ReviewStage StageOf(ReviewItemId id) =>
        Items.PlaceOf(id) is { } at && Said.PassedOn(last[at]) is not null ? ReviewStage.Owner : FirstStageOf(id.Right);

    /// <summary>
    /// Who has said his part of an item that the owner is asked about: he who said わからない, or kept it before it was drawn for a second
    /// look. Somebody else is asked, where there is one; also after the end, where the owner was silent.
    /// </summary>
    /// <param name="at">The item's place.</param>
    public EmployeeId? PassedOnBy(int at) => Said.PassedOn(last[at]) is { } said ? said.Answer.By ?? said.Former?.Answer.By : null;

    /// <summary>Places of items that somebody passed on and nobody answered, in order; also where silence came after it.</summary>
    public IReadOnlyList<int> PassedOn => passedOn.Value;

    /// <summary>Items that nobody decided about, in order.</summary>
    public IEnumerable<ReviewItem> Undecided => Items.All.Where((_, at) => !IsDecidedAt(at));

    /// <summary>How many are decided.</summary>
    public int Decided { get; }

    private static ReviewItems Checked(ReviewItems items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items;
    }
}
