using AccessGov.App.Planning;
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

    private ReviewPeople(DesiredState desired, IReadOnlyList<OperatorEntry> operators)
    {
        this.desired = desired;
        reviewers = new Reviewers(desired, OfficersIn(operators), []);
        rights = desired.Policy.Entitlements.ToDictionary(e => e.Id);
    }

    /// <summary>As it is today.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<ReviewPeople> OfAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var last = workspace.Memory.Of(() => new Last());
        if (last.Of is { } known && ReferenceEquals(known.Desired, desired) && ReferenceEquals(known.Operators, workspace.Operators))
            return known.People;
        var people = new ReviewPeople(desired, workspace.Operators);
        last.Of = (desired, workspace.Operators, people);
        return people;
    }

    /// <summary>What should be today.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<DesiredState> DesiredAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return workspace.Present.OfAsync(workspace, ct);
    }

    private sealed class Last
    {
        public (DesiredState Desired, IReadOnlyList<OperatorEntry> Operators, ReviewPeople People)? Of { get; set; }
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
        if (!rights.TryGetValue(item.Id.Right, out var right) || desired.Facts.Roster.Find(item.Id.Worker) is not { } worker)
            return null;
        // Whoever has moved since is decided about where he serves now.
        var unit = item.Unit is { } at && desired.Heads.UnitsServed(worker).Contains(at) ? item.Unit : null;
        return reviewers.Of(item.Id.Worker, unit, right, state.StageOf(item.Id));
    }

    /// <summary>Units where somebody serves today.</summary>
    /// <param name="worker">Who.</param>
    public IReadOnlyList<OrgCode> UnitsOf(EmployeeId worker) =>
        desired.Facts.Roster.Find(worker) is { } found ? desired.Heads.UnitsServed(found) : [];

    /// <summary>True for whom personnel says that service has ended: nothing is left to decide.</summary>
    /// <param name="worker">Who.</param>
    public bool HasLeft(EmployeeId worker) =>
        desired.Facts.Roster.Find(worker) is { } found && desired.Of(found).Standing is Standing.Ended;
}
