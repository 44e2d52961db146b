using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>The policy's rules laid out by org unit, with entitlements as indexes, for one look-up per posting.</summary>
internal sealed class RuleBook
{
    private static readonly PostingKind[] ServedHere =
    [
        PostingKind.Primary,
        PostingKind.Concurrent,
        PostingKind.CrossAppointed,
        PostingKind.ActingDuty,
        PostingKind.ActingDeputy,
    ];

    private readonly GovernancePolicy policy;
    private readonly Dictionary<OrgCode, RuleAtOrg[]> byOrg = [];
    private readonly Dictionary<EntitlementId, int> indexOf = [];

    public RuleBook(GovernancePolicy policy)
    {
        this.policy = policy;
        Zones = [.. policy.Entitlements.Select(e => e.Zone)];
        for (var i = 0; i < policy.Entitlements.Count; i++)
            indexOf.Add(policy.Entitlements[i].Id, i);
        var all = policy.BirthrightRules.OrderBy(r => r.Id).Select(Compile).ToArray();
        foreach (var unit in policy.OrgChart.Units)
        {
            var path = policy.OrgChart.PathOf(unit.Code);
            byOrg.Add(unit.Code, [.. all.Where(r => r.Rule.Scope.Orgs.Count == 0 || r.Rule.Scope.Orgs.Any(path.Contains))]);
        }
        Separations = [.. policy.SeparationRules.OrderBy(r => r.Id).Select(r => (r, indexOf[r.Keeps], indexOf[r.Withholds]))];
    }

    public Zone[] Zones { get; }

    public IReadOnlyList<(SeparationRule Rule, int Keeps, int Withholds)> Separations { get; }

    public int IndexOf(EntitlementId id) => indexOf.GetValueOrDefault(id, -1);

    public RuleAtOrg[] At(OrgCode org) => byOrg.GetValueOrDefault(org, []);

    /// <summary>
    /// Entitlements that a posting told by one of the sources could give: a guest posting lies in the source's own units.
    /// </summary>
    public bool[] GrantableBy(IReadOnlySet<SourceId> sources)
    {
        var may = new bool[policy.Entitlements.Count];
        if (sources.Count == 0)
            return may;
        foreach (var unit in policy.OrgChart.Units.Where(u => sources.Contains(u.Source)))
            foreach (var rule in At(unit.Code))
                foreach (var entitlement in rule.Entitlements)
                    may[entitlement] = true;
        return may;
    }

    private RuleAtOrg Compile(BirthrightRule rule) =>
        new(
            rule,
            [.. rule.Grants.Select(g => indexOf[g]).Where(i => Zones[i] != Zone.Independent).Order()],
            Bits(rule.Scope.Postings.Count == 0 ? ServedHere : rule.Scope.Postings, k => (int)k),
            rule.Scope.Employments.Count == 0 ? -1 : Bits(rule.Scope.Employments, k => (int)k)
        );

    private static int Bits<T>(IEnumerable<T> kinds, Func<T, int> index) => kinds.Aggregate(0, (bits, kind) => bits | (1 << index(kind)));
}

/// <summary>A rule as seen from one org unit.</summary>
internal sealed record RuleAtOrg(BirthrightRule Rule, int[] Entitlements, int PostingBits, int EmploymentBits)
{
    public bool MatchesPosting(Posting posting) =>
        (PostingBits & (1 << (int)posting.Kind)) != 0 && (Rule.Scope.Posts.Count == 0 || Rule.Scope.Posts.Contains(posting.Post));

    public bool MatchesEmployment(EmploymentKind kind) => (EmploymentBits & (1 << (int)kind)) != 0;
}
