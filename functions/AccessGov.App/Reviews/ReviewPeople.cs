using System.Collections.Concurrent;
using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>Who decides about which item today.</summary>
public sealed class ReviewPeople
{
    private readonly DesiredState desired;
    private readonly Reviewers reviewers;
    private readonly Dictionary<EntitlementId, Entitlement> rights;
    private readonly ConcurrentDictionary<(ReviewItems, bool IsEscalated), Lazy<ReviewerIndex>> indexes = new();
    private readonly Lazy<HashSet<EmployeeId>> left;
    private readonly Lazy<Dictionary<OrgCode, int>> served;

    private ReviewPeople(DesiredState desired, IReadOnlyList<OperatorEntry> operators, IReadOnlyList<Deputy> deputies)
    {
        this.desired = desired;
        reviewers = new Reviewers(desired, OfficersIn(operators), deputies);
        rights = desired.Policy.Entitlements.ToDictionary(e => e.Id);
        var roster = desired.Facts.Roster;
        left = new(() => [.. roster.Workers.Where(w => desired.Of(w).Standing is Standing.Ended).Select(w => w.Id)]);
        served = new(() => roster.Workers.SelectMany(desired.Heads.UnitsServed).CountBy(u => u).ToDictionary());
    }

    /// <summary>As it is today.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<ReviewPeople> OfAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var last = workspace.Memory.Of(() => new Last());
        var deputies = (await ReviewBook.ReadAsync(workspace, ct)).Deputies;
        if (
            last.Of is { } known
            && ReferenceEquals(known.Operators, workspace.Operators)
            && known.Deputies.SequenceEqual(deputies)
            && AreSame(known.Desired, desired)
        )
            return known.People;
        var people = new ReviewPeople(desired, workspace.Operators, deputies);
        last.Of = new(desired, workspace.Operators, deputies, people);
        return people;
    }

    /// <summary>What reviews took, and keys, say nothing of who serves where, who heads what and who is there.</summary>
    private static bool AreSame(DesiredState one, DesiredState other) =>
        one.On == other.On
        && ReferenceEquals(one.Policy, other.Policy)
        && ReferenceEquals(one.Facts.Roster, other.Facts.Roster)
        && ReferenceEquals(one.Facts.Holds, other.Facts.Holds);

    private sealed record Known(
        DesiredState Desired,
        IReadOnlyList<OperatorEntry> Operators,
        IReadOnlyList<Deputy> Deputies,
        ReviewPeople People
    );

    private sealed class Last
    {
        private volatile Known? of;

        public Known? Of
        {
            get => of;
            set => of = value;
        }
    }

    /// <summary>Who decides where no head may: 情報セキュリティ責任者, then approvers, each by number.</summary>
    /// <param name="operators">The table in force.</param>
    public static IReadOnlyList<EmployeeId> OfficersIn(IReadOnlyList<OperatorEntry> operators) =>
        [
            .. operators
                .Where(o => o.Roles.Contains(OperatorRole.Officer) || o.Roles.Contains(OperatorRole.Approver))
                .OrderBy(o => o.Roles.Contains(OperatorRole.Officer) ? 0 : 1)
                .ThenBy(o => o.Worker)
                .Select(o => o.Worker)
                .Distinct(),
        ];

    /// <summary>Who decides about an item; null where nobody may.</summary>
    /// <param name="state">The round.</param>
    /// <param name="item">The item.</param>
    public EmployeeId? ReviewerOf(ReviewState state, ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(item);
        return state.Items.PlaceOf(item.Id) is { } at && state.PassedOnBy(at) is { } by
            ? NextAfter(item, by)
            : ReviewerOf(item, state.StageOf(item.Id));
    }

    /// <summary>Items that somebody did not decide about and that are one person's, in order.</summary>
    /// <param name="state">The round.</param>
    /// <param name="by">Who.</param>
    public IReadOnlyList<ReviewItem> ItemsOf(ReviewState state, EmployeeId by)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (items, index) = (state.Items.All, IndexOf(state));
        var others = Reassigned(state);
        var mine = index.Of(by).Where(at => !others.ContainsKey(at)).Concat(others.Where(o => o.Value == by).Select(o => o.Key)).Order();
        return [.. mine.Select(at => items[at]).Where(i => !state.IsDecidedBySomebody(i.Id) && !state.IsTakenBySilence(i.Id))];
    }

    /// <summary>True for whom somebody decides about in a round, also where that is done.</summary>
    /// <param name="state">The round.</param>
    /// <param name="reviewer">Who decides.</param>
    /// <param name="subject">About whom.</param>
    public bool DecidesAbout(ReviewState state, EmployeeId reviewer, EmployeeId subject)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Population.Any(i => i.Id.Worker == subject && ReviewerOf(state, i) == reviewer);
    }

    /// <summary>How many items that nobody decided about each person has; null for those about which nobody may decide.</summary>
    /// <param name="state">The round.</param>
    public IEnumerable<(EmployeeId? Reviewer, int Items)> Behind(ReviewState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var others = Reassigned(state);
        return IndexOf(state)
            .Count(at => !state.IsDecidedAt(at) && !others.ContainsKey(at))
            .Select(c => (Key: c.Reviewer is { } id ? id.Value : "", c.Items))
            .Concat(others.Where(o => !state.IsDecidedAt(o.Key)).Select(o => (Key: o.Value is { } id ? id.Value : "", Items: 1)))
            .GroupBy(c => c.Key)
            .Select(g => (g.Key.Length == 0 ? (EmployeeId?)null : new EmployeeId(g.Key), g.Sum(c => c.Items)));
    }

    /// <summary>Places of the items that nobody decided about, each with who is asked; null where nobody may be.</summary>
    /// <param name="state">The round.</param>
    internal IEnumerable<(int At, EmployeeId? Reviewer)> Open(ReviewState state)
    {
        var (others, index) = (Reassigned(state), IndexOf(state));
        for (var at = 0; at < state.Items.All.Count; at++)
            if (!state.IsDecidedAt(at))
                yield return (at, others.TryGetValue(at, out var other) ? other : index.At(at));
    }

    private ReviewerIndex IndexOf(ReviewState state) =>
        indexes
            .GetOrAdd(
                (state.Items, state.Round.EscalatedOn is not null),
                key => new Lazy<ReviewerIndex>(() =>
                    new ReviewerIndex(key.Item1, item => ReviewerOf(item, state.FirstStageOf(item.Id.Right)))
                )
            )
            .Value;

    /// <summary>Of whom the owner of the right is asked because somebody said わからない, or for a second look.</summary>
    private Dictionary<int, EmployeeId?> Reassigned(ReviewState state) =>
        state.PassedOn.ToDictionary(
            at => at,
            at => state.PassedOnBy(at) is { } by ? NextAfter(state.Items.All[at], by) : ReviewerOf(state.Items.All[at], ReviewStage.Owner)
        );

    /// <summary>The owner of the right, whoever is above him where he has said his part; he himself where nobody is.</summary>
    private EmployeeId? NextAfter(ReviewItem item, EmployeeId by) =>
        ReviewerOf(item, ReviewStage.Owner, by) ?? ReviewerOf(item, ReviewStage.Owner);

    private EmployeeId? ReviewerOf(ReviewItem item, ReviewStage stage, EmployeeId? notBy = null)
    {
        if (!rights.TryGetValue(item.Id.Right, out var right) || desired.Facts.Roster.Find(item.Id.Worker) is not { } worker)
            return null;
        // Whoever has moved since is decided about where he serves now.
        var unit = item.Unit is { } at && desired.Heads.UnitsServed(worker).Contains(at) ? item.Unit : null;
        return reviewers.Of(item.Id.Worker, unit, right, stage, notBy);
    }

    /// <summary>Whether another than who kept an item may look at it a second time.</summary>
    /// <param name="state">The round.</param>
    public Func<ReviewItemId, EmployeeId, bool> HasAnother(ReviewState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return (id, by) => state.Find(id) is { } item && !HasLeft(id.Worker) && ReviewerOf(item, ReviewStage.Owner, by) is not null;
    }

    /// <summary>True for whoever heads a unit today.</summary>
    /// <param name="person">Who.</param>
    public bool IsHead(EmployeeId person) => desired.Heads.UnitsOf(person).Count > 0;

    /// <summary>True for who may stand in for a head: whoever serves today in a unit that the head looks after, or heads one.</summary>
    /// <param name="head">The head.</param>
    /// <param name="by">Who would stand in.</param>
    public bool MayStandInFor(EmployeeId head, EmployeeId by)
    {
        var under = desired.Heads.UnitsOf(head).SelectMany(desired.Heads.Under).ToHashSet();
        return IsHead(by) || UnitsOf(by).Any(under.Contains);
    }

    /// <summary>Units where somebody serves today.</summary>
    /// <param name="worker">Who.</param>
    public IReadOnlyList<OrgCode> UnitsOf(EmployeeId worker) =>
        desired.Facts.Roster.Find(worker) is { } found ? desired.Heads.UnitsServed(found) : [];

    /// <summary>True for whom personnel says that service has ended: nothing is left to decide.</summary>
    /// <param name="worker">Who.</param>
    public bool HasLeft(EmployeeId worker) => left.Value.Contains(worker);

    /// <summary>True for whom personnel says that he is on duty or on leave.</summary>
    /// <param name="worker">Who.</param>
    public bool Serves(EmployeeId worker) =>
        desired.Facts.Roster.Find(worker) is { } found && desired.Of(found).Standing is Standing.OnDuty or Standing.OnLeave;

    /// <summary>How many people serve in a unit today.</summary>
    /// <param name="unit">The unit.</param>
    public int PeopleIn(OrgCode unit) => served.Value.GetValueOrDefault(unit);

    /// <summary>How many of the unit of an item hold the right, of how many people; null where nobody knows the unit.</summary>
    /// <param name="state">The round.</param>
    /// <param name="item">The item.</param>
    public (int Holders, int People)? PeersOf(ReviewState state, ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(item);
        if (item.Unit is not { } unit || PeopleIn(unit) is not (> 0 and var people))
            return null;
        var holders = state.Items.HoldersOf(item);
        return (holders, Math.Max(people, holders));
    }

    /// <summary>True where 続ける takes a reason (<see cref="ReviewDecider.AsksReason"/>).</summary>
    /// <param name="state">The round.</param>
    /// <param name="item">The item.</param>
    public bool AsksReason(ReviewState state, ReviewItem item) => ReviewDecider.AsksReason(item, IsAlone(state, item));

    /// <summary>
    /// False where nothing gives a right today, as after a move: the next plan takes it whatever is said. What is only withheld is given;
    /// of whom nothing can be decided today, everything is.
    /// </summary>
    /// <param name="item">Whose right, and which.</param>
    public bool IsGiven(ReviewItemId item) =>
        desired.Facts.Roster.Find(item.Worker) is not { } worker
        || desired.Of(worker) is not { IsUndecided: false }
        || RightGrounds.Of(desired, item, []).Paths.Count > 0;

    /// <summary>True where one person of a unit alone holds the right.</summary>
    /// <param name="state">The round.</param>
    /// <param name="item">The item.</param>
    public bool IsAlone(ReviewState state, ReviewItem item) =>
        PeersOf(state, item) is var (holders, people) && ReviewDecider.IsAlone(holders, people);
}
