using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>A 併任 posting told by a source that does not employ the worker.</summary>
/// <param name="Worker">職員番号 under which the employing source knows the person.</param>
/// <param name="Posting">The posting.</param>
public sealed record GuestPosting(EmployeeId Worker, Posting Posting)
{
    /// <summary>Postings in the one order in which they are kept and hashed, whatever the order of the input.</summary>
    /// <param name="guests">Postings of any people.</param>
    public static List<GuestPosting> InOrder(IEnumerable<GuestPosting> guests) =>
        [
            .. guests
                .OrderBy(g => g.Worker)
                .ThenBy(g => g.Posting.Kind)
                .ThenBy(g => g.Posting.Days.From)
                .ThenBy(g => g.Posting.Days.Until ?? DateOnly.MaxValue)
                .ThenBy(g => g.Posting.Org)
                .ThenBy(g => g.Posting.Post, StringComparer.Ordinal),
        ];
}
