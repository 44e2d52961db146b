using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// What is remembered of packages: of each node how far both directions have gone, the hash under every number, where what was sent is
/// kept, and what the node told last.
/// </summary>
public static class TransferBook
{
    internal const string SentPrefix = "sent:";
    internal const string TakenPrefix = "taken:";
    internal const string ToldPrefix = "told:";

    internal static readonly FactKind Sent = FactKind.Parse("transfer-sent");
    internal static readonly FactKind Begun = FactKind.Parse("transfer-begun");
    internal static readonly FactKind Taken = FactKind.Parse("transfer-taken");
    internal static readonly FactKind Refused = FactKind.Parse("transfer-refused");

    /// <summary>One package.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Hash">Its hash.</param>
    /// <param name="MadeAt">When it was made, by its sender's clock.</param>
    /// <param name="At">When it was sent or taken over, by our clock.</param>
    /// <param name="Kept">Where its file is kept; null for one that was taken over.</param>
    public sealed record Package(long Number, string Hash, DateTimeOffset MadeAt, DateTimeOffset At, string? Kept)
    {
        /// <summary>Whole days since it was made.</summary>
        /// <param name="now">The instant.</param>
        public int AgeInDays(DateTimeOffset now) => (int)(now - MadeAt).TotalDays;
    }

    /// <summary>What a node told in a part.</summary>
    /// <param name="Kept">Where the part is kept.</param>
    /// <param name="Rows">How many things it tells of.</param>
    /// <param name="Number">Number of the package.</param>
    /// <param name="MadeAt">When the package was made.</param>
    public sealed record Told(string Kept, long Rows, long Number, DateTimeOffset MadeAt);

    /// <summary>How one node stands.</summary>
    /// <param name="Sent">The last package for it; null for none.</param>
    /// <param name="Taken">The last package from it; null for none.</param>
    /// <param name="Received">Number of the last package that it says it took over; 0 for none.</param>
    public sealed record Standing(Package? Sent, Package? Taken, long Received);

    private sealed record Receipt(long Number);

    /// <summary>How a node stands.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="node">The node.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Standing> OfAsync(Workspace workspace, NodeName node, CancellationToken ct) =>
        new(
            await ReadAsync<Package>(workspace, SentPrefix + node, ct),
            await ReadAsync<Package>(workspace, TakenPrefix + node, ct),
            (await ReadAsync<Receipt>(workspace, ReceiptRow(node), ct))?.Number ?? 0
        );

    /// <summary>The package that was made for a node under a number; null for none.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="node">The node.</param>
    /// <param name="number">The number.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Package?> SentAsync(Workspace workspace, NodeName node, long number, CancellationToken ct) =>
        ReadAsync<Package>(workspace, Numbered(SentPrefix, node, number), ct);

    /// <summary>What a node told last of a kind; null for nothing.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="node">The node.</param>
    /// <param name="kind">The kind of part.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Told?> ToldAsync(Workspace workspace, NodeName node, string kind, CancellationToken ct) =>
        ReadAsync<Told>(workspace, $"{ToldPrefix}{node}:{kind}", ct);

    internal static TransferLink LinkOf(Standing standing) => new(MarkOf(standing.Taken), standing.Taken?.MadeAt, MarkOf(standing.Sent));

    internal static TransferMark MarkOf(Package? package) =>
        package is null ? TransferMark.None : new TransferMark(package.Number, package.Hash);

    internal static Task<Package?> TakenAsync(Workspace workspace, NodeName node, long number, CancellationToken ct) =>
        ReadAsync<Package>(workspace, Numbered(TakenPrefix, node, number), ct);

    internal static string Numbered(string prefix, NodeName node, long number) => $"{prefix}{node}|{number:D12}";

    internal static PartitionCommit PutReceipt(PartitionCommit commit, NodeName node, TransferMark received) =>
        received.Number == 0 ? commit : commit.Put(ReceiptRow(node), new Receipt(received.Number));

    private static string ReceiptRow(NodeName node) => $"receipt:{node}";

    private static Task<T?> ReadAsync<T>(Workspace workspace, string row, CancellationToken ct)
        where T : class => PartitionCommit.ReadAsync<T>(workspace, Scopes.Transfers, row, ct);
}
