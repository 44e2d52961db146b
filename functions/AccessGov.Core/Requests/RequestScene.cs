using AccessGov.Core.Desired;

namespace AccessGov.Core.Requests;

/// <summary>What a decision about requests is made from.</summary>
/// <param name="Desired">People, policy and today.</param>
/// <param name="Ledger">Requests so far.</param>
/// <param name="Approvers">Who may agree to what.</param>
/// <param name="Now">The instant; whole milliseconds.</param>
public sealed record RequestScene(DesiredState Desired, RequestLedger Ledger, RequestApprovers Approvers, DateTimeOffset Now);
