using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Personnel;

/// <content>
/// What one person supplied by hand at another node rests on that person's word here too: it is noted before what follows from it, under
/// the same 職員番号, is open until a plan here was approved by somebody else, and is over once the node names it no longer.
/// </content>
internal static partial class SuppliedByHand
{
    private const string NodePrefix = Prefix + "node:";
    private const string Again = "|again";
    private const string SerialPrefix = "key-";

    /// <summary>A word and the fact that tells it; and what a commit of personnel has besides.</summary>
    private const int WordsOfCommit = (PartitionCommit.Room - RoomOfDelivery) / 2;

    /// <summary>Most words that a package tells.</summary>
    internal const int MostTold = 200_000;

    /// <summary>A word as another node is told of it.</summary>
    /// <param name="Key">Names it, the same each time: 64 hexadecimal digits.</param>
    /// <param name="By">Who supplied it.</param>
    /// <param name="What">Which list or source.</param>
    /// <param name="Workers">Of whom; null for everybody.</param>
    /// <param name="Until">The latest day that its facts name.</param>
    /// <param name="Gives">False for what makes authors alone.</param>
    /// <param name="LastDay">The latest day on which what it tells ends; null for none.</param>
    internal sealed record ToldWord(
        string Key,
        EmployeeId By,
        string What,
        IReadOnlyList<EmployeeId>? Workers,
        DateOnly Until,
        bool Gives,
        DateOnly? LastDay
    )
    {
        /// <summary>The kind of part whose facts it is about; null for none.</summary>
        [JsonIgnore]
        public string? Kind => TransferKinds.OfWord(What);

        /// <summary>True for what may be one; it comes from outside.</summary>
        [JsonIgnore]
        public bool IsOne =>
            Key is { Length: 64 }
            && Key.All(char.IsAsciiHexDigitLower)
            && EmployeeId.TryParse(By.Value, out _)
            && What is { Length: <= 200 }
            && Kind is not null
            && (Workers is null || Workers.Count is > 0 and <= MostPeople && Workers.All(w => EmployeeId.TryParse(w.Value, out _)));

        /// <summary>What the importing person's own word is, where the sender's key is one that nobody else agreed to.</summary>
        /// <param name="node">The node.</param>
        /// <param name="by">Who takes it over.</param>
        /// <param name="kind">Of what.</param>
        /// <param name="today">The day.</param>
        public static ToldWord OfImport(NodeName node, EmployeeId by, string kind, DateOnly today) =>
            new(KeyOf($"import|{node}|{by}|{kind}"), by, TransferKinds.WordOf(kind), null, today, kind != TransferKinds.Moves, null);
    }

    /// <summary>The words about some kinds of parts, as they are told to another node.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="kinds">What the node is given.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<List<ToldWord>> ToTellAsync(Workspace workspace, IReadOnlyCollection<string> kinds, CancellationToken ct)
    {
        var told = new List<ToldWord>();
        foreach (var scope in (string[])[Scopes.Personnel, Scopes.Keys])
            await foreach (var record in RowsAsync(workspace, scope, ct))
            {
                var s = PartitionCommit.Parse<Supplied>(record);
                // Serial numbers of keys are nobody's business behind a wall.
                var what = s.What.StartsWith(SerialPrefix, StringComparison.Ordinal) ? TransferKinds.Keys + Again : s.What;
                if (TransferKinds.OfWord(what) is { } kind && kinds.Contains(kind))
                    told.Add(new ToldWord(KeyOf($"{scope}|{record.Row}"), s.By, what, s.Workers, s.Until, s.Gives, s.LastDay));
            }
        return told;
    }

    /// <summary>Notes the words of a package: before its facts, so that nothing follows from a fact whose word is not known yet.</summary>
    /// <param name="part">Which node tells them, by which package.</param>
    /// <param name="told">All its words.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task TakeAsync(NodePart part, IReadOnlyList<ToldWord> told, CancellationToken ct)
    {
        var workspace = part.Workspace;
        foreach (var some in told.Chunk(WordsOfCommit))
            await PersonnelCommit.RunAsync(
                workspace,
                async commit =>
                {
                    var isAny = false;
                    if (await part.IsLateAsync(ct))
                        return (false, true);
                    foreach (var word in some)
                    {
                        var row = RowOf(part, word);
                        if (IsKnown(await PartitionCommit.ReadAsync<Supplied>(workspace, Scopes.Personnel, row, ct), word))
                            continue;
                        var (by, what, people) = (word.By, word.What, word.Workers);
                        Put(commit, part.Node, row, new(by, workspace.Now, what, people, word.Until, word.Gives, LastDay: word.LastDay));
                        isAny = true;
                    }
                    return (isAny, true);
                },
                ct
            );
    }

    /// <summary>
    /// Removes words that the node names no longer: there the source spoke for itself, or two people agreed to them long ago. Of parts that
    /// were refused they stay: the facts that are here rest on them still.
    /// </summary>
    /// <param name="part">Which node, by which package.</param>
    /// <param name="told">The words that it names.</param>
    /// <param name="taken">The kinds of parts that were taken over.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task ForgetAsync(
        NodePart part,
        IReadOnlyList<ToldWord> told,
        IReadOnlyCollection<string> taken,
        CancellationToken ct
    )
    {
        var workspace = part.Workspace;
        var named = told.Select(w => RowOf(part, w)).ToHashSet(StringComparer.Ordinal);
        var prefix = $"{Prefix}{part.Node.Name}|";
        while (
            await PersonnelCommit.RunAsync(
                workspace,
                async commit =>
                {
                    if (await part.IsLateAsync(ct))
                        return (false, false);
                    var partition = new PartitionKey(workspace.Tenant, Scopes.Personnel);
                    var over = await workspace
                        .Records.RangeAsync(partition, prefix, prefix + "~", ct)
                        .Where(r => !named.Contains(r.Row))
                        .Where(r => TransferKinds.OfWord(PartitionCommit.Parse<Supplied>(r).What) is { } kind && taken.Contains(kind))
                        .Take(WordsOfCommit)
                        .ToListAsync(ct);
                    Remove(commit, part.Node, over);
                    return (over.Count > 0, over.Count == WordsOfCommit);
                },
                ct
            )
        ) { }
    }

    /// <summary>A word that came from another node: there it is known when it is over, and swept here it would come again.</summary>
    private static bool IsOfNode(StoredRecord record) => record.Row.StartsWith(NodePrefix, StringComparison.Ordinal);

    private static bool IsKnown(Supplied? known, ToldWord word) =>
        known is not null
        && (known.By, known.What, known.Until, known.Gives, known.LastDay)
            == (word.By, word.What, word.Until, word.Gives, word.LastDay)
        && (known.Workers ?? []).SequenceEqual(word.Workers ?? [])
        && known.Workers is null == word.Workers is null;

    private static string RowOf(NodePart part, ToldWord word) => $"{Prefix}{part.Node.Name}|{word.Key}";

    private static string KeyOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
