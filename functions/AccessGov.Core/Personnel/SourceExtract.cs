using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>One delivery of one source, read whole and mapped to the words of Core; not yet judged healthy.</summary>
/// <param name="Source">Who delivered.</param>
/// <param name="AsOf">The day the delivery speaks of.</param>
/// <param name="ContentHash">SHA-256 (lower-case hex) of the delivered bytes: a second delivery of the same file is recognised.</param>
/// <param name="Workers">Workers whom this source employs.</param>
/// <param name="GuestPostings">併任 postings of workers whom another source employs.</param>
/// <param name="RowsRead">Data rows in the file.</param>
/// <param name="RowsRejected">Data rows that could not be understood.</param>
public sealed record SourceExtract(
    SourceId Source,
    DateOnly AsOf,
    string ContentHash,
    IReadOnlyList<Worker> Workers,
    IReadOnlyList<GuestPosting> GuestPostings,
    int RowsRead,
    int RowsRejected
)
{
    /// <summary>Who is in the file and, because of a row that cannot be used, not in the extract: nobody of them has vanished.</summary>
    public IReadOnlyCollection<EmployeeId> HeldBack { get; init; } = [];
}
