using AccessGov.Core.Kernel;

namespace AccessGov.App.Governance;

/// <summary>What is in force. Kept as JSON.</summary>
/// <param name="Hash">Names it: the hash of the policy or of the table, the id of the plan that was shown.</param>
/// <param name="Kept">Under which hash its content is kept; empty when there is none.</param>
/// <param name="ProposedBy">Who proposed it; null when it took effect by itself.</param>
/// <param name="ApprovedBy">Who agreed; null when nobody had to.</param>
/// <param name="At">Since when.</param>
public sealed record Decided(string Hash, string Kept, EmployeeId? ProposedBy, EmployeeId? ApprovedBy, DateTimeOffset At);
