using AccessGov.Core.Kernel;

namespace AccessGov.App.Governance;

/// <summary>What is in force. Kept as JSON.</summary>
/// <param name="Hash">Names it: the hash of the policy or of the table, the id of the plan that was shown.</param>
/// <param name="Kept">Under which hash its content is kept; empty when there is none.</param>
/// <param name="ProposedBy">Who proposed it; for what took effect by itself, who ran the command, null for a trigger.</param>
/// <param name="ApprovedBy">Who agreed; null when nobody had to.</param>
/// <param name="At">Since when.</param>
public sealed record Decided(string Hash, string Kept, EmployeeId? ProposedBy, EmployeeId? ApprovedBy, DateTimeOffset At)
{
    /// <summary>
    /// Everybody who ever proposed what two people agreed to, with the last time. What takes effect by itself since then (only stricter)
    /// or another's decision does not make anybody less an author of what the own one gives.
    /// </summary>
    public IReadOnlyList<Giver> Givers
    {
        // A row of an older version has no list: whoever proposed it is the one that is known.
        get => field ?? (ProposedBy is { } by && ApprovedBy is not null ? [new(by, At)] : []);
        init;
    }

    /// <summary>Somebody whose proposal took effect.</summary>
    /// <param name="By">Who.</param>
    /// <param name="At">When another person agreed last.</param>
    public sealed record Giver(EmployeeId By, DateTimeOffset At);
}
