using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Work;

/// <summary>
/// One open commit of one partition: state rows and the facts that speak of them, written together or not at all. The row
/// <c>ledger</c> counts the partition's facts and makes two writers of one partition meet.
/// </summary>
internal sealed class PartitionCommit
{
    /// <summary>Rows and facts that one commit may hold besides the ledger's own row (100 in all, <see cref="RecordLimits"/>).</summary>
    public const int Room = 99;

    private const string Row = "ledger";
    private const string FactPrefix = "fact|";
    private readonly Workspace workspace;
    private readonly PartitionKey partition;
    private readonly ETag? version;
    private readonly List<RecordWrite> writes = [];
    private readonly Count before;
    private long next;

    /// <summary>The ledger's row.</summary>
    /// <param name="Next">Number of the next fact.</param>
    private sealed record Count(long Next)
    {
        /// <summary>How many commits were counted; null where they are not.</summary>
        public long? Commits { get; init; }

        /// <summary>The last commit of each kind of rows (<see cref="PartitionKinds"/>).</summary>
        public IReadOnlyDictionary<string, long>? Kinds { get; init; }
    }

    private PartitionCommit(Workspace workspace, PartitionKey partition, ETag? version, Count before) =>
        (this.workspace, this.partition, this.version, this.before, next) = (workspace, partition, version, before, before.Next);

    /// <summary>Begins a commit: whoever commits to the partition in between wins, and this one is then refused.</summary>
    public static async Task<PartitionCommit> OpenAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        var partition = new PartitionKey(workspace.Tenant, scope);
        var found = await workspace.Records.FindAsync(partition, Row, ct);
        return new PartitionCommit(workspace, partition, found?.ETag, found is null ? new Count(1) : Parse<Count>(found));
    }

    /// <summary>Which kinds of rows changed by when; counted of what HR says alone.</summary>
    public static async Task<PartitionKinds> KindsAsync(Workspace workspace, string scope, CancellationToken ct) =>
        await ReadAsync<Count>(workspace, scope, Row, ct) is { } count
            ? new PartitionKinds(count.Next - 1, count.Kinds)
            : new PartitionKinds(0, null);

    /// <summary>The row of a fact, by its number; empty for none.</summary>
    public static string FactRow(long number) => number == 0 ? "" : $"{FactPrefix}{number:D10}";

    /// <summary>True for the row of a fact.</summary>
    public static bool IsFact(string row) => row.StartsWith(FactPrefix, StringComparison.Ordinal);

    /// <summary>First fact row after the given one; empty for the first.</summary>
    public static IAsyncEnumerable<StoredRecord> FactsAsync(Workspace workspace, string scope, string afterRow, CancellationToken ct) =>
        workspace.Records.RangeAsync(
            new PartitionKey(workspace.Tenant, scope),
            afterRow.Length == 0 ? FactPrefix : afterRow + "~",
            FactPrefix[..^1] + "~",
            ct
        );

    /// <summary>
    /// The same, for whoever decides by facts alone: none may be missing between them, and none at the end. One that somebody took away
    /// would give back what it took.
    /// </summary>
    /// <exception cref="DamagedException">A fact is gone.</exception>
    public static async IAsyncEnumerable<StoredRecord> EveryFactAsync(
        Workspace workspace,
        string scope,
        string afterRow,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        // Counted before they are read: what is told meanwhile is more than that.
        var counted = (await ReadAsync<Count>(workspace, scope, Row, ct))?.Next ?? 1;
        var due = afterRow.Length == 0 ? 1 : NumberOf(afterRow) + 1;
        await foreach (var record in FactsAsync(workspace, scope, afterRow, ct))
        {
            if (NumberOf(record.Row) != due)
                throw Gone(scope, due);
            due++;
            yield return record;
        }
        if (due < counted)
            throw Gone(scope, due);
        // One beyond what was counted was told meanwhile, and is counted by now; or nobody told it.
        if (due > counted && due > ((await ReadAsync<Count>(workspace, scope, Row, ct))?.Next ?? 1))
            throw PutIn(scope, due - 1);
    }

    /// <summary>Changes whenever something is committed to the partition.</summary>
    public static async Task<ETag?> VersionAsync(Workspace workspace, string scope, CancellationToken ct) =>
        (await workspace.Records.FindAsync(new PartitionKey(workspace.Tenant, scope), Row, ct))?.ETag;

    /// <summary>Reads a row of a partition, or null.</summary>
    public static async Task<T?> ReadAsync<T>(Workspace workspace, string scope, string row, CancellationToken ct)
        where T : class =>
        await workspace.Records.FindAsync(new PartitionKey(workspace.Tenant, scope), row, ct) is { } found ? Parse<T>(found) : null;

    /// <summary>Reads a stored value.</summary>
    /// <exception cref="DamagedException">Nothing that this product wrote: the row was altered or damaged.</exception>
    public static T Parse<T>(StoredRecord record)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(record.Json.Span, CoreJson.Options) ?? throw Altered(record.Row);
        }
        catch (JsonException e)
        {
            throw Altered(record.Row, e);
        }
    }

    /// <summary>What is said of a row that cannot be read.</summary>
    internal static DamagedException Altered(string row, Exception? inner = null) => new(Wording.Of("Damaged.row", row), inner);

    private static long NumberOf(string row) =>
        long.TryParse(row.AsSpan(FactPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DamagedException Gone(string scope, long number) => new(Wording.Of("Damaged.fact-gone", scope, number));

    private static DamagedException PutIn(string scope, long number) => new(Wording.Of("Damaged.fact-put-in", scope, number));

    /// <summary>Adds a row to the commit.</summary>
    public PartitionCommit Put<T>(string row, T value)
    {
        writes.Add(new RecordWrite.Upsert(row, JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Options)));
        return this;
    }

    /// <summary>Removes a row that was read as it is now.</summary>
    public PartitionCommit Remove(StoredRecord record)
    {
        writes.Add(new RecordWrite.Delete(record.Row, record.ETag));
        return this;
    }

    /// <summary>Adds a fact to the commit.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="actor">Who or what caused it.</param>
    /// <param name="subject">Whom or what it is about.</param>
    /// <param name="body">Particulars.</param>
    /// <param name="id">Id of a happening that may be told twice; null for one that is told here only.</param>
    public PartitionCommit Tell(FactKind kind, Actor actor, string subject, FactBody body, string? id = null)
    {
        var row = FactRow(next);
        var fact = new Fact(
            FactId.Parse(id ?? $"{partition.Scope}:{next}"),
            workspace.Tenant,
            workspace.Now,
            kind,
            actor,
            subject,
            body.ToJson(),
            partition.Scope,
            row
        );
        writes.Add(new RecordWrite.Insert(row, Encoding.UTF8.GetBytes(FactText.Write(fact))));
        next++;
        return this;
    }

    private Count Counted()
    {
        if (partition.Scope != Scopes.Personnel)
            return new Count(next);
        // A store from before this was counted: numbers that no look at it has seen.
        var commit = (before.Commits ?? before.Next) + 1;
        var kinds = new SortedDictionary<string, long>(
            (before.Kinds ?? new Dictionary<string, long>()).ToDictionary(),
            StringComparer.Ordinal
        );
        foreach (var write in writes.Where(w => !w.Row.StartsWith(FactPrefix, StringComparison.Ordinal)))
            kinds[PartitionKinds.Of(write.Row)] = commit;
        return new Count(next) { Commits = commit, Kinds = kinds };
    }

    /// <summary>How many more rows and facts fit.</summary>
    public int Left => Room - writes.Count;

    /// <summary>Writes all rows and facts, or none, and asks for the facts to be sealed.</summary>
    /// <returns>False when somebody else committed to the partition meanwhile: read again and decide again.</returns>
    public async Task<bool> CommitAsync(CancellationToken ct)
    {
        await LatestDay.NoteAsync(workspace, ct);
        var count = JsonSerializer.SerializeToUtf8Bytes(Counted(), CoreJson.Options);
        writes.Add(version is { } known ? new RecordWrite.Replace(Row, count, known) : new RecordWrite.Insert(Row, count));
        if (await workspace.Records.CommitAsync(partition, writes, ct) is not CommitResult.Committed)
            return false;
        await new WorkMessage(workspace.Tenant, Scope: partition.Scope).SendAsync(workspace, WorkQueues.SealAudit, null, ct);
        return true;
    }
}
