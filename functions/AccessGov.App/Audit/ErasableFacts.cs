using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Audit;

/// <summary>
/// Which facts may be erased after their retention. Facts that still decide something stay however old they are: requests, reviews, keys,
/// decisions, sealed accounts, holds. What ended goes as a whole: plans that were applied, rejected or never begun, answers of rounds that
/// are closed; and, one by one, what was told and has no effect any more.
/// </summary>
public static class ErasableFacts
{
    /// <summary>Told, and nothing follows from them: mails, files and statements that came, incidents.</summary>
    private static readonly HashSet<FactKind> OnlyTold =
    [
        FactKind.HrRefused,
        FactKind.HrStated,
        FactKind.HrStatementRefused,
        FactKind.MailSent,
        FactKind.MailRefused,
        FactKind.DirectoryRead,
        FactKind.DecisionRefused,
        ImportList.ListRefused,
        .. IncidentLog.Kinds,
    ];

    /// <summary>Told again and again: the newest one counts, and those before it do not.</summary>
    private static readonly HashSet<FactKind> Superseded = [FactKind.HrAccepted, FactKind.HoldersRead];

    /// <summary>What was found.</summary>
    /// <param name="List">What may be erased; null when there is nothing, or it is refused.</param>
    /// <param name="Older">How many facts are older than the day.</param>
    /// <param name="Why">Why nothing may be erased.</param>
    public sealed record Result(ErasureList? List, long Older, Refusal? Why);

    /// <summary>Facts of one partition.</summary>
    private sealed class Part
    {
        public readonly List<long> All = [];
        public readonly List<long> Told = [];
        public readonly Dictionary<(FactKind Kind, string Subject), long> Newest = [];
        public readonly List<long> Replaced = [];
        public bool HasYounger;
    }

    /// <summary>A partition whose case is closed: all of it goes, rows and facts.</summary>
    internal static bool IsWhole(string scope) =>
        Scopes.PlanOf(scope) is not null || scope.StartsWith(Scopes.ReviewPrefix, StringComparison.Ordinal);

    /// <summary>Why facts before a day may not be erased, or null.</summary>
    /// <param name="workspace">The policy and the clock.</param>
    /// <param name="before">The day.</param>
    public static Refusal? Objection(Workspace workspace, DateOnly before)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return workspace.Policy.Timing.RecordYears is not { } years ? new Refusal("erasure-not-in-policy", "timing.record-years", 0, 1)
            : before > workspace.Today.AddYears(-years)
                ? new Refusal("retention-not-over", $"{before:yyyy-MM-dd}", YearsSince(before, workspace.Today), years)
            : null;
    }

    /// <summary>Looks for them.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="before">Only facts before this day.</param>
    /// <param name="ground">The legal ground, as the list will have it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static async Task<Result> FindAsync(Workspace workspace, DateOnly before, string ground, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        VisibleText.ThrowIfNoReason(ground);
        if (Objection(workspace, before) is { } why)
            return new Result(null, 0, why);
        var (units, older) = await UnitsAsync(workspace, before, ct);
        var ranges = Fitting(units);
        return new Result(ranges.Count == 0 ? null : new ErasureList(before, ground, ranges), older, null);
    }

    /// <summary>
    /// Why a list that somebody proposed may not be erased now, or null: it has nothing that this would not find, and nothing in part.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="list">The list.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static async Task<Refusal?> ObjectionAsync(Workspace workspace, ErasureList list, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (Objection(workspace, list.Before) is { } why)
            return why;
        var (units, _) = await UnitsAsync(workspace, list.Before, ct);
        var wanted = list.Sequences.ToHashSet();
        var may = units.Where(u => u.All(wanted.Contains)).SelectMany(u => u).ToHashSet();
        var first = list.Sequences.FirstOrDefault(s => !may.Contains(s));
        return first > 0 ? new Refusal("erasure-not-due", $"{first}", list.Sequences.Count(s => !may.Contains(s)), 0) : null;
    }

    /// <summary>
    /// What keeps a list from being erased to which two people are said to have agreed: that the record tells of no such agreement (the
    /// subject of their facts), or a partition that goes as a whole and has by now a fact that is not on the list. Null when nothing does.
    /// </summary>
    internal static async Task<string?> InTheWayAsync(Workspace workspace, ErasureList list, CancellationToken ct)
    {
        var (wanted, scopes, ledger) = (
            list.Sequences.ToHashSet(),
            new Dictionary<string, HashSet<string>>(StringComparer.Ordinal),
            new ErasureLedger()
        );
        await foreach (var line in SealAudit.LinesAsync(workspace, ct))
        {
            if (line.Fact is not { } fact)
                continue;
            ledger.Note(fact, line.Sequence);
            if (!wanted.Contains(line.Sequence) || !IsWhole(fact.Partition))
                continue;
            if (!scopes.TryGetValue(fact.Partition, out var rows))
                scopes.Add(fact.Partition, rows = new HashSet<string>(StringComparer.Ordinal));
            rows.Add(fact.Row);
        }
        if (!ledger.Agrees(list))
            return ErasureLedger.Subject;
        foreach (var (scope, rows) in scopes)
            await foreach (var record in PartitionCommit.FactsAsync(workspace, scope, "", ct))
                if (!rows.Contains(record.Row))
                    return scope;
        return null;
    }

    private static async Task<(List<IReadOnlyList<long>> Units, long Older)> UnitsAsync(
        Workspace workspace,
        DateOnly before,
        CancellationToken ct
    )
    {
        var (parts, closed, older) = (new Dictionary<string, Part>(StringComparer.Ordinal), new HashSet<string>(), 0L);
        await foreach (var line in SealAudit.LinesAsync(workspace, ct))
        {
            if (line.Fact is not { } fact)
                continue;
            var isOld = DateOnly.FromDateTime(workspace.Local(fact.At).DateTime) < before;
            older += isOld ? 1 : 0;
            if (fact.Kind == FactKind.ReviewClosed && isOld)
                closed.Add(fact.Subject);
            if (!parts.TryGetValue(fact.Partition, out var part))
                parts.Add(fact.Partition, part = new Part());
            Take(part, fact, line.Sequence, isOld);
        }
        // What the present rests on stays, however long nobody planned.
        foreach (var newest in await PlanList.NewestAsync(workspace, 1, ct))
            parts.Remove(Scopes.Plan(newest.Id));
        var units = new List<IReadOnlyList<long>>();
        foreach (var (scope, part) in parts)
            units.AddRange(await OfAsync(workspace, scope, part, closed, ct));
        return (units, older);
    }

    private static void Take(Part part, Fact fact, long sequence, bool isOld)
    {
        part.All.Add(sequence);
        part.HasYounger |= !isOld;
        if (isOld && OnlyTold.Contains(fact.Kind))
            part.Told.Add(sequence);
        if (!isOld || !Superseded.Contains(fact.Kind))
            return;
        if (part.Newest.Remove((fact.Kind, fact.Subject), out var former))
            part.Replaced.Add(former);
        part.Newest[(fact.Kind, fact.Subject)] = sequence;
    }

    /// <summary>What of a partition may go; what goes together is one unit.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<long>>> OfAsync(
        Workspace workspace,
        string scope,
        Part part,
        HashSet<string> closed,
        CancellationToken ct
    )
    {
        if (IsWhole(scope))
            return !part.HasYounger && await HasEndedAsync(workspace, scope, closed, ct) ? [part.All] : [];
        // Who decides by facts alone counts them.
        if (scope is Scopes.Requests or Scopes.Reviews)
            return [];
        // The newest of a partition says how far it is sealed.
        return [.. part.Told.Concat(part.Replaced).Where(s => s != part.All[^1]).Select(s => (IReadOnlyList<long>)[s])];
    }

    private static async Task<bool> HasEndedAsync(Workspace workspace, string scope, HashSet<string> closed, CancellationToken ct) =>
        Scopes.PlanOf(scope) is { } plan
            ? await PlanList.StateAsync(workspace, plan, ct) is { Status: PlanStatus.Applied or PlanStatus.Rejected or PlanStatus.Made }
            : closed.Any(round => scope.StartsWith(Scopes.ReviewAnswers(round, ""), StringComparison.Ordinal));

    /// <summary>As many units, the oldest first, as one list has ranges for.</summary>
    private static List<SequenceRange> Fitting(List<IReadOnlyList<long>> units)
    {
        var (chosen, ranges) = (new HashSet<long>(), 0);
        foreach (var unit in units.OrderBy(u => u[0]))
        {
            var more = 0;
            foreach (var sequence in unit)
            {
                more += 1 - (chosen.Contains(sequence - 1) ? 1 : 0) - (chosen.Contains(sequence + 1) ? 1 : 0);
                chosen.Add(sequence);
            }
            ranges += more;
            if (ranges <= ErasureList.MostRanges)
                continue;
            chosen.ExceptWith(unit);
            break;
        }
        return [.. SequenceRange.Of(chosen.Order())];
    }

    private static int YearsSince(DateOnly day, DateOnly today) =>
        Math.Max(0, today.Year - day.Year - (today < day.AddYears(Math.Max(0, today.Year - day.Year)) ? 1 : 0));
}
