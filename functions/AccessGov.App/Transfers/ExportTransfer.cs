using AccessGov.App.Audit;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// Makes the next package for a node: numbered, chained to the one before, signed, kept. What was made is sent, whether or not the medium
/// arrives: the same file can be written again, another one under its number cannot.
/// </summary>
public static class ExportTransfer
{
    /// <summary>A package that was made.</summary>
    /// <param name="Manifest">What it promises.</param>
    /// <param name="File">Its bytes.</param>
    /// <param name="Unknown">Kinds that are not in it because nothing is known of them.</param>
    public sealed record Made(TransferManifest Manifest, byte[] File, IReadOnlyList<string> Unknown);

    /// <summary>Makes a package.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who makes it; the record names them.</param>
    /// <param name="here">The sending node.</param>
    /// <param name="peer">For whom.</param>
    /// <param name="signer">The sending node's key.</param>
    /// <param name="validFor">How long it may be taken over.</param>
    /// <param name="letters">Letters of witnesses, by kind.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Made> RunAsync(
        Workspace workspace,
        Actor actor,
        NodeName here,
        TransferPeer peer,
        CheckpointSigner signer,
        TimeSpan validFor,
        IReadOnlyDictionary<string, byte[]> letters,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(signer);
        var (parts, unknown) = await TransferContent.OfAsync(workspace, peer, letters, ct);
        TransferPart[] promised = [.. parts.Select(p => TransferPackage.Promise(p.Kind, p.Rows, p.Bytes))];
        return await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Transfers, ct);
                var standing = await TransferBook.OfAsync(workspace, peer.Name, ct);
                var next = Math.Max((standing.Sent?.Number ?? 0) + 1, peer.SendsFrom ?? 1);
                // A clock that was ahead and is right now: for the recipient the packages still go forward.
                var now = standing.Sent is { MadeAt: var last } && last > workspace.Now ? last : workspace.Now;
                var made = new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
                var manifest = new TransferManifest(
                    here,
                    peer.Name,
                    workspace.Tenant,
                    next,
                    standing.Sent?.Hash,
                    made,
                    made + validFor,
                    TransferBook.MarkOf(standing.Taken),
                    promised
                );
                var file = new TransferPackage(manifest, [.. parts.Select(p => new ReadOnlyMemory<byte>(p.Bytes))]).Write(signer);
                var kept = await workspace.Kept.KeepBytesAsync(file, ct);
                var package = new TransferBook.Package(next, manifest.Hash, made, workspace.Now, kept);
                TransferBook.Put(
                    commit,
                    TransferBook.Sent,
                    actor,
                    peer.Name,
                    BodyOf(manifest).Add("kept", package.Kept),
                    [
                        new(TransferBook.SentPrefix + peer.Name, package),
                        new(TransferBook.Numbered(TransferBook.SentPrefix, peer.Name, next), package),
                    ]
                );
                return ((PartitionCommit?)commit, new Made(manifest, file, unknown));
            },
            ct
        );
    }

    /// <summary>The file of a package that was made before, as it was; null when none was.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="peer">For whom.</param>
    /// <param name="number">Its number.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Made?> AgainAsync(Workspace workspace, TransferPeer peer, long number, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(peer);
        if (await TransferBook.SentAsync(workspace, peer.Name, number, ct) is not { Kept: { } kept } package)
            return null;
        var file = await workspace.Kept.BytesAsync(kept, ct);
        return TransferPackage.ManifestOf(file) is { } manifest && manifest.Hash == package.Hash
            ? new Made(manifest, file, [])
            : throw PartitionCommit.Altered(TransferBook.Numbered(TransferBook.SentPrefix, peer.Name, number));
    }

    internal static FactBody BodyOf(TransferManifest manifest) =>
        new FactBody()
            .Add("no", manifest.Number)
            .Add("hash", manifest.Hash)
            .Add("made", manifest.MadeAt)
            .Add("expires", manifest.ExpiresAt)
            .Add("parts", manifest.Parts.Select(p => $"{p.Kind} {p.Rows}"));
}
