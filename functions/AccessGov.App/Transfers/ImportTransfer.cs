using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// Takes a package over: verified whole, every part read, and only then applied. What a source tells by it is judged as its files are;
/// what follows in the directory is decided here, by this node's own policy, brake and approvals. Killed anywhere it is taken over again.
/// </summary>
public static class ImportTransfer
{
    /// <summary>What is told to people of a package that was refused.</summary>
    public const string Code = "transfer-refused";

    /// <summary>What became of a package.</summary>
    /// <param name="Manifest">What it promises; null of one that could not be opened.</param>
    /// <param name="Why">Why nothing of it was taken over; null when it was.</param>
    /// <param name="People">What became of what sources tell by it.</param>
    public sealed record Result(TransferManifest? Manifest, Refusal? Why, IReadOnlyList<ImportResult> People);

    private sealed record Opened(
        TransferPackage Package,
        TransferPeer Peer,
        IReadOnlyList<SourceExtract> People,
        IReadOnlyDictionary<string, object> Lists
    );

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
        Opened? opened = null;
        if (package is not null && peer is not null)
        {
            why = await JudgeAsync(workspace, here, package.Manifest, peer, ct);
            if (why is null)
                (opened, why) = Read(package, peer);
        }
        if (opened is null)
        {
            if (!checkOnly)
                await RefuseAsync(workspace, actor, package?.Manifest, peer?.Name, why!, ct);
            return new Result(package?.Manifest, why, []);
        }
        if (!checkOnly && await BeginAsync(workspace, actor, here, opened, ct) is { } late)
        {
            await RefuseAsync(workspace, actor, opened.Package.Manifest, opened.Peer.Name, late, ct);
            return new Result(opened.Package.Manifest, late, []);
        }
        var node = new Actor.Application("node:" + opened.Peer.Name);
        var part = new NodePart(workspace, node, opened.Package.Manifest.Number);
        if (!checkOnly)
            await part.BeginAsync(ct);
        var people = new List<ImportResult>();
        foreach (var extract in opened.People)
            people.Add(await ImportHr.OfNodeAsync(part, extract, checkOnly, ct));
        if (!checkOnly)
        {
            await TakeListsAsync(part, opened.Lists, ct);
            // Stopped in the middle while others took this one and a later one over.
            if (await part.IsLateAsync(ct))
            {
                var overtaken = TransferDecider.Overtaken(opened.Package.Manifest);
                await RefuseAsync(workspace, actor, opened.Package.Manifest, opened.Peer.Name, overtaken, ct);
                return new Result(opened.Package.Manifest, overtaken, []);
            }
            lay(opened.Peer, opened.Package);
            await EndAsync(workspace, actor, opened, people, ct);
        }
        return new Result(opened.Package.Manifest, null, people);
    }

    private static async Task<Refusal?> JudgeAsync(
        Workspace workspace,
        NodeName here,
        TransferManifest manifest,
        TransferPeer peer,
        CancellationToken ct
    ) =>
        TransferDecider.Judge(
            manifest,
            here,
            workspace.Tenant,
            peer,
            TransferBook.LinkOf(await TransferBook.OfAsync(workspace, peer.Name, ct)),
            (await TransferBook.TakenAsync(workspace, peer.Name, manifest.Number, ct))?.Hash,
            (await TransferBook.SentAsync(workspace, peer.Name, manifest.Received.Number, ct))?.Hash,
            workspace.Now
        );

    private static (Opened? Opened, Refusal? Why) Read(TransferPackage package, TransferPeer peer)
    {
        var (people, lists) = (new List<SourceExtract>(), new Dictionary<string, object>());
        foreach (var (part, bytes) in package.Manifest.Parts.Zip(package.Parts))
        {
            object? read = TransferKinds.SourceOf(part.Kind) is { } source
                ? PeoplePart.Read(bytes, source, part.Hash, peer.TellsNames)
                : part.Kind switch
                {
                    TransferKinds.Trainings => ListPart.Read<TrainingFact>(bytes, part.Rows, t => t.Worker),
                    TransferKinds.Contracts => ListPart.Read<ContractFact>(bytes, part.Rows, c => c.Worker),
                    TransferKinds.Keys => ListPart.Read<KeyFact>(bytes, part.Rows, k => k.Worker),
                    TransferKinds.Moves => ListPart.Read<AnnouncedMove>(bytes, part.Rows, m => m.Worker),
                    TransferKinds.Held => ListPart.Read<TransferContent.HeldRight>(bytes, part.Rows, h => h.Worker) is null ? null : bytes,
                    TransferKinds.Counts => ListPart.One<TransferContent.Counts>(bytes) is null ? null : bytes,
                    TransferKinds.Plans => ListPart.One<List<TransferContent.ToldPlan?>>(bytes) is { } plans
                    && plans.Count == part.Rows
                    && plans.TrueForAll(p => p is not null)
                        ? bytes
                        : null,
                    _ => TransferLetters.IsOne(part.Kind, bytes.Span) ? bytes : null,
                };
            if (read is null)
                return (null, new Refusal("transfer-part-unreadable", part.Kind, package.Manifest.Number, 0));
            if (read is SourceExtract extract)
                people.Add(extract);
            else
                lists.Add(part.Kind, read);
        }
        return (new Opened(package, peer, people, lists), null);
    }

    /// <summary>From now on no other package can take this one's number, whatever is killed.</summary>
    private static Task<Refusal?> BeginAsync(Workspace workspace, Actor actor, NodeName here, Opened opened, CancellationToken ct) =>
        OptimisticCommit.RunAsync<Refusal?>(
            async () =>
            {
                var (manifest, peer) = (opened.Package.Manifest, opened.Peer);
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Transfers, ct);
                if (await JudgeAsync(workspace, here, manifest, peer, ct) is { } why)
                    return (null, why);
                if (await TransferBook.TakenAsync(workspace, peer.Name, manifest.Number, ct) is not null)
                    return (null, null);
                commit
                    .Put(
                        TransferBook.Numbered(TransferBook.TakenPrefix, peer.Name, manifest.Number),
                        new TransferBook.Package(manifest.Number, manifest.Hash, manifest.MadeAt, workspace.Now, null)
                    )
                    .Tell(TransferBook.Begun, actor, peer.Name.Value, ExportTransfer.BodyOf(manifest).Add("key", $"{peer.Key.Id}"));
                return (commit, null);
            },
            ct
        );

    private static async Task TakeListsAsync(NodePart part, IReadOnlyDictionary<string, object> lists, CancellationToken ct)
    {
        foreach (var (kind, list) in lists)
            await (
                list switch
                {
                    List<TrainingFact> trainings => ImportList.OfNodeAsync(part, trainings, ct),
                    List<ContractFact> contracts => ImportList.OfNodeAsync(part, contracts, ct),
                    List<KeyFact> keys => ImportList.OfNodeAsync(part, keys, ct),
                    List<AnnouncedMove> moves => ImportList.OfNodeAsync(part, new Announcement(moves), ct),
                    _ => Task.CompletedTask,
                }
            );
    }

    private static async Task EndAsync(
        Workspace workspace,
        Actor actor,
        Opened opened,
        IReadOnlyList<ImportResult> people,
        CancellationToken ct
    )
    {
        var (manifest, name) = (opened.Package.Manifest, opened.Peer.Name);
        var told = new Dictionary<string, TransferBook.Told>();
        foreach (var (part, bytes) in manifest.Parts.Zip(opened.Package.Parts))
            if (opened.Lists.GetValueOrDefault(part.Kind) is ReadOnlyMemory<byte>)
                told[part.Kind] = new TransferBook.Told(
                    await workspace.Kept.KeepBytesAsync(bytes.ToArray(), ct),
                    part.Rows,
                    manifest.Number,
                    manifest.MadeAt
                );
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Transfers, ct);
                // Two who took over the same package at once: the second finds it done.
                if ((await TransferBook.OfAsync(workspace, name, ct)).Taken is { } taken && taken.Number >= manifest.Number)
                    return (null, true);
                var package = new TransferBook.Package(manifest.Number, manifest.Hash, manifest.MadeAt, workspace.Now, null);
                TransferBook.PutReceipt(commit.Put(TransferBook.TakenPrefix + name, package), name, manifest.Received);
                foreach (var (kind, what) in told)
                    commit.Put($"{TransferBook.ToldPrefix}{name}:{kind}", what);
                var refused = people.OfType<ImportResult.Refused>().Select(r => r.Source.Value);
                commit.Tell(TransferBook.Taken, actor, name.Value, ExportTransfer.BodyOf(manifest).Add("refused", refused));
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
        await IncidentLog.EndOfAsync(workspace, actor, Code, name.Value, Wording.Of("Over.transfer-taken", name, manifest.Number), ct);
    }

    private static async Task RefuseAsync(
        Workspace workspace,
        Actor actor,
        TransferManifest? manifest,
        NodeName? from,
        Refusal why,
        CancellationToken ct
    )
    {
        var subject = from?.Value ?? "-";
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Transfers, ct);
                var body = new FactBody().Add("code", why.Code).Add("hash", manifest?.Hash);
                return ((PartitionCommit?)commit.Tell(TransferBook.Refused, actor, subject, body), true);
            },
            ct
        );
        // Brought twice or late there is nothing for anybody to look at.
        if (why.Code is not ("transfer-replayed" or "transfer-overtaken"))
            await IncidentLog.AddAsync(workspace, actor, new Incident(Code, subject, RefusalWording.Of(why)), ct);
    }
}
