using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>Who has a right by virtue of a duty.</summary>
/// <param name="Id">Name in the policy.</param>
/// <param name="Grants">Entitlements that the rule gives.</param>
/// <param name="Scope">Whom it covers.</param>
/// <param name="Article">Article that the rule puts into practice.</param>
public sealed record BirthrightRule(RuleId Id, IReadOnlyList<EntitlementId> Grants, RuleScope Scope, Article Article);

/// <summary>Whom a rule covers: every non-empty list must match one posting of a worker on duty.</summary>
/// <param name="Orgs">Org units with everything below them; empty covers every org unit of the chart.</param>
/// <param name="Employments">Employment kinds; empty covers all.</param>
/// <param name="Postings">Posting kinds; empty covers those served here (all but 出向 and 派遣).</param>
/// <param name="Posts">職名, compared exactly; empty covers all.</param>
public sealed record RuleScope(
    IReadOnlyList<OrgCode> Orgs,
    IReadOnlyList<EmploymentKind> Employments,
    IReadOnlyList<PostingKind> Postings,
    IReadOnlyList<string> Posts
);
