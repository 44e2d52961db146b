using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// Takes a package over: verified whole, every part read, and only then applied. What a source tells by it is judged as its files are;
/// what follows in the directory is decided here, by this node's own policy, brake and approvals. Killed anywhere it is taken over again.
/// </summary>
public static partial class ImportTransfer
{
    /// <summary>What became of a package.</summary>
    /// <param name="Manifest">What it promises; null of one that could not be opened.</param>
    /// <param name="Why">Why nothing of it was taken over; null when it was.</param>
    /// <param name="People">What became of what sources tell by it.</param>
    /// <param name="Changes">What its parts tell otherwise than what was known, and which lists are not taken over.</param>
    public sealed record Result(
        TransferManifest? Manifest,
        Refusal? Why,
        IReadOnlyList<ImportResult> People,
        IReadOnlyList<PartChange> Changes
    )
    {
        /// <summary>Kinds of the parts that were refused, of a package that was taken over.</summary>
        public IReadOnlyList<string> RefusedKinds { get; } = [.. RefusedParts(People, Changes).Keys];
    }

    /// <summary>Takes a package over, or with <paramref name="checkOnly"/> only says what would come of it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who brings it; the record names them.</param>
    /// <param name="here">This node.</param>
    /// <param name="file">The package.</param>
    /// <param name="checkOnly">Writes nothing.</param>
    /// <param name="lay">Lays the letters that are in it where they belong; before the package is called taken over.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Result> RunAsync(
        Workspace workspace,
        Actor actor,
        NodeName here,
        ReadOnlyMemory<byte> file,
        bool checkOnly,
        Action<TransferPeer, TransferPackage> lay,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(lay);
        var (package, peer, why) = TransferPackage.Open(file, workspace.Peers);
        OpenedTransfer? opened = null;
        if (package is not null && peer is not null)
        {
            why = await JudgeAsync(workspace, here, package.Manifest, peer, ct);
            if (why is null)
                (opened, why) = OpenedTransfer.Read(package, peer);
        }
        else if (await OwnAsync(workspace, here, file, ct) is { } own)
            why = own;
        if (opened is null)
            return await RefusedAsync(workspace, actor, package?.Manifest, peer?.Name, why!, checkOnly, ct);
        if (!checkOnly && await BeginAsync(workspace, actor, here, opened, ct) is { } late)
            return await RefusedAsync(workspace, actor, opened.Package.Manifest, opened.Peer.Name, late, checkOnly, ct);
        var node = new Actor.Application(NodePart.Prefix + opened.Peer.Name);
        var part = new NodePart(workspace, node, opened.Package.Manifest.Number);
        var words = WordsOf(workspace, actor, opened);
        if (!checkOnly)
        {
            await part.BeginAsync(ct);
            await SuppliedByHand.TakeAsync(part, words, ct);
        }
        var changes = await PartChange.OfAsync(workspace, opened, ct);
        var people = new List<ImportResult>();
        foreach (var extract in opened.People)
            people.Add(await ImportHr.OfNodeAsync(part, extract, checkOnly, ct));
        if (!checkOnly)
        {
            await TakeListsAsync(part, actor, opened.Lists, changes, ct);
            var refused = RefusedParts(people, changes);
            await SuppliedByHand.ForgetAsync(part, words, TakenOf(opened, refused), ct);
            // Stopped in the middle while others took this one and a later one over.
            if (await part.IsLateAsync(ct))
            {
                var overtaken = TransferDecider.Overtaken(opened.Package.Manifest);
                return await RefusedAsync(workspace, actor, opened.Package.Manifest, opened.Peer.Name, overtaken, checkOnly, ct);
            }
            lay(opened.Peer, opened.Package);
            await EndAsync(workspace, actor, opened, refused, ct);
        }
        return new Result(opened.Package.Manifest, null, people, changes);
    }

    private static async Task<Refusal?> JudgeAsync(
        Workspace workspace,
        NodeName here,
        TransferManifest manifest,
        TransferPeer peer,
        CancellationToken ct
    )
    {
        var recorded = await TransferBook.RecordedAsync(workspace, peer.Name, ct);
        return TransferDecider.Judge(
            manifest,
            here,
            workspace.Tenant,
            peer,
            TransferBook.LinkOf(await TransferBook.OfAsync(workspace, peer.Name, ct)),
            (await TransferBook.TakenAsync(workspace, peer.Name, manifest.Number, ct))?.Hash,
            (await TransferBook.SentAsync(workspace, peer.Name, manifest.Received.Number, ct))?.Hash,
            recorded,
            workspace.Now
        );
    }

    /// <summary>What is said of a package that was made here, as the book has it; null of any other.</summary>
    private static async Task<Refusal?> OwnAsync(Workspace workspace, NodeName here, ReadOnlyMemory<byte> file, CancellationToken ct) =>
        TransferPackage.ManifestOf(file) is { } made
        && made.From == here
        && (await TransferBook.SentAsync(workspace, made.To, made.Number, ct))?.Hash == made.Hash
            ? new Refusal("transfer-own", made.To.Value, made.Number, 0)
            : null;

    /// <summary>
    /// Who alone supplied what is in it. Signed by a key that two people agreed to, it is not whoever carries it; while one person alone
    /// named the key, it is as if that person had typed it in.
    /// </summary>
    private static List<SuppliedByHand.ToldWord> WordsOf(Workspace workspace, Actor actor, OpenedTransfer opened) =>
        [
            .. opened.Words,
            .. workspace.ArePeersAgreed || actor is not Actor.Employee { Id: var by }
                ? []
                : opened
                    .Package.Manifest.Parts.Where(p => TransferKinds.TellsFacts(p.Kind))
                    .Select(p => SuppliedByHand.ToldWord.OfImport(opened.Peer.Name, by, p.Kind, workspace.Today)),
        ];

    /// <summary>From now on no other package can take this one's number, whatever is killed.</summary>
    private static Task<Refusal?> BeginAsync(
        Workspace workspace,
        Actor actor,
        NodeName here,
        OpenedTransfer opened,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync<Refusal?>(
            async () =>
            {
                var (manifest, peer) = (opened.Package.Manifest, opened.Peer);
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Transfers, ct);
                if (await JudgeAsync(workspace, here, manifest, peer, ct) is { } why)
                    return (null, why);
                if (await TransferBook.TakenAsync(workspace, peer.Name, manifest.Number, ct) is not null)
                    return (null, null);
                var body = ExportTransfer.BodyOf(manifest).Add("key", $"{peer.Key.Id}");
                if (!workspace.ArePeersAgreed)
                    body.Add("notAgreed", $"{peer.Key}");
                TransferBook.Put(
                    commit,
                    TransferBook.Begun,
                    actor,
                    peer.Name,
                    body,
                    [
                        new(
                            TransferBook.Numbered(TransferBook.TakenPrefix, peer.Name, manifest.Number),
                            new TransferBook.Package(manifest.Number, manifest.Hash, manifest.MadeAt, workspace.Now, null)
                        ),
                    ]
                );
                return (commit, null);
            },
            ct
        );

    private static async Task TakeListsAsync(
        NodePart part,
        Actor actor,
        IReadOnlyDictionary<string, object> lists,
        IReadOnlyList<PartChange> changes,
        CancellationToken ct
    )
    {
        foreach (var (kind, list) in lists)
            await (
                changes.FirstOrDefault(c => c.Kind == kind)?.Held is { } why
                    ? ImportList.RefuseOfNodeAsync(part, kind, why, ct)
                    : list switch
                    {
                        List<TrainingFact> trainings => ImportList.OfNodeAsync(part, trainings, ct),
                        List<ContractFact> contracts => ImportList.OfNodeAsync(part, contracts, ct),
                        List<KeyFact> keys => ImportList.OfNodeAsync(part, keys, ct),
                        List<TransferContent.ToldMove> moves => ImportList.OfNodeAsync(part, Brought(part.Workspace, actor, moves), ct),
                        _ => Task.CompletedTask,
                    }
            );
    }

    /// <summary>The lists that the moves came in, by who alone brought them; always one of personnel.</summary>
    private static List<ImportList.Brought> Brought(Workspace workspace, Actor actor, List<TransferContent.ToldMove> moves)
    {
        var carrier = workspace.ArePeersAgreed ? null : (actor as Actor.Employee)?.Id;
        var lists = moves.ToLookup(m => m.By ?? carrier, m => m.Move);
        return [.. lists.Select(l => new ImportList.Brought([.. l], l.Key))];
    }
}
