using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>
/// What a review is about, as the policy says it. Within a kind one of what is named is enough; of several kinds each must hold; a kind
/// that is not named leaves nothing out. Zones and rights together are one kind. Whoever has moved is the rule's own
/// (<see cref="ReviewRule.OfMovers"/>).
/// </summary>
public sealed record ReviewScope
{
    /// <summary>Every right of these zones.</summary>
    public IReadOnlyList<Zone> Zones { get; init; } = [];

    /// <summary>These rights, in id order.</summary>
    public IReadOnlyList<EntitlementId> Rights { get; init; } = [];

    /// <summary>Rights of this classification or above, in each of its three parts; null for every one.</summary>
    public Classification? AtLeast { get; init; }

    /// <summary>True for privileged rights alone.</summary>
    public bool Privileged { get; init; }

    /// <summary>What is held at units of these bodies (第4), in order.</summary>
    public IReadOnlyList<string> Organs { get; init; } = [];

    /// <summary>What is held at units of these 任命権者, in id order.</summary>
    public IReadOnlyList<SourceId> Sources { get; init; } = [];

    /// <summary>What is held at these units and all below them, in code order.</summary>
    public IReadOnlyList<OrgCode> Orgs { get; init; } = [];

    /// <summary>What is held on one of these grounds.</summary>
    public IReadOnlyList<ReviewGroundKind> Grounds { get; init; } = [];

    /// <summary>True where the right is one of those that are meant; never one of 独自系.</summary>
    /// <param name="right">A right of the policy.</param>
    public bool Names(Entitlement right)
    {
        ArgumentNullException.ThrowIfNull(right);
        return right.Zone != Zone.Independent
            && (Zones.Count + Rights.Count == 0 || Zones.Contains(right.Zone) || Rights.Contains(right.Id))
            && (AtLeast is not { } least || right.Classification.Reaches(least))
            && (!Privileged || right.IsPrivileged);
    }

    /// <summary>
    /// True where what is held at a unit is meant. Where the unit is unknown it is: nothing is left out for not knowing.
    /// </summary>
    /// <param name="chart">The units.</param>
    /// <param name="unit">The unit; null, or one that the chart does not know, is an unknown one.</param>
    public bool HasUnit(OrgChart chart, OrgCode? unit)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Organs.Count + Sources.Count + Orgs.Count == 0
            || unit is not { } code
            || chart.Find(code) is not { } known
            || Organs.Contains(known.Organ)
            || Sources.Contains(known.Source)
            || Orgs.Any(top => chart.IsWithin(code, top));
    }

    /// <summary>True where what is held on a ground is meant.</summary>
    /// <param name="ground">The ground.</param>
    public bool HasGround(ReviewGroundKind ground) => Grounds.Count == 0 || Grounds.Contains(ground);

    /// <summary>True where of a right that is meant only some who hold it may be.</summary>
    public bool IsOfSome() => Organs.Count + Sources.Count + Orgs.Count + Grounds.Count > 0;

    /// <summary>What is named, kind by kind, as the policy file writes it; empty where nothing is.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<string> Values)> Named()
    {
        (string Kind, IReadOnlyList<string> Values)[] kinds =
        [
            ("zones", [.. Zones.Select(ZoneCodes.Of)]),
            ("rights", [.. Rights.Select(r => r.Value)]),
            ("classification", AtLeast is { } least ? [least.Code()] : []),
            ("privileged", Privileged ? ["true"] : []),
            ("organs", Organs),
            ("sources", [.. Sources.Select(s => s.Value)]),
            ("orgs", [.. Orgs.Select(o => o.Value)]),
            ("grounds", [.. Grounds.Select(ReviewGroundKindCodes.Of)]),
        ];
        return [.. kinds.Where(k => k.Values.Count > 0)];
    }
}
