using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>Two rights that one person may not hold together (兼務の禁止).</summary>
/// <param name="Id">Name in the policy.</param>
/// <param name="Keeps">The right that stays when both would be due.</param>
/// <param name="Withholds">The right that is withheld then.</param>
/// <param name="Article">Article that demands it.</param>
public sealed record SeparationRule(RuleId Id, EntitlementId Keeps, EntitlementId Withholds, Article Article);
