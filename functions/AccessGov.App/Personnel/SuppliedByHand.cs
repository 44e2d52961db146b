using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <summary>
/// Who supplied facts by hand, and of whom. Whoever tells a fact is an author of the plan that follows from it, also when a trigger makes
/// that plan: otherwise one person could tell a fact and agree to what it gives. Lies in the partition of the fact, in one commit with it:
/// in that of personnel, of keys, or of requests.
/// </summary>
internal static partial class SuppliedByHand
{
    /// <summary>So long somebody counts as an author at least, in days, however many plans were applied since.</summary>
    private const int DaysAtLeast = 30;

    /// <summary>A fact about a day to come counts until then, at most so many days.</summary>
    private const int DaysAtMost = 400;

    /// <summary>Of more people than this it counts for everybody.</summary>
    private const int MostPeople = 1000;

    internal const string Prefix = "supplied|";

    private static readonly string[] Partitions = [Scopes.Personnel, Scopes.Keys, Scopes.Requests];

    /// <summary>The last plan for everybody of today, with every source, that was completed.</summary>
    private const string WholeRow = "supplied-before";

    /// <summary>What was supplied; it does not give by itself when two people agree to it anyway, or when it only foretells.</summary>
    private sealed record Supplied(
        EmployeeId By,
        DateTimeOffset At,
        string What,
        IReadOnlyList<EmployeeId>? Workers,
        DateOnly Until,
        bool Gives = true,
        EmployeeId[]? Agreed = null,
        DateOnly? LastDay = null
    )
    {
        /// <summary>Where those are kept of whom it was agreed to, when they are too many for a row; null for a list in the row.</summary>
        public string? AgreedIn { get; init; }

        /// <summary>Until then its author is one: the end of a term that it names is a fact of that day.</summary>
        [JsonIgnore]
        public DateOnly Names => LastDay > Until ? LastDay.Value : Until;
    }

    private sealed record Whole(DateTimeOffset MadeAt, DateOnly On);

    /// <summary>Notes it in an open commit. Programs and triggers supply nothing by hand.</summary>
    /// <param name="commit">Of the personnel partition, or that of keys.</param>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="actor">Who supplied it.</param>
    /// <param name="what">Which list or source.</param>
    /// <param name="workers">Of whom; null for everybody.</param>
    /// <param name="days">The days that the facts name: a fact of a later day is new again when that day comes.</param>
    /// <param name="ends">Days on which what they tell ends; null for none.</param>
    /// <param name="gives">False for what gives nothing by itself, or what two people agree to: it makes authors alone.</param>
    public static void Note(
        PartitionCommit commit,
        Workspace workspace,
        Actor actor,
        string what,
        IReadOnlyCollection<EmployeeId>? workers,
        IEnumerable<DateOnly> days,
        bool gives = true,
        IEnumerable<DateOnly>? ends = null
    )
    {
        if (actor is not Actor.Employee { Id: var by } || workers is { Count: 0 })
            return;
        var (today, now) = (workspace.Today, workspace.Now);
        var (until, lastDay) = (Latest(days), Latest(ends ?? []));
        var named = workers is null || workers.Count > MostPeople ? null : workers.Order().ToArray();
        Put(commit, actor, $"{Prefix}{now.UtcTicks:D19}|{by}|{what}", new Supplied(by, now, what, named, until, gives, LastDay: lastDay));

        DateOnly Latest(IEnumerable<DateOnly> of)
        {
            var latest = of.Where(d => d > today).DefaultIfEmpty(today).Max();
            return latest > today.AddDays(DaysAtMost) ? today.AddDays(DaysAtMost) : latest;
        }
    }

    /// <summary>Writes a row and the fact that tells it: who edits the row makes somebody else its author, or agreed.</summary>
    private static void Put(PartitionCommit commit, Actor actor, string row, Supplied supplied) =>
        commit
            .Put(row, supplied)
            .Tell(
                FactKind.SuppliedByHand,
                actor,
                row,
                new FactBody()
                    .Add("by", supplied.By.Value)
                    .Add("people", supplied.Workers?.Count ?? -1)
                    .Add("agreed", supplied.AgreedIn is null ? supplied.Agreed?.Length ?? 0 : -1)
                    .Add("rowHash", HashOf(JsonSerializer.SerializeToUtf8Bytes(supplied, CoreJson.Options)))
            );

    /// <summary>Removes rows and tells which.</summary>
    private static void Remove(PartitionCommit commit, Actor actor, List<StoredRecord> records)
    {
        foreach (var record in records)
            commit.Remove(record);
        if (records.Count > 0)
            commit.Tell(FactKind.SuppliedIsOver, actor, "supplied", new FactBody().Add("rows", records.Select(r => r.Row)));
    }

    /// <summary>What the record tells of a row.</summary>
    internal static string HashOf(ReadOnlySpan<byte> row) => Convert.ToHexStringLower(SHA256.HashData(row));

    /// <summary>Everybody who supplied by hand what may be new about some people, in order.</summary>
    public static async Task<IReadOnlyList<EmployeeId>> AuthorsAsync(
        Workspace workspace,
        IReadOnlySet<EmployeeId> people,
        CancellationToken ct
    ) => [.. (await NewAsync(workspace, people, ct)).Select(s => s.By).Distinct().Order()];

    private static async Task<IReadOnlyList<Supplied>> NewAsync(Workspace workspace, IReadOnlySet<EmployeeId> people, CancellationToken ct)
    {
        if (people.Count == 0)
            return [];
        var whole = await PartitionCommit.ReadAsync<Whole>(workspace, Scopes.Personnel, WholeRow, ct);
        var found = new List<Supplied>();
        foreach (var scope in Partitions)
            await foreach (var record in RowsAsync(workspace, scope, ct))
            {
                var supplied = PartitionCommit.Parse<Supplied>(record);
                if (
                    IsNew(supplied.At, supplied.Names, whole, workspace.Now)
                        ? supplied.Workers is null || supplied.Workers.Any(people.Contains)
                        : (await OpenOfAsync(workspace, supplied, people, ct)).Any()
                )
                    found.Add(supplied);
            }
        return found;
    }

    /// <summary>True when something that was decided for everybody at an instant is new still.</summary>
    public static async Task<bool> IsNewAsync(Workspace workspace, DateTimeOffset at, CancellationToken ct) =>
        IsNew(at, DateOnly.MinValue, await PartitionCommit.ReadAsync<Whole>(workspace, Scopes.Personnel, WholeRow, ct), workspace.Now);

    /// <summary>A plan for everybody was completed: what was supplied before it was made is no longer new.</summary>
    public static Task WholePlanAsync(Workspace workspace, DateTimeOffset madeAt, DateOnly on, CancellationToken ct) =>
        PersonnelCommit.RunAsync(
            workspace,
            async commit =>
            {
                var known = await PartitionCommit.ReadAsync<Whole>(workspace, Scopes.Personnel, WholeRow, ct);
                if (known is not null && known.MadeAt >= madeAt)
                    return (false, true);
                commit.Put(WholeRow, new Whole(madeAt, on));
                return (true, true);
            },
            ct
        );

    /// <summary>Removes what is no longer new, and rests on nobody's word alone.</summary>
    public static async Task SweepAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        // As many commits as it takes: a list that came in the evening may have told more than one commit holds.
        while (await PersonnelCommit.RunAsync(workspace, commit => SweepAsync(workspace, actor, commit, Scopes.Personnel, ct), ct)) { }
        foreach (var scope in Partitions.Where(p => p != Scopes.Personnel))
            while (
                await OptimisticCommit.RunAsync(
                    async () =>
                    {
                        var commit = await PartitionCommit.OpenAsync(workspace, scope, ct);
                        var (any, isFull) = await SweepAsync(workspace, actor, commit, scope, ct);
                        return (any ? commit : null, isFull);
                    },
                    ct
                )
            ) { }
    }

    private static async Task<(bool Writes, bool IsFull)> SweepAsync(
        Workspace workspace,
        Actor actor,
        PartitionCommit commit,
        string scope,
        CancellationToken ct
    )
    {
        var whole = await PartitionCommit.ReadAsync<Whole>(workspace, Scopes.Personnel, WholeRow, ct);
        var over = new List<StoredRecord>();
        await foreach (var record in RowsAsync(workspace, scope, ct))
        {
            var supplied = PartitionCommit.Parse<Supplied>(record);
            if (IsOfNode(record) || IsNew(supplied.At, supplied.Names, whole, workspace.Now) || IsOpen(supplied, workspace.Today))
                continue;
            over.Add(record);
            if (over.Count == commit.Left - 1)
                break;
        }
        var isFull = over.Count > 0 && over.Count == commit.Left - 1;
        Remove(commit, actor, over);
        return (over.Count > 0, isFull);
    }

    /// <summary>The days on which a person's record may give something: a term or posting begins, a leave is over.</summary>
    public static IEnumerable<DateOnly> DaysOf(Worker worker) =>
        worker
            .Employments.Select(e => e.Days.From)
            .Concat(worker.Postings.Select(p => p.Days.From))
            .Concat(worker.Leaves.Select(l => l.Days.Until).OfType<DateOnly>());

    /// <summary>The days on which what a person's record tells ends: a term, a posting, or the time until a leave.</summary>
    public static IEnumerable<DateOnly> EndsOf(Worker worker) =>
        worker
            .Employments.Select(e => e.Days.Until)
            .Concat(worker.Postings.Select(p => p.Days.Until))
            .OfType<DateOnly>()
            .Concat(worker.Leaves.Select(l => l.Days.From));

    /// <summary>Those days of some people.</summary>
    public static IEnumerable<DateOnly> EndsOf(HrSnapshot facts, IReadOnlyDictionary<EmployeeId, IReadOnlyList<DateOnly>> changed) =>
        facts.Workers.Where(w => changed.ContainsKey(w.Id)).SelectMany(EndsOf);

    /// <summary>Whoever a delivery tells something else of than was known, with the days that it names now.</summary>
    public static IReadOnlyDictionary<EmployeeId, IReadOnlyList<DateOnly>> Changed(HrSnapshot? before, HrSnapshot now)
    {
        var (was, are) = (Workers(before), Workers(now));
        var (wereGuests, areGuests) = (Guests(before), Guests(now));
        return are
            .Keys.Union(was.Keys)
            .Union(areGuests.Concat(wereGuests).Select(g => g.Key))
            .Where(id => !AreSame(was.GetValueOrDefault(id), are.GetValueOrDefault(id)) || !wereGuests[id].SequenceEqual(areGuests[id]))
            .ToDictionary(
                id => id,
                IReadOnlyList<DateOnly> (id) =>
                    [.. are.TryGetValue(id, out var worker) ? DaysOf(worker) : [], .. areGuests[id].Select(p => p.Days.From)]
            );

        static Dictionary<EmployeeId, Worker> Workers(HrSnapshot? of) => of?.Workers.ToDictionary(w => w.Id) ?? [];
        static ILookup<EmployeeId, Posting> Guests(HrSnapshot? of) => (of?.GuestPostings ?? []).ToLookup(g => g.Worker, g => g.Posting);
    }

    /// <summary>
    /// A 旧姓 gives nothing. A list that is added to workers one day is another list each time: then too many count as changed, never too
    /// few.
    /// </summary>
    internal static bool AreSame(Worker? one, Worker? other) =>
        ReferenceEquals(one, other)
        || one is not null
            && other is not null
            && one
                == other with
                {
                    Employments = one.Employments,
                    Postings = one.Postings,
                    Leaves = one.Leaves,
                    FormerName = one.FormerName,
                }
            && one.Employments.SequenceEqual(other.Employments)
            && one.Postings.SequenceEqual(other.Postings)
            && one.Leaves.SequenceEqual(other.Leaves);

    private static bool IsNew(DateTimeOffset at, DateOnly until, Whole? whole, DateTimeOffset now) =>
        (now - at).TotalDays <= DaysAtLeast || IsNew(at, until, whole);

    private static bool IsNew(DateTimeOffset at, DateOnly until, Whole? whole) => whole is null || whole.MadeAt <= at || whole.On < until;

    private static IAsyncEnumerable<StoredRecord> RowsAsync(Workspace workspace, string scope, CancellationToken ct) =>
        workspace.Records.RangeAsync(new(workspace.Tenant, scope), Prefix, Prefix + "~", ct);
}
