using System.Text;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit.Log;

/// <summary>
/// Signs a checkpoint over the log. The memory outside is asked before, and told before anything is signed: a process that is killed
/// between leaves a memory of a root that is in the store, and never a signature that nobody remembers.
/// </summary>
public static class SignLog
{
    /// <summary>The store has less than somebody outside remembers: an old one was put back, or the newest lines were cut.</summary>
    public const string RolledBack = "record-rolled-back";

    /// <summary>The store has something else than somebody outside remembers, or than was hashed when it was sealed.</summary>
    public const string Rewritten = "record-rewritten";

    private const string Memory = "memory";
    private const int Attempts = 8;

    /// <summary>A note with the key that signed it and when; notes of versions before this one have neither.</summary>
    private sealed record Kept(string Note, string? Key = null, DateTimeOffset? At = null);

    private sealed record Newest(long Size);

    /// <summary>Signs if something is new.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="signerOf">The log's key under the log's name.</param>
    /// <param name="memory">Remembers outside the store.</param>
    /// <param name="witnesses">Are asked what they know; null when there are none.</param>
    /// <param name="anew">True to compute every leaf from its fact; false takes the hashes as they are kept.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="Failures.OutsideFailureException">The memory or the store cannot be reached.</exception>
    /// <exception cref="DamagedException">A row is missing or was altered.</exception>
    public static async Task<LogStep> RunAsync(
        Workspace workspace,
        Func<NoteName, NoteSigner> signerOf,
        OutsideMemory memory,
        AskWitnesses? witnesses,
        bool anew,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(signerOf);
        for (var attempt = 1; ; attempt++)
        {
            // Before the head: what is remembered was in the store when it was remembered, so a store that was not touched has it.
            var remembered = await memory.ReadAsync(ct);
            if (await LogRows.GenesisAsync(workspace, ct) is not { } genesis)
                return remembered.Checkpoint is { } more ? Less(Memory, more, 0) : new LogStep.Nothing();
            var signer = signerOf(genesis.Origin);
            var known = witnesses is null ? [] : await witnesses.KnownAsync(workspace, signer.Key, ct);
            var claims = witnesses is null ? [] : await witnesses.ClaimsAsync(workspace, genesis.Origin, ct);
            var latest = await LatestAsync(workspace, ct);
            var grown = await LogLeaves.GrownAsync(workspace, ct) ?? throw PartitionCommit.Altered(LogRows.Head);
            var (leaves, erased) = anew
                ? await LogLeaves.AnewAsync(workspace, grown.Size, ct)
                : (await LogLeaves.KeptAsync(workspace, grown.Size, ct), null);
            if (leaves.Head != grown.Tree().Head)
                return new LogStep.Stopped(Rewritten, Wording.Of("Log.root-differs", grown.Size));
            foreach (var (who, size) in claims)
                if (size > leaves.Count)
                    return Less(who, new LogCheckpoint(genesis.Origin, leaves.Head with { Size = size }), leaves.Count);
            foreach (var (who, what) in known.Append((Memory, remembered.Checkpoint)).Append(("store", latest?.Checkpoint)))
                if (Against(who, what, genesis.Origin, leaves) is { } stop)
                    return stop;
            if (latest is { } done && done.Checkpoint.Tree == leaves.Head && remembered.Checkpoint == done.Checkpoint)
                return done with { Erased = erased };
            var next = new LogCheckpoint(genesis.Origin, leaves.Head);
            if (remembered.Checkpoint == next || await memory.ReplaceAsync(remembered, next, ct))
            {
                var step = await SignAsync(workspace, signer, next, ct);
                return step is LogStep.Noted noted ? noted with { Erased = erased } : step;
            }
            if (attempt == Attempts)
                throw new Failures.OutsideFailureException(
                    new Failures.OutsideFailure.Transient("log-memory-busy"),
                    Wording.Of("Outside.log-memory-busy")
                );
        }
    }

    /// <summary>The newest note of the log; null when none was signed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static async Task<LogStep.Noted?> LatestAsync(Workspace workspace, CancellationToken ct)
    {
        if (await LogRows.GenesisAsync(workspace, ct) is not { } genesis)
            return null;
        // A hint where to begin: of two who sign at once the slower may write the smaller size.
        var from = (await PartitionCommit.ReadAsync<Newest>(workspace, Scopes.Chain, LogRows.Newest(genesis.Origin), ct))?.Size ?? 0;
        LogStep.Noted? latest = null;
        await foreach (var record in NotesAsync(workspace, genesis.Origin, from, ct))
            latest = Read(record);
        return latest;
    }

    /// <summary>Every note of the log, the oldest first.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static async IAsyncEnumerable<LogStep.Noted> EveryAsync(
        Workspace workspace,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        if (await LogRows.GenesisAsync(workspace, ct) is { } genesis)
            await foreach (var record in NotesAsync(workspace, genesis.Origin, 0, ct))
                yield return Read(record);
    }

    /// <summary>Puts a witness's cosignature to a note that is kept, in the place of an earlier one; those of others stay.</summary>
    internal static async Task<LogStep.Noted> CosignedAsync(
        Workspace workspace,
        LogCheckpoint checkpoint,
        NoteKey witness,
        IEnumerable<NoteSignature> cosignatures,
        CancellationToken ct
    )
    {
        var row = LogRows.Note(checkpoint.Origin, checkpoint.Tree.Size);
        while (true)
        {
            var found = await workspace.Records.FindAsync(LogRows.Partition(workspace), row, ct);
            var kept = found is null ? throw PartitionCommit.Altered(row) : Read(found);
            var others = kept.Note.Signatures.Where(s => s.Name != witness.Name || s.KeyId != witness.Id);
            var note = new SignedNote(kept.Note.Text, [.. others.Concat(cosignatures).Distinct()]);
            if (await CommitAsync(workspace, ct, new RecordWrite.Replace(row, Json(note, kept.Key, kept.At), found.ETag)))
                return kept with { Note = note };
        }
    }

    private static IAsyncEnumerable<StoredRecord> NotesAsync(Workspace workspace, NoteName origin, long from, CancellationToken ct) =>
        workspace.Records.RangeAsync(LogRows.Partition(workspace), LogRows.Note(origin, from), LogRows.NotesOf(origin) + "~", ct);

    private static async Task<LogStep> SignAsync(Workspace workspace, NoteSigner signer, LogCheckpoint next, CancellationToken ct)
    {
        var note = new SignedNote(next.Text, [signer.Sign(next)]);
        var row = LogRows.Note(next.Origin, next.Tree.Size);
        var newest = JsonSerializer.SerializeToUtf8Bytes(new Newest(next.Tree.Size), CoreJson.Options);
        if (
            await CommitAsync(
                workspace,
                ct,
                new RecordWrite.Insert(row, Json(note, signer.Key, workspace.Now)),
                new RecordWrite.Upsert(LogRows.Newest(next.Origin), newest)
            )
        )
            return new LogStep.Noted(note, next) { Key = signer.Key, At = workspace.Now };
        // Another process signed this size meanwhile; it saw the same rows.
        var found = await workspace.Records.FindAsync(LogRows.Partition(workspace), row, ct);
        var signed = found is null ? throw PartitionCommit.Altered(row) : Read(found);
        return signed.Checkpoint == next ? signed : Differs("store", signed.Checkpoint);
    }

    private static async Task<bool> CommitAsync(Workspace workspace, CancellationToken ct, params RecordWrite[] writes) =>
        await workspace.Records.CommitAsync(LogRows.Partition(workspace), writes, ct) is CommitResult.Committed;

    /// <summary>Why what is here did not grow out of what somebody remembers, or null.</summary>
    private static LogStep.Stopped? Against(string who, LogCheckpoint? known, NoteName origin, LeafHashes leaves) =>
        known is null ? null
        : known.Origin != origin ? OfAnother(who, known, origin)
        : known.Tree.Size > leaves.Count ? Less(who, known, leaves.Count)
        : leaves.Root(known.Tree.Size) != known.Tree.Root ? Differs(who, known)
        : null;

    internal static LogStep.Stopped Less(string who, LogCheckpoint known, long here) =>
        new(RolledBack, Wording.Of("Log.less", who, known.Origin, known.Tree.Size, here));

    private static LogStep.Stopped OfAnother(string who, LogCheckpoint known, NoteName origin) =>
        new(Rewritten, Wording.Of("Log.of-another", who, known.Origin, origin));

    internal static LogStep.Stopped Differs(string who, LogCheckpoint known) =>
        new(Rewritten, Wording.Of("Log.differs", who, known.Origin, known.Tree.Size));

    private static LogStep.Noted Read(StoredRecord record)
    {
        var kept = PartitionCommit.Parse<Kept>(record);
        return LogCheckpoint.TryParse(Encoding.UTF8.GetBytes(kept.Note), out var note, out var checkpoint, out _)
            ? new LogStep.Noted(note, checkpoint) { Key = NoteKey.TryParse(kept.Key, out var key, out _) ? key : null, At = kept.At }
            : throw PartitionCommit.Altered(record.Row);
    }

    private static byte[] Json(SignedNote note, NoteKey? key, DateTimeOffset? at) =>
        JsonSerializer.SerializeToUtf8Bytes(new Kept($"{note}", key?.ToString(), at), CoreJson.Options);
}
