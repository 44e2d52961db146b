using AccessGov.Core.Kernel;

namespace AccessGov.Core.Desired;

/// <summary>How the product itself gave a right that somebody still has.</summary>
/// <param name="Cause">Code of the fact that gave it (<see cref="CauseCodes"/>).</param>
/// <param name="Rule">By this rule; null for a request or an exception.</param>
/// <param name="Article">Article of the policy that was cited.</param>
/// <param name="Unit">Unit of the posting that gave it; null when it had none.</param>
/// <param name="Dated">Day of the order (<see cref="CauseDay"/>); null when the cause names none.</param>
/// <param name="On">Day for which the plan was made that gave it.</param>
/// <param name="Plan">That plan.</param>
public sealed record GivenRight(string Cause, RuleId? Rule, Article Article, OrgCode? Unit, DateOnly? Dated, DateOnly On, string Plan);
