namespace AccessGov.Core.Audit.Witnesses;

/// <summary>Witnesses or groups of which some must have cosigned.</summary>
/// <param name="Name">What the policy calls it.</param>
/// <param name="Needed">How many of the members, from 1 to all.</param>
/// <param name="Members">Names of witnesses and groups that stand above it.</param>
public sealed record PolicyGroup(string Name, int Needed, IReadOnlyList<string> Members);
