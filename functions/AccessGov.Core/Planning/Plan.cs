using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>
/// Everything that has to change, in the order in which it may be done, and everything that people should look at.
/// The id is the hash of the content: a plan cannot be altered and keep its name.
/// </summary>
public sealed class Plan
{
    private Plan(
        PlanId id,
        PlanInputs inputs,
        IReadOnlyList<PlannedAction> actions,
        IReadOnlyList<Finding> findings,
        Population population,
        PlanFormat format
    ) => (Id, Inputs, Actions, Findings, Population, Format) = (id, inputs, actions, findings, population, format);

    /// <summary>Hash of the content.</summary>
    public PlanId Id { get; }

    /// <summary>What it was made from.</summary>
    public PlanInputs Inputs { get; }

    /// <summary>Actions in order (see <see cref="ActionOrder"/>).</summary>
    public IReadOnlyList<PlannedAction> Actions { get; }

    /// <summary>Findings in canonical order.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What shares are shares of.</summary>
    public Population Population { get; }

    /// <summary>How its id was made.</summary>
    public PlanFormat Format { get; }

    /// <summary>Closes a plan: orders, numbers and names it. Used by the planner, and by the store to bring back a kept plan.</summary>
    /// <remarks>A kept plan whose content was altered comes back under another id; the caller compares.</remarks>
    /// <param name="inputs">What it was made from.</param>
    /// <param name="actions">In any order.</param>
    /// <param name="findings">In any order.</param>
    /// <param name="population">What shares are shares of.</param>
    /// <param name="format">How the id is made; a kept plan keeps its own.</param>
    public static Plan Close(
        PlanInputs inputs,
        IEnumerable<PlannedAction> actions,
        IEnumerable<Finding> findings,
        Population population,
        PlanFormat format = PlanFormat.ListOfChanges
    )
    {
        var ordered = actions.ToArray();
        Array.Sort(ordered, ActionOrder.Compare);
        var sortedFindings = findings.Distinct().Order().ToArray();
        using var hash = new CanonicalHash();
        using var actionHash = new CanonicalHash();
        if (format != PlanFormat.First)
            hash.Add($"accessgov-plan/{(int)format}");
        hash.Add(inputs.Tenant.Value)
            .Add(inputs.On)
            .Add(inputs.PolicyHash)
            .Add(inputs.FactsDigest)
            .Add(inputs.SnapshotDigest)
            .Add(inputs.Only?.Value)
            .Add(inputs.After?.Value)
            .Add(ordered.Length)
            .Add(sortedFindings.Length);
        var basis = new CanonicalHash();
        using (basis)
        {
            if (format != PlanFormat.First)
                basis.Add($"accessgov-action/{(int)format}");
            var seed = basis.Add(inputs.Tenant.Value).Add(inputs.On).Add(inputs.SnapshotDigest).Add(inputs.After?.Value).ToHex();
            for (var i = 0; i < ordered.Length; i++)
            {
                ActionCanon.Add(actionHash.Add(seed), ordered[i], format);
                var id = actionHash.ToHex();
                hash.Add(id);
                ordered[i] = ordered[i] with { Id = new ActionId(id[..32]) };
            }
        }
        foreach (var finding in sortedFindings)
            hash.Add((long)finding.Kind)
                .Add(finding.Worker?.Value)
                .Add(finding.Account?.ToString())
                .Add(finding.Entitlement?.Value)
                .Add(finding.Detail);
        AddPopulation(hash, population);
        return new Plan(new PlanId(hash.ToHex()), inputs, ordered, sortedFindings, population, format);
    }

    private static void AddPopulation(CanonicalHash hash, Population population)
    {
        hash.Add(population.EnabledAccounts).Add(population.Memberships);
        foreach (var (zone, count) in population.PerZone.OrderBy(p => p.Key))
            hash.Add((long)zone).Add(count);
        foreach (var (org, count) in population.PerOrg.OrderBy(p => p.Key))
            hash.Add(org.Value).Add(count);
    }
}
