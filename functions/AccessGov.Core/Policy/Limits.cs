namespace AccessGov.Core.Policy;

/// <summary>A cap on unannounced changes of one kind.</summary>
/// <param name="Count">More than this many exceed the cap.</param>
/// <param name="Share">More than this share of the population exceeds the cap, 0 to 1; judged only at <see
/// cref="Limits.MinimumPopulation"/> and above.</param>
public sealed record Cap(int Count, decimal Share)
{
    /// <summary>True when the number exceeds the count, or the share of a population large enough to speak of shares.</summary>
    /// <param name="number">How many.</param>
    /// <param name="population">Of how many.</param>
    /// <param name="minimumPopulation">From this population on the share counts too.</param>
    public bool IsExceededBy(int number, int population, int minimumPopulation) =>
        number > Count || (population >= minimumPopulation && number > Share * population);

    /// <summary>The largest number that passes for a population.</summary>
    /// <param name="population">Of how many.</param>
    /// <param name="minimumPopulation">From this population on the share counts too.</param>
    public int AllowanceFor(int population, int minimumPopulation) =>
        population >= minimumPopulation ? Math.Min(Count, (int)Math.Floor(Share * population)) : Count;
}

/// <summary>Caps of one severity.</summary>
/// <param name="Disables">Accounts disabled or deleted, against enabled accounts.</param>
/// <param name="Removals">Memberships removed, against all governed memberships.</param>
/// <param name="RemovalsPerZone">Memberships removed in one zone, against that zone's memberships.</param>
/// <param name="RemovalsPerOrg">People of one org unit who lose something, against its people.</param>
public sealed record CapSet(Cap Disables, Cap Removals, Cap RemovalsPerZone, Cap RemovalsPerOrg)
{
    /// <summary>Accounts made, against enabled accounts; null for no cap.</summary>
    public Cap? Creations { get; init; }

    /// <summary>Accounts enabled that existed before, against enabled accounts; null for no cap.</summary>
    public Cap? Enables { get; init; }

    /// <summary>Every cap under its key in the policy file.</summary>
    internal IEnumerable<(string Name, Cap Cap)> ByName()
    {
        yield return ("disables", Disables);
        yield return ("removals", Removals);
        yield return ("removals-per-zone", RemovalsPerZone);
        yield return ("removals-per-org", RemovalsPerOrg);
        if (Creations is { } creations)
            yield return ("creations", creations);
        if (Enables is { } enables)
            yield return ("enables", enables);
    }
}

/// <summary>How much a plan may reduce before people must look, and before it is refused.</summary>
/// <param name="Approval">Above these a person must approve.</param>
/// <param name="Refusal">Above these nothing is applied.</param>
/// <param name="MinimumPopulation">Below this many, shares say nothing and only counts are judged.</param>
/// <param name="WindowDays">Reductions of this many past days count as well, 1 to 366.</param>
/// <param name="ApprovalFromActions">A plan of this many actions or more always needs approval.</param>
/// <param name="ApproveMyNumberGrants">True when every grant in the My Number zone needs approval.</param>
/// <param name="ApproveDeletions">True when every deletion of an account needs approval.</param>
/// <param name="MaxShrinkShare">A feed that lost more than this share of its people is refused, 0 to 1.</param>
/// <param name="MaxRejectedShare">A feed with more than this share of rejected rows is refused, 0 to 1.</param>
public sealed record Limits(
    CapSet Approval,
    CapSet Refusal,
    int MinimumPopulation,
    int WindowDays,
    int ApprovalFromActions,
    bool ApproveMyNumberGrants,
    bool ApproveDeletions,
    decimal MaxShrinkShare,
    decimal MaxRejectedShare
);
