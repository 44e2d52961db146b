using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>One term of employment. A 会計年度任用職員 who is appointed again has two.</summary>
/// <param name="Kind">職員区分.</param>
/// <param name="Days">採用日 to 退職日; the account is disabled from the day after 退職日.</param>
/// <param name="EndsAtOnce">True when HR says that access ends now, whatever the date (懲戒免職 and the like).</param>
public sealed record Employment(EmploymentKind Kind, DateSpan Days, bool EndsAtOnce = false);
