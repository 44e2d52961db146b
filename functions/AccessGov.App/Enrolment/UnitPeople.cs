using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>課の鍵と利用権限: the people of a head, or of a unit, each with key and rights.</summary>
public static class UnitPeople
{
    /// <summary>Somebody who serves there.</summary>
    /// <param name="Desire">The person, and what is due and withheld.</param>
    /// <param name="Units">Where the person serves, of the units that were asked for; of a head of one, that unit.</param>
    /// <param name="NeedsKey">True when a right of the My Number zone is due, or would be with a key.</param>
    /// <param name="HasKey">True with a key that counts; null when nothing is known.</param>
    public sealed record Person(WorkerDesire Desire, IReadOnlyList<OrgCode> Units, bool NeedsKey, bool? HasKey);

    /// <summary>Units that somebody heads today, by code.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="head">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<OrgCode>> HeadedByAsync(Workspace workspace, EmployeeId head, CancellationToken ct) =>
        (await workspace.Present.OfAsync(workspace, ct)).Heads.UnitsOf(head);

    /// <summary>Everybody whose head somebody is today (<see cref="UnitHeads"/>), by number; never the head.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="head">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Person>> OfHeadAsync(Workspace workspace, EmployeeId head, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var heads = desired.Heads;
        // Most people are nobody's here: told by where they serve, before their heads are looked for.
        return heads.UnitsOf(head).Count == 0
            ? []
            : People(desired, worker => [.. heads.UnitsServed(worker).Where(unit => heads.Over(unit, worker.Id).Contains(head))]);
    }

    /// <summary>Everybody who serves in a unit or below it, up to the next unit with a head of its own, by number.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when the policy knows no such unit.</returns>
    public static async Task<IReadOnlyList<Person>?> OfUnitAsync(Workspace workspace, OrgCode unit, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        if (desired.Policy.OrgChart.Find(unit) is null)
            return null;
        var under = desired.Heads.Under(unit);
        return People(desired, worker => [.. desired.Heads.UnitsServed(worker).Where(under.Contains)]);
    }

    private static List<Person> People(DesiredState desired, Func<Core.Personnel.Worker, OrgCode[]> unitsOf)
    {
        var hasKey = KeyHolders.Ask(desired.Facts, desired.On);
        var people = new List<Person>();
        foreach (var worker in desired.Facts.Roster.Workers)
            if (
                unitsOf(worker) is { Length: > 0 } units
                && desired.Of(worker) is { Standing: Standing.OnDuty or Standing.OnLeave } desire
            )
                people.Add(new Person(desire, units, MissingKeys.NeedsKey(desired.Policy, desire), hasKey(worker.Id)));
        return people;
    }
}
