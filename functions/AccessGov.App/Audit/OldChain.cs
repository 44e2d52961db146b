using System.Text;
using System.Text.Json;
using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>
/// The chain of hashes into which facts were sealed before there was a log. It goes on until it is closed (<see cref="CloseChain"/>), and
/// can be exported and verified after that for as long as nothing of it is erased.
/// </summary>
public static class OldChain
{
    private const string CheckpointPrefix = "checkpoint|";

    private const string Keys = "chain-keys";

    private sealed record Signed(string Line);

    private sealed record PublicKeys(string Pem);

    /// <summary>
    /// The key that signs, made at the first time only, and where the one that signed last is among the former keys. Else a missing key was
    /// lost or moved, and another one made in silence would make the record look forged.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="key">Where the key is.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The key; null when it is missing and must not be made.</returns>
    /// <exception cref="Failures.OutsideFailureException">As <see cref="SigningKey.OpenAsync"/>.</exception>
    public static async Task<CheckpointSigner?> SignerAsync(Workspace workspace, SigningKey key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (await key.FindAsync(ct) is { } found)
            return found;
        var latest = await CheckpointsAsync(workspace, ct).LastOrDefaultAsync(ct);
        return latest is null || key.IsReplaced(latest.Checkpoint.Key) ? await key.OpenAsync(ct) : null;
    }

    /// <summary>Signs a checkpoint over the chain when it has grown since the last one.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="signer">Holds the key.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null, or why the chain contradicts its last checkpoint: then nothing is signed and people must look.</returns>
    public static async Task<Wording?> CheckpointAsync(Workspace workspace, CheckpointSigner signer, CancellationToken ct)
    {
        if (await SealAudit.HeadAsync(workspace, ct) is not { IsChain: true } found)
            return null;
        var head = HeadOf(workspace, found);
        var latest = await CheckpointsAsync(workspace, ct).LastOrDefaultAsync(ct);
        if (head.Size == (latest?.Checkpoint.Size ?? 0))
            return null;
        switch (Checkpoint.Next(head, latest, workspace.Now, signer.Key))
        {
            case CheckpointStep.Refused(var why):
                return why;
            case CheckpointStep.ToSign(var next):
                var line = SignedCheckpoint.Sign(next, signer.Sign).Line;
                var row = $"{CheckpointPrefix}{next.Number:D10}";
                await workspace.Records.CommitAsync(
                    LogRows.Partition(workspace),
                    [new RecordWrite.Insert(row, JsonSerializer.SerializeToUtf8Bytes(new Signed(line), CoreJson.Options))],
                    ct
                );
                return null;
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>The signed checkpoints from the beginning.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static IAsyncEnumerable<SignedCheckpoint> CheckpointsAsync(Workspace workspace, CancellationToken ct) =>
        workspace
            .Records.RangeAsync(LogRows.Partition(workspace), CheckpointPrefix, CheckpointPrefix[..^1] + "~", ct)
            .Select(record =>
                SealAudit.Read(record, r => SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(PartitionCommit.Parse<Signed>(r).Line)))
            );

    /// <summary>The chain's lines that the log's first leaf names, or all of a chain that still goes on.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async IAsyncEnumerable<string> LinesAsync(
        Workspace workspace,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var genesis = await LogRows.GenesisAsync(workspace, ct);
        var most = genesis is null ? long.MaxValue : genesis.Chain?.Head.Size ?? 0;
        await foreach (var record in LogLeaves.RowsAsync(workspace, 1, ct))
        {
            if (most-- == 0 || SealedRow.ChainLineOf(record.Json.Span) is not { } line)
                yield break;
            yield return Encoding.UTF8.GetString(line);
        }
    }

    /// <summary>What an export has of the chain; null when there never was one, or it was erased.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="key">The chain's key, where its public half was not kept when it was closed.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">Nobody has the public key any more.</exception>
    public static async Task<AuditExport.ChainFiles?> ReadAsync(Workspace workspace, SigningKey key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!await LinesAsync(workspace, ct).AnyAsync(ct))
            return null;
        var pem = (await PartitionCommit.ReadAsync<PublicKeys>(workspace, Scopes.Chain, Keys, ct))?.Pem;
        if (pem is null)
        {
            using var signer = await SignerAsync(workspace, key, ct);
            pem = signer is null ? throw new DamagedException(Wording.Of("Damaged.chain-no-key")) : signer.PublicKeyPem + key.Former;
        }
        var last = (await LogRows.GenesisAsync(workspace, ct))?.Chain?.Checkpoint ?? long.MaxValue;
        var signed = CheckpointsAsync(workspace, ct).TakeWhile(c => c.Checkpoint.Number <= last);
        return new AuditExport.ChainFiles(signed.Select(c => c.Line), LinesAsync(workspace, ct), pem);
    }

    /// <summary>Takes away what is kept of the chain beside its lines: checkpoints and keys.</summary>
    internal static async Task<IReadOnlyList<RecordWrite>> RowsAsync(Workspace workspace, CancellationToken ct)
    {
        var writes = new List<RecordWrite>();
        foreach (var prefix in (string[])[CheckpointPrefix, Keys])
            await foreach (var record in workspace.Records.RangeAsync(LogRows.Partition(workspace), prefix, prefix + "~", ct))
                writes.Add(new RecordWrite.Delete(record.Row, record.ETag));
        return writes;
    }

    internal static Task KeepKeysAsync(Workspace workspace, string pem, CancellationToken ct) =>
        workspace.Records.CommitAsync(
            LogRows.Partition(workspace),
            [new RecordWrite.Upsert(Keys, JsonSerializer.SerializeToUtf8Bytes(new PublicKeys(pem), CoreJson.Options))],
            ct
        );

    /// <summary>Where the chain ends.</summary>
    internal static ChainHead HeadOf(Workspace workspace, LogRows.HeadRow? row) =>
        row?.Hash is { } hash ? new ChainHead(workspace.Tenant, row.Size, new ChainHash(hash)) : AuditChain.Genesis(workspace.Tenant);

    /// <summary>Seals facts into the chain that still goes on; its last line closes it.</summary>
    internal static LogRows.HeadRow Append(
        Workspace workspace,
        LogRows.HeadRow head,
        IReadOnlyList<StoredRecord> facts,
        List<RecordWrite> writes,
        ref string last
    )
    {
        var (chain, isClosing) = (HeadOf(workspace, head), false);
        foreach (var record in facts)
        {
            (var line, chain) = AuditChain.Append(chain, FactText.Read(record.Json.Span));
            writes.Add(new RecordWrite.Insert(LogRows.Line(line.Sequence), Encoding.UTF8.GetBytes(line.Line)));
            last = record.Row;
            isClosing = line.Fact.Kind == FactKind.ChainClosed;
            if (isClosing)
                break;
        }
        return new LogRows.HeadRow(chain.Size, chain.Hash.Value, Closing: isClosing);
    }
}
