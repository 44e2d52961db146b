using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>Who holds the rights that must be held (<c>last-holder: keep</c>), asked only where somebody would take one of them.</summary>
internal static class LastHolders
{
    /// <summary>Why answers together may not take what they take; null when they may.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="book">What reviews have taken.</param>
    /// <param name="answers">Answers that would stand together.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Refusal?> WhyNotAsync(
        Workspace workspace,
        ReviewBook book,
        IReadOnlyCollection<ReviewAnswer> answers,
        CancellationToken ct
    ) => LastHolder.CannotRemove(answers, await OfAsync(workspace, book, answers, ct));

    /// <summary>Who holds the rights of these answers that must be held.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="book">What reviews have taken.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Func<EntitlementId, IReadOnlyCollection<EmployeeId>>> OfAsync(
        Workspace workspace,
        ReviewBook book,
        IReadOnlyCollection<ReviewAnswer> answers,
        CancellationToken ct
    )
    {
        var asked = answers.Where(a => a.Choice == ReviewChoice.Remove).Select(a => a.Item.Right).ToHashSet();
        var holders = workspace
            .Policy.Entitlements.Where(e => e.KeepsLastHolder && asked.Contains(e.Id))
            .ToDictionary(e => e.Id, _ => new HashSet<EmployeeId>());
        if (holders.Count > 0)
        {
            // What was asked for by the evening and comes tomorrow is held by nobody today; what a review took today may still be there.
            var going = book
                .Removals.Where(r => r.From >= workspace.Today)
                .Select(r => new ReviewItemId(r.Worker, r.Entitlement))
                .ToHashSet();
            var desired = await workspace.Present.OfAsync(workspace, ct);
            foreach (var worker in desired.Workers.Where(w => w.ShouldBeEnabled))
                foreach (var due in worker.Memberships)
                    if (
                        holders.TryGetValue(desired.Policy.Entitlements[due.Entitlement].Id, out var of)
                        && !going.Contains(new(worker.Worker.Id, desired.Policy.Entitlements[due.Entitlement].Id))
                    )
                        of.Add(worker.Worker.Id);
        }
        return right => holders.TryGetValue(right, out var of) ? of : [];
    }
}
