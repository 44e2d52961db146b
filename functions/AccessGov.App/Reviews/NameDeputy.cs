using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Reviews;

/// <summary>代理: a head names who decides in his place for some days, or ends it. Naming another ends the former.</summary>
public static class NameDeputy
{
    /// <summary>Names somebody.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="head">Who names.</param>
    /// <param name="by">Who stands in, as personnel knows the person today; null to end it.</param>
    /// <param name="days">For which days; not asked for where it ends.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Why not; null when it is so.</returns>
    public static async Task<Refusal?> RunAsync(Workspace workspace, EmployeeId head, Approver? by, DateSpan days, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        // Nobody names a friend of another unit.
        var isThere = by is { IsKnown: true, IsOnDuty: true, IsHeld: false } && people.MayStandInFor(head, by.Id);
        return await ReviewCommit.RunAsync<Refusal?>(
            workspace,
            (commit, book) =>
            {
                if (
                    by is not null
                    && ReviewDecider.CannotName(new Deputy(head, by.Id, days), people.IsHead(head), isThere, workspace.Today) is { } why
                )
                    return Task.FromResult((false, (Refusal?)why));
                if (by is null && book.Deputies.All(d => d.Head != head))
                    return Task.FromResult((false, (Refusal?)null));
                var body = new FactBody().Add("by", by?.Id.Value);
                commit.Tell(
                    FactKind.ReviewDeputyNamed,
                    new Actor.Employee(head),
                    head.Value,
                    by is null ? body : body.Add("from", days.From).Add("until", days.Until)
                );
                return Task.FromResult((true, (Refusal?)null));
            },
            ct
        );
    }
}
