using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>
/// What stands beside the items of a round when somebody reads them. Loaded once for a page: of each item nothing is read from a store.
/// </summary>
public sealed class ItemsBeside
{
    private readonly Workspace workspace;
    private readonly ReviewState state;
    private readonly DesiredState desired;
    private readonly LastSignIns signIns;
    private readonly FormerAnswers former;

    private ItemsBeside(Workspace workspace, ReviewState state, DesiredState desired, LastSignIns signIns, FormerAnswers former) =>
        (this.workspace, this.state, this.desired, this.signIns, this.former) = (workspace, state, desired, signIns, former);

    /// <summary>For the items of a round, as everything is known now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<ItemsBeside> OfAsync(Workspace workspace, ReviewRound round, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var state = await book.StateAsync(workspace, round, ct);
        return new ItemsBeside(
            workspace,
            state,
            await workspace.Present.OfAsync(workspace, ct),
            await LastSignIns.OfAsync(workspace, ct),
            await FormerAnswers.OfAsync(workspace, book, state, ct)
        );
    }

    /// <summary>What stands beside one.</summary>
    /// <param name="item">The item.</param>
    public BesideItem Of(ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new BesideItem(signIns.Of(item.Account), PastOf(item.Id), RightGrounds.Of(desired, item.Id, OthersOf(item.Id)));
    }

    private ItemPast PastOf(ReviewItemId item)
    {
        if (former.Of(item) is not (var answer, var round))
            return new ItemPast(null, former.LastOf(item.Right) is { } last ? new FormerRound(NameOf(last), last.OpenedOn) : null, []);
        var on = DateOnly.FromDateTime(workspace.Local(answer.At).DateTime);
        var changes = desired.Facts.Roster.Find(item.Worker) is { } worker ? PlaceChange.Of(worker, on, workspace.Today) : [];
        return new ItemPast(new FormerAnswer(NameOf(round), on, answer.Choice, answer.By is null), null, changes);
    }

    private string? NameOf(ReviewRound other) => other.Rule.Id == state.Round.Rule.Id ? null : other.Rule.Name;

    /// <summary>Rights that the same person held at the opening: they lie beside each other, by person.</summary>
    private List<EntitlementId> OthersOf(ReviewItemId item)
    {
        var (all, others) = (state.Items.All, new List<EntitlementId>());
        if (state.Items.PlaceOf(item) is not { } place)
            return others;
        for (var at = place - 1; at >= 0 && all[at].Id.Worker == item.Worker; at--)
            others.Add(all[at].Id.Right);
        for (var at = place + 1; at < all.Count && all[at].Id.Worker == item.Worker; at++)
            others.Add(all[at].Id.Right);
        return others;
    }
}
