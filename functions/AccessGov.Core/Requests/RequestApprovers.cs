using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.Core.Requests;

/// <summary>
/// Who may agree to what a request waits for, on a day. Laws: never the person it is for, never whoever asked, never whoever agreed
/// already, under none of their numbers; where that leaves nobody, an officer.
/// </summary>
public sealed class RequestApprovers
{
    private readonly DesiredState desired;
    private readonly IReadOnlyList<EmployeeId> officers;
    private readonly Reviewers reviewers;
    private readonly Reviewers withDeputies;

    /// <summary>As it is on the day of the state.</summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="officers">情報セキュリティ責任者 of the table of operators, in order.</param>
    /// <param name="reviewers">Who decides about whose rights, nobody standing in.</param>
    /// <param name="withDeputies">The same with 代理 of heads: they agree in the place of 所属長, and to no other stage.</param>
    public RequestApprovers(DesiredState desired, IReadOnlyList<EmployeeId> officers, Reviewers reviewers, Reviewers withDeputies)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(officers);
        ArgumentNullException.ThrowIfNull(reviewers);
        ArgumentNullException.ThrowIfNull(withDeputies);
        (this.desired, this.reviewers, this.withDeputies) = (desired, reviewers, withDeputies);
        this.officers = [.. officers.Distinct().Where(IsThere)];
    }

    /// <summary>Who may agree next, any one of them; empty where nobody may, or nobody must.</summary>
    /// <param name="request">The request.</param>
    public IReadOnlyList<EmployeeId> Of(RightRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Next is not { } stage || RightOf(request) is not { } right)
            return [];
        var found = stage switch
        {
            RequestStage.Head => HeadOf(request, right),
            RequestStage.Owner => reviewers.Of(request.Subject, request.Unit, right, ReviewStage.Owner),
            _ => null,
        };
        return found is { } one && MayAgree(request, one) ? [one] : [.. officers.Where(o => MayAgree(request, o))];
    }

    /// <summary>Who would agree to each stage in turn, as it is today; a stage to which nobody may agree has nobody.</summary>
    /// <param name="request">A request to which nobody agreed yet.</param>
    public IReadOnlyList<(RequestStage Stage, EmployeeId? By)> Course(RightRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var course = new List<(RequestStage, EmployeeId?)>();
        for (var at = request; at.Next is { } stage;)
        {
            var found = Of(at);
            EmployeeId? by = found.Count == 0 ? null : found[0];
            course.Add((stage, by));
            var agreement = new RequestAgreement(by ?? request.Subject, request.AskedAt);
            at = stage switch
            {
                RequestStage.Head => at with { Head = agreement },
                RequestStage.Owner => at with { Owner = agreement },
                _ => at with { Officer = agreement },
            };
        }
        return course;
    }

    /// <summary>True for whoever agrees in another's place: an officer or a 代理 who heads no unit that would be asked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="by">Who agrees today.</param>
    public bool StandsIn(RightRequest request, RequestStage stage, EmployeeId by)
    {
        ArgumentNullException.ThrowIfNull(request);
        OrgCode? unit = stage switch
        {
            RequestStage.Head => request.Unit,
            RequestStage.Owner => RightOf(request)?.Owner,
            _ => null,
        };
        var chart = desired.Policy.OrgChart;
        return unit is { } at && chart.Find(at) is not null && !chart.PathOf(at).Any(u => desired.Heads.OwnOf(u).Contains(by));
    }

    /// <summary>True when two numbers are, or may be, one person: the same in another writing, or one continues the other.</summary>
    /// <param name="one">A number.</param>
    /// <param name="other">Another.</param>
    public bool AreOne(EmployeeId one, EmployeeId other) =>
        NumberForm.Fold(one.Value) == NumberForm.Fold(other.Value) || Continues(one, other) || Continues(other, one);

    /// <summary>True when somebody may agree to a request, as far as who asked and agreed goes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="by">Who.</param>
    public bool MayAgree(RightRequest request, EmployeeId by)
    {
        ArgumentNullException.ThrowIfNull(request);
        return IsThere(by) && !AreOne(by, request.Subject) && !request.Givers.Any(g => AreOne(by, g));
    }

    /// <summary>
    /// Whoever asked as the person's head is himself headed by the next, and nobody whom he named agrees in his place. A deputy who may not
    /// agree stands in for nobody: then it is the head's.
    /// </summary>
    private EmployeeId? HeadOf(RightRequest request, Entitlement right)
    {
        var head = reviewers.Of(request.Subject, request.Unit, right, ReviewStage.Head);
        if (head == request.AskedBy)
            return reviewers.Of(request.AskedBy, null, right, ReviewStage.Head);
        var deputy = withDeputies.Of(request.Subject, request.Unit, right, ReviewStage.Head);
        return deputy is { } by && MayAgree(request, by) ? by : head;
    }

    private Entitlement? RightOf(RightRequest request)
    {
        foreach (var right in desired.Policy.Entitlements)
            if (right.Id == request.Right)
                return right;
        return null;
    }

    private bool Continues(EmployeeId now, EmployeeId former) => desired.Facts.Roster.Find(now)?.FormerId == former;

    private bool IsThere(EmployeeId person) =>
        desired.Facts.Roster.Find(person) is { } worker && desired.Of(worker) is { Standing: Standing.OnDuty, Held: null };
}
