using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// The items of rounds, read once each however many ask at once; those that were asked for last stay at hand. Equal parts are shared: a
/// person has several items, and thousands have a right for the same reason.
/// </summary>
internal static class RoundItems
{
    private const int Most = 4;

    /// <summary>The items of one round.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<ReviewItems> OfAsync(Workspace workspace, ReviewRound round, CancellationToken ct)
    {
        var hash = round.Population;
        return workspace.Memory.Of(() => new LastFew<string, ReviewItems>(Most)).OfAsync(hash, hash, () => ReadAsync(workspace, hash), ct);
    }

    private static async Task<ReviewItems> ReadAsync(Workspace workspace, string hash)
    {
        var items = new List<ReviewItem>();
        var (texts, grounds) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<ReviewGround, ReviewGround>());
        await foreach (var item in workspace.Kept.ItemsAsync<ReviewItem>(hash, CancellationToken.None))
            items.Add(
                item with
                {
                    Id = new(new EmployeeId(TextOf(item.Id.Worker.Value)), new EntitlementId(TextOf(item.Id.Right.Value))),
                    Unit = item.Unit is { } unit ? new OrgCode(TextOf(unit.Value)) : null,
                    Ground = grounds.TryGetValue(item.Ground, out var same) ? same : grounds[item.Ground] = item.Ground,
                }
            );
        return new ReviewItems(items);

        string TextOf(string text) => texts.TryGetValue(text, out var same) ? same : texts[text] = text;
    }
}
