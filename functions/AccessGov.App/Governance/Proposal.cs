using AccessGov.Core.Kernel;

namespace AccessGov.App.Governance;

/// <summary>What somebody wants to be in force, until a second person agrees. Kept as JSON.</summary>
/// <param name="Hash">Names what is proposed: the hash of the policy or of the table, the id of the shown plan.</param>
/// <param name="Kept">Under which hash its content is kept; empty when there is none.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="At">When.</param>
/// <param name="Changes">What it would change, as shown: keys of the policy, lines of the table.</param>
public sealed record Proposal(string Hash, string Kept, EmployeeId By, DateTimeOffset At, IReadOnlyList<string> Changes);
