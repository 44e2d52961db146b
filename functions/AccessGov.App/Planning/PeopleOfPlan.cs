using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Planning;

/// <summary>
/// Name, unit and post of the people whom a plan names by number: an approver knows colleagues, not numbers. They are looked up in the
/// personnel facts whenever a plan is shown, for the plan's day, and stand neither in the plan's id nor in the record.
/// </summary>
public sealed class PeopleOfPlan
{
    private readonly DesiredState desired;
    private readonly ILookup<EmployeeId, Worker> heldBack;

    private PeopleOfPlan(DesiredState desired)
    {
        this.desired = desired;
        heldBack = desired.Facts.Roster.HeldBack.ToLookup(w => w.Id);
    }

    /// <summary>One person as an approver knows them.</summary>
    /// <param name="Name">氏名.</param>
    /// <param name="Unit">所属; empty when it is not known.</param>
    /// <param name="Post">職名; empty when it is not known.</param>
    public sealed record Person(string Name, string Unit, string Post)
    {
        /// <summary>所属 and 職名 in one text; empty when neither is known.</summary>
        public string Place => $"{Unit} {Post}".Trim();
    }

    /// <summary>The people as the facts of now tell of the day.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="on">The day.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<PeopleOfPlan> OnAsync(Workspace workspace, DateOnly on, CancellationToken ct) =>
        new(await workspace.Present.OfAsync(workspace, on, new HashSet<SourceId>(), ct));

    /// <summary>True when the facts of now are those that the plan was made from.</summary>
    /// <param name="plan">The plan.</param>
    public bool AreOf(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Inputs.FactsDigest == desired.FactsDigest;
    }

    /// <summary>The person, or null when no source knows the number.</summary>
    /// <param name="id">The 職員番号.</param>
    public Person? Find(EmployeeId id)
    {
        if ((desired.Facts.Roster.Find(id) ?? heldBack[id].FirstOrDefault()) is not { } worker)
            return null;
        var desire = desired.Of(worker);
        if (desire.Attributes is { } attributes)
            return new Person(worker.DisplayName, attributes.Department, attributes.JobTitle);
        // Who has left keeps the last unit and post; who has not begun has none yet.
        if (desire.Org is not { } org)
            return new Person(worker.DisplayName, "", "");
        var last = worker.Postings.Where(p => p.Org == org).MaxBy(p => p.Days.Until ?? DateOnly.MaxValue);
        return new Person(worker.DisplayName, desired.Policy.OrgChart.Find(org)?.Name ?? org.Value, last?.Post ?? "");
    }
}
