using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Personnel;

/// <content>
/// What rests on one person's word. A word is open until a plan that gave its person something because of it was approved by somebody
/// else, and nothing of it was withheld or to come then. Not by the clock: a plan knows the words that lay there before its facts were
/// read, and agrees to no other.
/// </content>
internal static partial class SuppliedByHand
{
    /// <summary>A word that a plan knows.</summary>
    /// <param name="Row">Its row.</param>
    /// <param name="Workers">Of whom the plan's approval agrees to it.</param>
    internal sealed record Word(string Row, IReadOnlyList<EmployeeId> Workers);

    /// <summary>Words that lie there now; asked for before the facts are read.</summary>
    public static async Task<IReadOnlyList<StoredRecord>> WordsAsync(Workspace workspace, CancellationToken ct) =>
        await RowsAsync(workspace, Scopes.Personnel, ct).ToListAsync(ct);

    /// <summary>Of whom among some people something rests on one person's word.</summary>
    public static async Task<OneWord> OneWordAsync(Workspace workspace, IReadOnlySet<EmployeeId> people, CancellationToken ct)
    {
        if (people.Count == 0)
            return OneWord.Nothing;
        var (facts, keys) = (new HashSet<EmployeeId>(), new HashSet<EmployeeId>());
        foreach (var record in await WordsAsync(workspace, ct))
        {
            var supplied = PartitionCommit.Parse<Supplied>(record);
            (supplied.What == ImportList.Keys ? keys : facts).UnionWith(await OpenOfAsync(workspace, supplied, people, ct));
        }
        return new OneWord(facts, keys);
    }

    /// <summary>What an approval of a plan agrees to; null for nothing.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="words">Words that lay there before the plan's facts were read.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="desired">What should be, as the plan knows it.</param>
    /// <param name="isFirst">True for the installation's first plan: people look at everybody.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Hash under which it is kept.</returns>
    public static async Task<string?> KnownToAsync(
        Workspace workspace,
        IReadOnlyList<StoredRecord> words,
        Plan plan,
        DesiredState desired,
        bool isFirst,
        CancellationToken ct
    )
    {
        if (words.Count == 0 || plan.Actions.Count == 0)
            return null;
        var given = plan.Actions.Where(PlanParts.Gives).Select(a => desired.Facts.Roster.Find(a.Target.Employee)).OfType<Worker>();
        // Whom something is withheld from is given more another day: nobody has agreed to that.
        var whole = (isFirst ? desired.Workers : given.Distinct().Select(desired.Of))
            .Where(d => d.Withheld.Count == 0 && d.Held is null)
            .Select(d => d.Worker.Id)
            .ToHashSet();
        var known = new List<Word>();
        foreach (var record in words)
        {
            var supplied = PartitionCommit.Parse<Supplied>(record);
            if (supplied.Until > desired.On)
                continue;
            EmployeeId[] agreed = [.. await OpenOfAsync(workspace, supplied, whole, ct)];
            if (agreed.Length > 0)
                known.Add(new Word(record.Row, agreed));
        }
        return known.Count == 0 ? null : await workspace.Kept.KeepAsync(known, ct);
    }

    /// <summary>A plan was approved and is done: what it knew rests on two people's word.</summary>
    public static async Task AgreedAsync(Workspace workspace, Actor actor, string kept, CancellationToken ct)
    {
        foreach (var word in await workspace.Kept.ValueAsync<List<Word>>(kept, ct))
            await PersonnelCommit.RunAsync(
                workspace,
                async () =>
                {
                    var supplied = await PartitionCommit.ReadAsync<Supplied>(workspace, Scopes.Personnel, word.Row, ct);
                    var before = supplied is null ? [] : await AgreedToAsync(workspace, supplied, ct);
                    EmployeeId[] agreed = [.. before.Concat(word.Workers).Distinct().Order()];
                    return (Supplied: agreed.Length == before.Count ? null : supplied, Agreed: agreed);
                },
                // Of a word about everybody it may be everybody, whom no row holds.
                async d =>
                    d.Supplied is not null && d.Agreed.Length > MostPeople ? await workspace.Kept.KeepAsync(d.Agreed.ToList(), ct) : null,
                (commit, d, kept) =>
                {
                    if (d.Supplied is { } supplied)
                        Put(commit, actor, word.Row, supplied with { Agreed = kept is null ? d.Agreed : null, AgreedIn = kept });
                    return Task.FromResult((d.Supplied is not null, true));
                },
                ct
            );
    }

    /// <summary>Rows and facts of a delivery besides.</summary>
    private const int RoomOfDelivery = 20;

    /// <summary>A source speaks for itself again: what somebody had brought for it stands no longer.</summary>
    public static async Task SupersedeAsync(Workspace workspace, PartitionCommit commit, Actor actor, string what, CancellationToken ct)
    {
        if (actor is Actor.Employee)
            return;
        // Of a node that tells a source, the words that it told are over when it names them no longer.
        var ofNode = actor is Actor.Application { Name: var name } && name.StartsWith(NodePart.Prefix, StringComparison.Ordinal);
        var over = (await WordsAsync(workspace, ct))
            .Where(r => !(ofNode && IsOfNode(r)))
            .Where(r => PartitionCommit.Parse<Supplied>(r) is { Gives: true } s && s.What == what);
        // What does not fit stays a word: too long rather than too short.
        Remove(commit, actor, [.. over.Take(commit.Left - RoomOfDelivery)]);
    }

    /// <summary>Somebody who supplied facts by hand; of these people, or of everybody where that is null.</summary>
    internal sealed record Supplier(EmployeeId By, IReadOnlyList<EmployeeId>? Workers)
    {
        /// <summary>True when it was of this person too.</summary>
        public bool ToldOf(EmployeeId worker) => Workers is null || Workers.Contains(worker);
    }

    /// <summary>
    /// Who supplied by hand, of some people, what a source says: no list of keys, trainings or contracts, nor 内示・発令, says who leaves.
    /// </summary>
    public static async Task<IReadOnlyList<Supplier>> SuppliersAsync(
        Workspace workspace,
        IReadOnlySet<EmployeeId> people,
        CancellationToken ct
    ) =>
        [
            .. (await NewAsync(workspace, people, ct))
                .Where(s =>
                    s.What.StartsWith(ImportHr.RowPrefix, StringComparison.Ordinal)
                    || s.What.StartsWith(Statements.PersonPrefix, StringComparison.Ordinal)
                )
                .Select(s => new Supplier(s.By, s.Workers)),
        ];

    /// <summary>Those of some people of whom the word is open still.</summary>
    private static async Task<IEnumerable<EmployeeId>> OpenOfAsync(
        Workspace workspace,
        Supplied supplied,
        IReadOnlySet<EmployeeId> people,
        CancellationToken ct
    )
    {
        if (!IsOpen(supplied, workspace.Today))
            return [];
        var agreed = (await AgreedToAsync(workspace, supplied, ct)).ToHashSet();
        return (supplied.Workers?.Where(people.Contains) ?? people).Where(id => !agreed.Contains(id));
    }

    /// <summary>Of whom a word rests on two people already.</summary>
    private static async Task<IReadOnlyCollection<EmployeeId>> AgreedToAsync(
        Workspace workspace,
        Supplied supplied,
        CancellationToken ct
    ) =>
        supplied.AgreedIn is { } kept
            ? await workspace.Parsed.ValueAsync<List<EmployeeId>>(nameof(Supplied.AgreedIn), kept, ct)
            : supplied.Agreed ?? [];

    private static bool IsOpen(Supplied supplied, DateOnly today) =>
        supplied.Gives
        && today.DayNumber - supplied.Until.DayNumber <= DaysAtMost
        && (supplied.Workers is null || supplied.Workers.Count > (supplied.Agreed?.Length ?? 0));
}
