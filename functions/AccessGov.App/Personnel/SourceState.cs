using AccessGov.App.Personnel.Reading;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel;

/// <summary>What is known of a source now.</summary>
/// <param name="Source">Whose.</param>
/// <param name="AsOf">Day the facts speak of.</param>
/// <param name="ContentHash">Hash of the delivered file.</param>
/// <param name="Digest">Digest of the facts.</param>
/// <param name="Kept">Where the facts are kept.</param>
/// <param name="AcceptedAt">When it was taken over.</param>
/// <param name="Workers">How many people.</param>
/// <param name="DeliveredAt">When the file came: written into the inbox, or imported by hand; null from before this was noted.</param>
/// <param name="Before">
/// What the source said until this delivery, with everything it had stated of single persons: what <see cref="WithdrawDelivery"/> puts
/// back. Null when nothing is known of it.
/// </param>
/// <param name="HeldBack">
/// Whom the file has and the facts have not, because a row was unusable; the first of them, and null for nobody: who asks about one is told
/// so. Nothing is decided by it.
/// </param>
public sealed record SourceState(
    SourceId Source,
    DateOnly AsOf,
    string ContentHash,
    string Digest,
    string Kept,
    DateTimeOffset AcceptedAt,
    int Workers,
    DateTimeOffset? DeliveredAt = null,
    SourceState? Before = null,
    IReadOnlyList<EmployeeId>? HeldBack = null
)
{
    // A row of the store holds so many with room to spare. Of more the import's own answer tells.
    private const int MostHeldBack = 500;

    /// <summary>Whom a file has of whom nothing is taken over; null for nobody.</summary>
    /// <param name="read">The file.</param>
    internal static IReadOnlyList<EmployeeId>? HeldBackOf(ExtractRead read) =>
        read is ExtractRead.Read { HeldBack: { Count: > 0 } heldBack } ? [.. heldBack.Take(MostHeldBack).Select(h => h.Worker)] : null;
}
