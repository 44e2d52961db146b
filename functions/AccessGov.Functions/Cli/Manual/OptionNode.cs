namespace AccessGov.Functions.Cli.Manual;

/// <summary>An option as the manual and the shells know it.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsNeeded">True when the command refuses to run without it.</param>
/// <param name="Value">What stands behind it; null for a switch.</param>
internal sealed record OptionNode(string Name, string Description, bool IsNeeded, ValueNode? Value);
