using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>
/// The items of a round, each with its place, and what follows from them alone. They never change: every state of the round shares them.
/// </summary>
public sealed class ReviewItems
{
    private readonly Dictionary<ReviewItemId, int> places;
    private readonly Lazy<Dictionary<(OrgCode Unit, EntitlementId Right), int>> holders;

    /// <summary>Takes them.</summary>
    /// <param name="all">The items, in order.</param>
    public ReviewItems(IReadOnlyList<ReviewItem> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        All = all;
        places = new(all.Count);
        for (var at = 0; at < all.Count; at++)
            places.Add(all[at].Id, at);
        holders = new(() =>
            all.Where(i => i.Unit is not null).CountBy(i => (i.Unit!.Value, i.Id.Right)).ToDictionary(c => c.Key, c => c.Value)
        );
    }

    /// <summary>The items, in order.</summary>
    public IReadOnlyList<ReviewItem> All { get; }

    /// <summary>Where an item stands in the order; null where it is none of this round.</summary>
    /// <param name="id">Names it.</param>
    public int? PlaceOf(ReviewItemId id) => places.TryGetValue(id, out var at) ? at : null;

    /// <summary>How many of the unit of an item held its right at the opening, asked about or not; 0 where nobody knows the unit.</summary>
    /// <param name="item">The item.</param>
    public int HoldersOf(ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Holders ?? (item.Unit is { } unit ? holders.Value.GetValueOrDefault((unit, item.Id.Right)) : 0);
    }
}
