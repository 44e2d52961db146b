using AccessGov.App.Policy;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Governance;

/// <summary>
/// Which policy holds: not what lies in the file, but what two people agreed to, kept by its hash. A file that is only stricter takes
/// effect by itself, if it was read after they agreed: a process that still holds the file of before does not undo what they decided.
/// </summary>
/// <param name="Policy">What to work with.</param>
/// <param name="IsAgreed">False for a policy to which nobody agreed yet: nothing may be applied by it.</param>
/// <param name="Waiting">What the file would change, when it waits for a second person; else null.</param>
/// <param name="Unreadable">Why the policy in force cannot be read by this version; null when it can.</param>
internal sealed record PolicyInForce(GovernancePolicy Policy, bool IsAgreed, PolicyDifference? Waiting, string? Unreadable)
{
    /// <summary>What the file changes and, being only stricter, takes effect by itself; null when it changes nothing.</summary>
    public PolicyDifference? Stricter { get; private init; }

    /// <summary>Finds it; puts a stricter file into force.</summary>
    /// <param name="workspace">The tenant's stores; its policy is the file's.</param>
    /// <param name="content">The file, of which that policy was read.</param>
    /// <param name="readAt">When it was read.</param>
    /// <param name="decided">What is in force; null before the first.</param>
    /// <param name="actor">Who would put it into force.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>It; null when something else came into force meanwhile: look again.</returns>
    public static async Task<PolicyInForce?> FindAsync(
        Workspace workspace,
        byte[] content,
        DateTimeOffset readAt,
        Decided? decided,
        Actor actor,
        CancellationToken ct
    )
    {
        var found = await LookAsync(workspace, readAt, decided, ct);
        if (decided is not null && found.Stricter is null)
            return found;
        var kept = await workspace.Kept.KeepBytesAsync(content, ct);
        if (found.Stricter is not { Changed: var changed })
            return found;
        var next = (found.Policy.ContentHash, kept, changed);
        return await TwoPeople.AdoptAsync(workspace, DecisionKind.Policy, decided, actor, next, ct) ? found : null;
    }

    /// <summary>Finds it and writes nothing: a stricter file is told of as if it were in force.</summary>
    /// <param name="workspace">The tenant's stores; its policy is the file's.</param>
    /// <param name="readAt">When it was read.</param>
    /// <param name="decided">What is in force; null before the first.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<PolicyInForce> LookAsync(
        Workspace workspace,
        DateTimeOffset readAt,
        Decided? decided,
        CancellationToken ct
    )
    {
        var file = workspace.Policy;
        if (decided is null)
            return new PolicyInForce(file, false, null, null);
        if (decided.Hash == file.ContentHash)
            return new PolicyInForce(file, true, null, null);
        if (PolicyFile.Read(await workspace.Kept.BytesAsync(decided.Kept, ct)) is not PolicyRead.Read { Policy: var inForce })
            return new PolicyInForce(file, false, null, decided.Hash);
        var difference = PolicyDifference.Between(inForce, file);
        if (difference.Loosened.Count > 0)
            return new PolicyInForce(inForce, true, difference, null);
        return Fact.Truncate(readAt) <= decided.At
            ? new PolicyInForce(inForce, true, null, null)
            : new PolicyInForce(file, true, null, null) { Stricter = difference };
    }
}
