using AccessGov.App.Audit;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// What passes to another node: facts by 職員番号, counts, ids. No residents' data, and no name but where two people agreed to names.
/// </summary>
internal static class TransferContent
{
    /// <summary>Moves that lie further back are news to nobody, in days.</summary>
    private const int MovesBack = 60;

    private const int MostPlans = 50;

    /// <summary>One part before it is promised.</summary>
    /// <param name="Kind">What it holds.</param>
    /// <param name="Rows">How many things it tells of.</param>
    /// <param name="Bytes">Its bytes.</param>
    public sealed record Made(string Kind, long Rows, byte[] Bytes);

    /// <summary>How many there are.</summary>
    internal sealed record Counts(int People, int HoldersOfZone, int PlansWaiting, int OpenIncidents, DateOnly On);

    /// <summary>One right that somebody holds.</summary>
    internal sealed record HeldRight(EmployeeId Worker, EntitlementId Right, bool Enabled);

    /// <summary>One announced move, and who alone brought it by hand; null for nobody.</summary>
    internal sealed record ToldMove(AnnouncedMove Move, EmployeeId? By);

    /// <summary>One plan.</summary>
    internal sealed record ToldPlan(
        PlanId Id,
        DateTimeOffset MadeAt,
        DateOnly On,
        PlanStatus Status,
        int Actions,
        IReadOnlyDictionary<string, int> Outcomes
    );

    /// <summary>Makes every part that a node is given and of which something is known.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="peer">The node.</param>
    /// <param name="letters">What goes to it as a witness, or comes from here as one, by kind.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The parts, and the kinds of which nothing is known: they are left out, which is no empty list.</returns>
    public static async Task<(IReadOnlyList<Made> Parts, IReadOnlyList<string> Unknown)> OfAsync(
        Workspace workspace,
        TransferPeer peer,
        IReadOnlyDictionary<string, byte[]> letters,
        CancellationToken ct
    )
    {
        var (parts, unknown) = (new List<Made>(), new List<string>());
        var words = await SuppliedByHand.ToTellAsync(workspace, peer.Gives, ct);
        var facts = await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), ct);
        HolderList? holders = null;
        if (peer.Gives.Contains(TransferKinds.Held) || peer.Gives.Contains(TransferKinds.Counts))
            holders = await RecordHolders.ReadAsync(workspace, ct);
        foreach (var kind in peer.Gives)
        {
            var made = TransferKinds.SourceOf(kind) is { } source
                ? await PeopleAsync(workspace, kind, source, peer.TellsNames, ct)
                : kind switch
                {
                    TransferKinds.Trainings => List(kind, facts.Trainings, t => t),
                    TransferKinds.Contracts => List(kind, facts.Contracts, c => c with { Company = "", Reference = "" }),
                    TransferKinds.Keys => KeysOf(kind, facts),
                    TransferKinds.Moves => await MovesAsync(workspace, kind, ct),
                    TransferKinds.Counts => holders is null ? null : await CountsAsync(workspace, kind, facts, holders, ct),
                    TransferKinds.Held => holders is null ? null : HeldOf(kind, holders),
                    TransferKinds.Plans => await PlansAsync(workspace, kind, ct),
                    _ => letters.TryGetValue(kind, out var letter) ? new Made(kind, 1, letter) : null,
                };
            if (made is not null)
                parts.Add(made);
            // A letter that nobody has written is nothing unknown.
            else if (kind is not (TransferKinds.WitnessRequest or TransferKinds.WitnessReply))
                unknown.Add(kind);
        }
        if (parts.Exists(p => TransferKinds.TellsFacts(p.Kind)))
        {
            // Those of before the facts were read and of after: one that began or ended meanwhile is told rather than left out.
            words.AddRange(await SuppliedByHand.ToTellAsync(workspace, peer.Gives, ct));
            List<SuppliedByHand.ToldWord> told = [.. words.DistinctBy(w => w.Key).Where(w => parts.Exists(p => p.Kind == w.Kind))];
            parts.Add(new Made(TransferKinds.Words, told.Count, ListPart.Write(told)));
        }
        return (parts, unknown);
    }

    private static async Task<Made?> PeopleAsync(Workspace workspace, string kind, SourceId source, bool names, CancellationToken ct) =>
        // What was only ever stated of single people is no list of everybody.
        await Statements.SnapshotAsync(workspace, source, ct) is { IsWhole: true } snapshot
            ? new Made(kind, snapshot.Workers.Count + snapshot.GuestPostings.Count, PeoplePart.Write(snapshot, names))
            : null;

    private static Made? List<T>(string kind, Known<IReadOnlyList<T>> known, Func<T, T> told) =>
        known is Known<IReadOnlyList<T>>.Whole { Facts: var facts }
            ? new Made(kind, facts.Count, ListPart.Write(facts.Select(told).ToList()))
            : null;

    /// <summary>Of whom the register speaks, it alone decides; of others the list that came in.</summary>
    private static Made? KeysOf(string kind, Facts facts)
    {
        var listed = (facts.Keys as Known<IReadOnlyList<KeyFact>>.Whole)?.Facts;
        if (listed is null && facts.Register.Count == 0)
            return null;
        var registered = facts.Register.Select(r => r.Worker).ToHashSet();
        List<KeyFact> keys =
        [
            .. facts.Register.Where(r => r.Since is not null).Select(r => new KeyFact(r.Worker, new DateSpan(r.Since!.Value, null))),
            .. (listed ?? []).Where(k => !registered.Contains(k.Worker)),
        ];
        return new Made(kind, keys.Count, ListPart.Write(keys));
    }

    private static async Task<Made?> MovesAsync(Workspace workspace, string kind, CancellationToken ct)
    {
        var lists = await ImportList.KnownAnnouncementsAsync(workspace, ct);
        if (lists.Count == 0)
            return null;
        var since = workspace.Today.AddDays(-MovesBack);
        // What somebody alone brought and personnel told too, personnel told.
        List<ToldMove> moves =
        [
            .. lists
                .OrderBy(l => l.By is not null)
                .SelectMany(l => l.Moves.Select(m => new ToldMove(m, l.By)))
                .Where(m => m.Move.On >= since)
                .DistinctBy(m => m.Move),
        ];
        return new Made(kind, moves.Count, ListPart.Write(moves));
    }

    private static async Task<Made> CountsAsync(
        Workspace workspace,
        string kind,
        Facts facts,
        HolderList holders,
        CancellationToken ct
    ) =>
        new(
            kind,
            1,
            ListPart.Write(
                new Counts(
                    facts.Roster.Workers.Count,
                    holders.Rights.SelectMany(r => r.Members).DistinctBy(m => m.Account).Count(),
                    (await PlanList.WaitingAsync(workspace, ct)).Count,
                    (await IncidentLog.ListAsync(workspace, ct)).Count(i => i.IsOpen),
                    workspace.Today
                )
            )
        );

    private static Made HeldOf(string kind, HolderList holders)
    {
        // Accounts that carry no number belong to nobody who could be told of; the node's own findings tell of them.
        List<HeldRight> held =
        [
            .. holders.Rights.SelectMany(r =>
                r.Members.Where(m => m.Employee is not null).Select(m => new HeldRight(m.Employee!.Value, r.Entitlement, m.Enabled))
            ),
        ];
        return new Made(kind, held.Count, ListPart.Write(held));
    }

    private static async Task<Made> PlansAsync(Workspace workspace, string kind, CancellationToken ct)
    {
        List<ToldPlan> plans =
        [
            .. (await PlanList.NewestAsync(workspace, MostPlans, ct)).Select(p => new ToldPlan(
                p.Id,
                p.MadeAt,
                p.On,
                p.Status,
                p.Actions,
                p.Outcomes
            )),
        ];
        return new Made(kind, plans.Count, ListPart.Write(plans));
    }
}
