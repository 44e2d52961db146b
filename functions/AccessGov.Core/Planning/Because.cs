using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>Why an action is right: the fact, the rule that draws the consequence, and the article behind the rule.</summary>
/// <param name="Cause">The fact.</param>
/// <param name="Rule">The rule; null where the law of the product itself decides (a leaver loses everything).</param>
/// <param name="Article">Article of the city's policy.</param>
/// <param name="Org">Org unit that the change is counted under by the brake; null when unknown.</param>
public sealed record Because(Cause Cause, RuleId? Rule, Article Article, OrgCode? Org);
