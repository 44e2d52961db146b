using System.Globalization;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <content>How taking over ends: noted and told, with the parts that were refused, or refused as a whole.</content>
public static partial class ImportTransfer
{
    /// <summary>What is told to people of a package that was refused.</summary>
    public const string Code = "transfer-refused";

    /// <summary>What is told to people of a part that was refused, of a package that was taken over.</summary>
    public const string PartCode = "transfer-part-refused";

    /// <summary>The incident of files that nobody of the table sent.</summary>
    private const string Nobody = "-";

    private static Dictionary<string, Wording> RefusedParts(
        IEnumerable<ImportResult> people,
        IReadOnlyList<PartChange> changes
    ) =>
        people
            .OfType<ImportResult.Refused>()
            .Select(r =>
                (
                    Kind: TransferKinds.PeoplePrefix + r.Source,
                    Why: r.Reasons.Concat(r.Refusals.Select(RefusalWording.Of)).FirstOrDefault() ?? Wording.Of("Transfer.PartUnread")
                )
            )
            .Concat(changes.Where(c => c.Held is not null).Select(c => (c.Kind, Why: RefusalWording.Of(c.Held!))))
            .ToDictionary(p => p.Kind, p => p.Why, StringComparer.Ordinal);

    private static string[] TakenOf(OpenedTransfer opened, Dictionary<string, Wording> refused) =>
        [.. opened.Package.Manifest.Parts.Select(p => p.Kind).Where(k => !refused.ContainsKey(k))];

    private static async Task EndAsync(
        Workspace workspace,
        Actor actor,
        OpenedTransfer opened,
        Dictionary<string, Wording> refused,
        CancellationToken ct
    )
    {
        var (manifest, name) = (opened.Package.Manifest, opened.Peer.Name);
        var taken = TakenOf(opened, refused);
        var told = new List<TransferBook.Row>();
        foreach (var (part, bytes) in manifest.Parts.Zip(opened.Package.Parts))
            if (opened.Lists.GetValueOrDefault(part.Kind) is ReadOnlyMemory<byte>)
            {
                var kept = await workspace.Kept.KeepBytesAsync(bytes.ToArray(), ct);
                var what = new TransferBook.Told(kept, part.Rows, manifest.Number, manifest.MadeAt);
                told.Add(new($"{TransferBook.ToldPrefix}{name}:{part.Kind}", what));
            }
        // Before its number is used up: killed here, it is told once more.
        foreach (var (kind, why) in refused)
            await IncidentLog.AddAsync(workspace, actor, new Incident(PartCode, PartOf(name, kind), why), ct);
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Transfers, ct);
                // Two who took over the same package at once: the second finds it done.
                if ((await TransferBook.OfAsync(workspace, name, ct)).Taken is { } last && last.Number >= manifest.Number)
                    return (null, true);
                var package = new TransferBook.Package(manifest.Number, manifest.Hash, manifest.MadeAt, workspace.Now, null);
                var heard = new SortedDictionary<string, TransferBook.Heard>(StringComparer.Ordinal);
                foreach (var (kind, before) in await TransferBook.HeardAsync(workspace, name, ct))
                    heard[kind] = before;
                foreach (var kind in taken)
                    heard[kind] = new TransferBook.Heard(manifest.Number, manifest.MadeAt);
                List<TransferBook.Row> rows =
                [
                    new(TransferBook.TakenPrefix + name, package),
                    new(TransferBook.HeardPrefix + name, heard),
                    .. told,
                ];
                if (manifest.Received.Number > 0)
                    rows.Add(TransferBook.ReceiptOf(name, manifest.Received.Number));
                var body = ExportTransfer.BodyOf(manifest).Add("refused", refused.Keys.Order(StringComparer.Ordinal));
                TransferBook.Put(commit, TransferBook.Taken, actor, name, body, rows);
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
        var over = Wording.Of("Over.transfer-taken", name, manifest.Number);
        await IncidentLog.EndOfAsync(workspace, actor, Code, name.Value, over, ct);
        // A medium was mixed up, and now the right one was brought.
        await IncidentLog.EndOfAsync(workspace, actor, Code, Nobody, over, ct);
        foreach (var kind in taken)
            await IncidentLog.EndOfAsync(workspace, actor, PartCode, PartOf(name, kind), over, ct);
    }

    private static string PartOf(NodeName node, string kind) => $"{node} {kind}";

    /// <summary>
    /// The sentence of a refusal; of another municipality's package also which one this is, for somebody compares the two.
    /// </summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="why">The refusal.</param>
    public static Wording WordingOf(Workspace workspace, Refusal why)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(why);
        var said = RefusalWording.Of(why);
        return why.Code == "transfer-other-tenant" ? Wording.Of("Transfer.TenantHere", said, workspace.Tenant) : said;
    }

    /// <summary>
    /// Two histories of one sender, or a key that nobody agreed to: the next good package settles neither, so each is an incident of its
    /// own, until somebody closes it.
    /// </summary>
    private static string IncidentOf(string subject, Refusal why) =>
        why.Code switch
        {
            "transfer-forked" or "transfer-other-chain" => string.Create(
                CultureInfo.InvariantCulture,
                $"{subject} {why.Code} {why.Number:0}"
            ),
            "transfer-foreign-node" => $"{subject} {why.Code} {why.Subject}",
            _ => subject,
        };

    private static async Task<Result> RefusedAsync(
        Workspace workspace,
        Actor actor,
        TransferManifest? manifest,
        NodeName? from,
        Refusal why,
        bool checkOnly,
        CancellationToken ct
    )
    {
        var result = new Result(manifest, why, [], []);
        if (checkOnly)
            return result;
        var subject = from?.Value ?? ClaimedBy(workspace, why)?.Value ?? Nobody;
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Transfers, ct);
                var body = new FactBody().Add("code", why.Code).Add("hash", manifest?.Hash);
                return ((PartitionCommit?)commit.Tell(TransferBook.Refused, actor, subject, body), true);
            },
            ct
        );
        // Brought twice, late or to where it was made there is nothing for anybody to look at.
        if (why.Code is not ("transfer-replayed" or "transfer-overtaken" or "transfer-own"))
            await IncidentLog.AddAsync(workspace, actor, new Incident(Code, IncidentOf(subject, why), WordingOf(workspace, why)), ct);
        return result;
    }

    /// <summary>The node of the table in whose name somebody signed with another key.</summary>
    private static NodeName? ClaimedBy(Workspace workspace, Refusal why)
    {
        if (why.Code == "transfer-foreign-node")
            foreach (var peer in workspace.Peers)
                if (why.Subject.StartsWith($"{peer.Name}+", StringComparison.Ordinal))
                    return peer.Name;
        return null;
    }
}
