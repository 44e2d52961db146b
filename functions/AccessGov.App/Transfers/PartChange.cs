using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>What a part of a package tells otherwise than what is known, by people.</summary>
/// <param name="Kind">The kind of part.</param>
/// <param name="Added">Of whom nothing was known.</param>
/// <param name="Changed">Of whom something else was known.</param>
/// <param name="Gone">Of whom nothing is told any more.</param>
/// <param name="Held">Why the list is not taken over; null when it is, and of people, who are judged as files are.</param>
public sealed record PartChange(string Kind, int Added, int Changed, int Gone, Refusal? Held)
{
    /// <summary>Lines of somebody, and whether they are worth something today.</summary>
    private sealed record Line(EmployeeId Worker, string Text, bool Counts);

    /// <summary>What each part with facts changes.</summary>
    internal static async Task<IReadOnlyList<PartChange>> OfAsync(Workspace workspace, OpenedTransfer opened, CancellationToken ct)
    {
        var changes = new List<PartChange>();
        foreach (var extract in opened.People)
            changes.Add(OfPeople(extract, await Statements.SnapshotAsync(workspace, extract.Source, ct)));
        foreach (var (kind, list) in opened.Lists)
            if (TransferKinds.TellsFacts(kind))
                changes.Add(OfList(workspace, kind, await KnownAsync(workspace, opened.Peer.Name, kind, ct), Lines(workspace, list)));
        return changes;
    }

    private static PartChange OfPeople(SourceExtract extract, HrSnapshot? known)
    {
        var before = known?.Workers.ToDictionary(w => w.Id) ?? [];
        var (added, changed) = (0, 0);
        foreach (var worker in extract.Workers)
            if (!before.Remove(worker.Id, out var former))
                added++;
            else if (!SuppliedByHand.AreSame(former, worker.Canonical()))
                changed++;
        return new PartChange(TransferKinds.PeoplePrefix + extract.Source, added, changed, before.Count, null);
    }

    /// <summary>A list that lost more people than a file of personnel may is held as such a file is.</summary>
    private static PartChange OfList(Workspace workspace, string kind, IEnumerable<Line> known, IEnumerable<Line> told)
    {
        var (before, now) = (known.ToLookup(l => l.Worker), told.ToLookup(l => l.Worker));
        var limits = workspace.Policy.Limits;
        var was = before.Count(g => g.Any(l => l.Counts));
        var lost = before.Count(g => g.Any(l => l.Counts) && !now.Contains(g.Key));
        var most = Math.Floor(limits.MaxShrinkShare * was);
        return new PartChange(
            kind,
            now.Count(g => !before.Contains(g.Key)),
            now.Count(g => before.Contains(g.Key) && !AreSame(g, before[g.Key])),
            before.Count(g => !now.Contains(g.Key)),
            // Of a few people a share says nothing: one key that is reported lost must end here too.
            was >= limits.MinimumPopulation && lost > limits.MaxShrinkShare * was
                ? new Refusal("feed-shrunken", kind, lost, most, (decimal)lost / was)
                : null
        );
    }

    private static bool AreSame(IEnumerable<Line> one, IEnumerable<Line> other) =>
        one.Select(l => l.Text).Order(StringComparer.Ordinal).SequenceEqual(other.Select(l => l.Text).Order(StringComparer.Ordinal));

    private static async Task<IEnumerable<Line>> KnownAsync(Workspace workspace, NodeName node, string kind, CancellationToken ct) =>
        kind switch
        {
            TransferKinds.Keys => Lines(workspace, FactsOf(await ImportList.KnownKeysAsync(workspace, ct))),
            TransferKinds.Trainings => Lines(workspace, FactsOf(await ImportList.KnownTrainingsAsync(workspace, ct))),
            TransferKinds.Contracts => Lines(workspace, FactsOf(await ImportList.KnownContractsAsync(workspace, ct))),
            _ => Lines(workspace, await ImportList.MovesOfNodeAsync(workspace, node, ct)),
        };

    private static IEnumerable<T> FactsOf<T>(Known<IReadOnlyList<T>> known) =>
        known is Known<IReadOnlyList<T>>.Whole { Facts: var facts } ? facts : [];

    private static IEnumerable<Line> Lines(Workspace workspace, object list)
    {
        var (today, valid) = (workspace.Today, workspace.Policy.Timing.TrainingValidDays);
        return list switch
        {
            IEnumerable<KeyFact> keys => keys.Select(k => new Line(k.Worker, $"{k.Days}", !k.Days.EndedBefore(today))),
            IEnumerable<TrainingFact> trainings => trainings.Select(t => new Line(
                t.Worker,
                $"{t.CompletedOn:yyyy-MM-dd}",
                today <= t.CompletedOn.AddDays(valid)
            )),
            IEnumerable<ContractFact> contracts => contracts.Select(c => new Line(c.Worker, $"{c.Days}", !c.Days.EndedBefore(today))),
            // What lies behind is news to nobody, and leaves the list by itself.
            IEnumerable<AnnouncedMove> moves => moves.Select(m => new Line(m.Worker, $"{m}", m.On > today)),
            IEnumerable<TransferContent.ToldMove> moves => Lines(workspace, moves.Select(m => m.Move)),
            _ => throw new InvalidOperationException(list.GetType().Name),
        };
    }
}
