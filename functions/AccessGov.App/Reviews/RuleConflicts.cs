using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>
/// 規則との食い違い: what a review took from somebody and a rule of the policy would still give for the same duty. It stays taken; people
/// are shown the rule and the ways out.
/// </summary>
public sealed class RuleConflicts
{
    private readonly DesiredState of;

    private RuleConflicts(DesiredState of, IReadOnlyList<Line> all) => (this.of, All) = (of, all);

    /// <summary>One of them.</summary>
    /// <param name="Removal">What was taken, since when, on whose number.</param>
    /// <param name="Rule">The rule that would give it.</param>
    /// <param name="Posting">The posting that the rule matches.</param>
    public sealed record Line(ReviewRemoval Removal, BirthrightRule Rule, Posting Posting)
    {
        /// <summary>The round that took it.</summary>
        public string Round => ReviewSubmission.RoundOf(Removal.Reference);
    }

    /// <summary>All of today, by worker and right.</summary>
    public IReadOnlyList<Line> All { get; }

    /// <summary>Reads them, once for what is known and decided at this moment.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<RuleConflicts> OfAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var memory = workspace.Memory.Of(() => new Memory());
        if (memory.Last is { } last && ReferenceEquals(last.of, desired))
            return last;
        return memory.Last = new RuleConflicts(desired, [.. LinesOf(desired)]);
    }

    private static IEnumerable<Line> LinesOf(DesiredState desired)
    {
        foreach (var worker in desired.Facts.Removals.Select(r => r.Worker).Distinct())
            if (desired.Facts.Roster.Find(worker) is { } known)
                foreach (var (membership, reason) in desired.Of(known).Withheld)
                    if (
                        reason is WithheldReason.Reviewed { Removal: var removal }
                        && membership is { Rule: { } rule, Posting: { } posting }
                    )
                        yield return new Line(removal, rule, posting);
    }

    private sealed class Memory
    {
        public volatile RuleConflicts? Last;
    }
}
