using System.Security.Cryptography;
using AccessGov.App.WebAuthn.Metadata;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Governance;

/// <summary>
/// FIDO's list of models of keys: taken over whole or refused whole, with a number that only rises. FIDO's signature is what it stands on,
/// so one person brings it; the record says who.
/// </summary>
public static class KeyModels
{
    internal const string Row = "key-models";
    internal static readonly FactKind Accepted = FactKind.Parse("key-models-accepted");
    private static readonly FactKind Refused = FactKind.Parse("key-models-refused");

    /// <summary>A list that a process read already, by its hash.</summary>
    private sealed record Parsed(string Kept, MetadataBlob Blob);

    private static volatile Parsed? last;

    /// <summary>Takes over a list.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="content">The file as FIDO serves it.</param>
    /// <param name="roots">Who may vouch for its signer, as DER.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What is in force now, or why nothing changed.</returns>
    public static async Task<(KeyModelList? InForce, MetadataRead.Refused? Why)> ImportAsync(
        Workspace workspace,
        Actor actor,
        byte[] content,
        IReadOnlyList<byte[]> roots,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(content);
        var read = MetadataReader.Verify(content, roots, workspace.Now);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (read is MetadataRead.Read)
            await workspace.Kept.KeepBytesAsync(content, ct);
        return await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Decisions, ct);
                var before = await InForceAsync(workspace, ct);
                (PartitionCommit?, (KeyModelList?, MetadataRead.Refused?)) Refuse(MetadataRead.Refused refused) =>
                    (commit.Tell(Refused, actor, Row, new FactBody().Add("code", refused.Why.Code).Add("file", hash)), (before, refused));
                if (read is not MetadataRead.Read { Blob: var blob, Signer: var signer })
                    return Refuse((MetadataRead.Refused)read);
                if (before?.Kept == hash)
                    return (null, (before, null));
                if (blob.Number <= before?.Number)
                    return Refuse(new MetadataRead.Refused(new Refusal("mds-number", "", blob.Number, before.Number)));
                var list = new KeyModelList(hash, blob.Number, blob.NextUpdate, blob.Entries.Count, signer, workspace.Now);
                commit
                    .Put(Row, list)
                    .Tell(
                        Accepted,
                        actor,
                        Row,
                        new FactBody()
                            .Add("kept", hash)
                            .Add("no", blob.Number)
                            .Add("nextUpdate", blob.NextUpdate)
                            .Add("models", blob.Entries.Count)
                            .Add("signer", signer)
                    );
                return (commit, (list, (MetadataRead.Refused?)null));
            },
            ct
        );
    }

    /// <summary>What is in force; null before the first.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<KeyModelList?> InForceAsync(Workspace workspace, CancellationToken ct) =>
        PartitionCommit.ReadAsync<KeyModelList>(workspace, Scopes.Decisions, Row, ct);

    /// <summary>The list in force, read; null before the first. The last one stays at hand.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<MetadataBlob?> BlobAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (await InForceAsync(workspace, ct) is not { } list)
            return null;
        if (last is { } known && known.Kept == list.Kept)
            return known.Blob;
        var blob = MetadataReader.ReadKept(await workspace.Kept.BytesAsync(list.Kept, ct));
        last = new Parsed(list.Kept, blob);
        return blob;
    }
}
