using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.App.Audit;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
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
    internal const string ReceiptPrefix = "receipt:";
    internal const string HeardPrefix = "heard:";

    /// <summary>How the names of all rows begin.</summary>
    internal static readonly string[] Prefixes = [SentPrefix, TakenPrefix, ToldPrefix, ReceiptPrefix, HeardPrefix];

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
    public sealed record Package(long Number, string Hash, DateTimeOffset MadeAt, DateTimeOffset At, string? Kept);

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

    /// <summary>By which package a kind of part was taken over last.</summary>
    /// <param name="Number">Number of the package.</param>
    /// <param name="MadeAt">When it was made.</param>
    public sealed record Heard(long Number, DateTimeOffset MadeAt);

    /// <summary>Whole days since a package was made.</summary>
    /// <param name="workspace">Whose clock.</param>
    /// <param name="madeAt">When it was made.</param>
    public static int AgeInDays(Workspace workspace, DateTimeOffset madeAt)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return (int)(workspace.Now - madeAt).TotalDays;
    }

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

    /// <summary>
    /// By which package each kind of part that a node tells was taken over last: one that was not in the last package, or was refused, is
    /// as old as the package before.
    /// </summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="node">The node.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyDictionary<string, Heard>> HeardAsync(Workspace workspace, NodeName node, CancellationToken ct) =>
        await ReadAsync<Dictionary<string, Heard>>(workspace, HeardPrefix + node, ct) ?? [];

    /// <summary>
    /// Highest number that the record tells was taken over from a node. Read before the rows: what is taken over meanwhile is in both.
    /// </summary>
    internal static async Task<long> RecordedAsync(Workspace workspace, NodeName node, CancellationToken ct)
    {
        var (highest, last) = (0L, "");
        await foreach (var record in PartitionCommit.FactsAsync(workspace, Scopes.Transfers, "", ct))
            (highest, last) = (Math.Max(highest, NumberOf(FactText.Read(record.Json.Span), node)), record.Row);
        // Facts that were sealed are gone from here with the rows: what is sealed has them still.
        if (string.CompareOrdinal((await SealAudit.CursorsAsync(workspace, ct)).GetValueOrDefault(Scopes.Transfers), last) > 0)
            await foreach (var line in SealAudit.LinesAsync(workspace, ct))
                if (line.Fact is { Partition: Scopes.Transfers } fact)
                    highest = Math.Max(highest, NumberOf(fact, node));
        return highest;
    }

    private static long NumberOf(Fact fact, NodeName from) =>
        fact.Kind == Taken && fact.Subject == from.Value ? fact.BodyNumber("no") ?? 0 : 0;

    /// <summary>
    /// Nodes and keys by which something was taken over while one person alone had named them: before two people agreed to a table.
    /// </summary>
    internal static async Task<IReadOnlySet<(string Node, string Key)>> OnePersonsKeysAsync(Workspace workspace, CancellationToken ct)
    {
        var keys = new HashSet<(string, string)>();
        await foreach (var record in PartitionCommit.FactsAsync(workspace, Scopes.Transfers, "", ct))
            if (FactText.Read(record.Json.Span) is var fact && fact.Kind == Begun && fact.BodyText("notAgreed") is { } key)
                keys.Add((fact.Subject, key));
        return keys;
    }

    /// <summary>Writes rows and the fact that tells them: whoever puts older ones in their place is found by the fact.</summary>
    internal static void Put(PartitionCommit commit, FactKind kind, Actor actor, NodeName node, FactBody body, IReadOnlyList<Row> rows)
    {
        foreach (var row in rows)
            commit.Put(row.Name, row.Value);
        commit.Tell(kind, actor, node.Value, body.Add("rows", rows.Select(r => $"{r.Name} {HashOf(r.Value)}")));
    }

    /// <summary>A row of this partition.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Value">What it holds.</param>
    internal sealed record Row(string Name, object Value);

    private static string HashOf(object value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), CoreJson.Options)));

    internal static TransferLink LinkOf(Standing standing) => new(MarkOf(standing.Taken), standing.Taken?.MadeAt, MarkOf(standing.Sent));

    internal static TransferMark MarkOf(Package? package) =>
        package is null ? TransferMark.None : new TransferMark(package.Number, package.Hash);

    internal static Task<Package?> TakenAsync(Workspace workspace, NodeName node, long number, CancellationToken ct) =>
        ReadAsync<Package>(workspace, Numbered(TakenPrefix, node, number), ct);

    internal static string Numbered(string prefix, NodeName node, long number) => $"{prefix}{node}|{number:D12}";

    internal static Row ReceiptOf(NodeName node, long number) => new(ReceiptRow(node), new Receipt(number));

    private static string ReceiptRow(NodeName node) => ReceiptPrefix + node;

    private static Task<T?> ReadAsync<T>(Workspace workspace, string row, CancellationToken ct)
        where T : class => PartitionCommit.ReadAsync<T>(workspace, Scopes.Transfers, row, ct);
}
