using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>Keeps the log signed and witnessed: what the timers and <c>audit checkpoint</c> do.</summary>
/// <param name="key">The log's key.</param>
/// <param name="memory">Remembers outside the store.</param>
/// <param name="witnesses">Whom to ask; null for nobody.</param>
/// <param name="chainKey">The key of the chain of old, which closes it; needed by nobody else.</param>
public sealed class LogKeeping(SigningKey key, OutsideMemory memory, AskWitnesses? witnesses, SigningKey chainKey)
{
    /// <summary>The chain of old cannot be closed: its key is missing, or cannot be used.</summary>
    public const string ChainUnsigned = "checkpoint-unsigned";

    /// <summary>A witness did not cosign, the key is not there or cannot be used, or the memory cannot be asked.</summary>
    public const string Unwitnessed = "record-unwitnessed";

    /// <summary>What is to be erased has facts by now that are not on the list, or nobody agreed to it.</summary>
    public const string ErasureStopped = "erasure-stopped";

    /// <summary>Facts were erased, and no two people agreed to it.</summary>
    public const string ErasedSilently = "record-erased";

    /// <summary>The log's key is not there, or is not the one that signed last. None is made in its place.</summary>
    public const string KeyMissing = "log-key-missing";

    /// <summary>The log's key.</summary>
    public SigningKey Key => key;

    /// <summary>Remembers outside the store.</summary>
    public OutsideMemory Memory => memory;

    /// <summary>
    /// Closes the chain of old if it still goes on, lets the log catch up, signs it if something is new, and asks the witnesses.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; incidents name it.</param>
    /// <param name="anew">True to compute every leaf from its fact, as the night does.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <param name="asksWitnesses">False leaves them to the next hour: who waits at a command line does not wait for them.</param>
    /// <returns>What came of it. What people must look at is an incident already.</returns>
    public async Task<LogStep> RunAsync(Workspace workspace, Actor actor, bool anew, CancellationToken ct, bool asksWitnesses = true)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var asked = asksWitnesses ? witnesses : null;
        try
        {
            if (await CloseAsync(workspace, actor, ct) is { } open)
            {
                await TellAsync(workspace, actor, open.Code, "chain", open.Why, ct);
                return open;
            }
            await CatchUp.RunAsync(workspace, ct);
            using var signer = await OpenAsync(workspace, key, ct);
            if (signer is null)
            {
                await TellAsync(workspace, actor, Unwitnessed, "log-key", KeyGone, ct);
                return new LogStep.Stopped(KeyMissing, KeyGone);
            }
            var step = await SignLog.RunAsync(workspace, signer.NotesOf, memory, asked, anew, ct);
            if (step is LogStep.Stopped(var code, var why))
                await TellAsync(workspace, actor, code, "log", why, ct);
            // What two people agreed to and what was cut short is no silence: it goes on.
            if (step is LogStep.Noted { Erased: { Uncovered: > 0 } silent } && !await IsUnderWayAsync(workspace, silent, ct))
                await TellAsync(workspace, actor, ErasedSilently, "log", Silence(silent), ct);
            return step is LogStep.Noted noted && asked is not null ? await AskAsync(workspace, actor, noted, ct) : step;
        }
        catch (OutsideFailureException e) when (e.Kind.Code.StartsWith("log-memory-", StringComparison.Ordinal) || IsOfKey(e.Kind.Code))
        {
            // Who may not see the vault's key leaves signing to the timers.
            if (e.Kind.Code == "signing-key-forbidden" && actor is not Actor.Trigger)
                return new LogStep.Nothing();
            await TellAsync(workspace, actor, Unwitnessed, e.Kind.Code, e.Message, ct);
            return new LogStep.Stopped(Unwitnessed, e.Message);
        }
        // Rows of the record that nobody can read: the night goes on, and people look.
        catch (InvalidDataException e)
        {
            await TellAsync(workspace, actor, SignLog.Rewritten, "store", e.Message, ct);
            return new LogStep.Stopped(SignLog.Rewritten, e.Message);
        }
    }

    /// <summary>
    /// Erases what two people agreed to erase and what is not erased yet, where every line still gives the root that was signed.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What was erased, or why nothing was; neither when nothing was due.</returns>
    /// <exception cref="OutsideFailureException">Somebody else wrote what is erased; it goes on next time.</exception>
    public async Task<(ErasureList? Erased, LogStep.Stopped? Why)> EraseAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        try
        {
            if (await EraseFacts.DueAsync(workspace, ct) is not { } due)
                return (null, null);
            if (await ErasableFacts.InTheWayAsync(workspace, due, ct) is { } what)
            {
                var why = what == ErasureLedger.Subject ? NotAgreed : Grown(what);
                await TellAsync(workspace, actor, ErasureStopped, what, why, ct);
                return (null, new LogStep.Stopped(ErasureStopped, why));
            }
            if (await RunAsync(workspace, actor, anew: true, ct) is LogStep.Stopped stopped)
                return (null, stopped);
            return (await EraseFacts.RunAsync(workspace, actor, ct), null);
        }
        catch (InvalidDataException e)
        {
            await TellAsync(workspace, actor, SignLog.Rewritten, "erasure", e.Message, ct);
            return (null, new LogStep.Stopped(SignLog.Rewritten, e.Message));
        }
    }

    /// <summary>True when the record was signed and its key is gone, or is another: nothing would be signed any more.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The key cannot be used, or the vault does not show it.</exception>
    public async Task<bool> IsKeyGoneAsync(Workspace workspace, CancellationToken ct)
    {
        if (await SignLog.LatestAsync(workspace, ct) is null)
            return false;
        using var signer = await OpenAsync(workspace, key, ct);
        return signer is null;
    }

    private async Task<LogStep.Stopped?> CloseAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        if (await SealAudit.HeadAsync(workspace, ct) is not { IsChain: true })
            return null;
        using var signer = await key.OpenAsync(ct);
        return await CloseChain.RunAsync(workspace, chainKey, origin => signer.NotesOf(origin).Key, actor, ct);
    }

    private async Task<LogStep> AskAsync(Workspace workspace, Actor actor, LogStep.Noted noted, CancellationToken ct)
    {
        var round = await witnesses!.RunAsync(workspace, noted, ct);
        foreach (var (code, why) in round.Stops)
            await TellAsync(workspace, actor, code, "log", why, ct);
        foreach (var name in round.Silent)
            await TellAsync(
                workspace,
                actor,
                Unwitnessed,
                name,
                $"証人 {name} が 3 日以上応答していません / Witness {name} has not cosigned for three days or more.",
                ct
            );
        foreach (var refusal in round.Refusals)
            await TellAsync(
                workspace,
                actor,
                Unwitnessed,
                refusal.Split(':')[0],
                $"証人が署名を断りました（{refusal}） / A witness refused to cosign ({refusal}).",
                ct
            );
        return round.Stops.FirstOrDefault() ?? (LogStep)round.Newest;
    }

    /// <summary>
    /// Made at the first time only. Later a missing key was lost, and another one made in silence would look like a forger's.
    /// </summary>
    private static async Task<CheckpointSigner?> OpenAsync(Workspace workspace, SigningKey key, CancellationToken ct)
    {
        var latest = await SignLog.LatestAsync(workspace, ct);
        var found = await key.FindAsync(ct);
        if (latest is null)
            return found ?? await key.OpenAsync(ct);
        var isReplaced = latest.Note.Signatures.Any(s => s.Name == latest.Checkpoint.Origin && key.IsReplaced(s.KeyId));
        if (found is null)
            return isReplaced ? await key.OpenAsync(ct) : null;
        var known = new NoteKeys([found.NotesOf(latest.Checkpoint.Origin).Key], Ed25519.Holds);
        if (known.Check(latest.Note).IsSound || isReplaced)
            return found;
        found.Dispose();
        return null;
    }

    private static bool IsOfKey(string code) => code.StartsWith("signing-key-", StringComparison.Ordinal);

    private static Task TellAsync(Workspace workspace, Actor actor, string code, string subject, string why, CancellationToken ct) =>
        IncidentLog.AddAsync(
            workspace,
            actor,
            code switch
            {
                SignLog.RolledBack => new Incident("record-rolled-back", subject, why),
                SignLog.Rewritten => new Incident("record-rewritten", subject, why),
                ErasureStopped => new Incident("erasure-stopped", subject, why),
                ErasedSilently => new Incident("record-erased", subject, why),
                ChainUnsigned => new Incident("checkpoint-unsigned", subject, why),
                _ => new Incident("record-unwitnessed", subject, why),
            },
            ct
        );

    private static async Task<bool> IsUnderWayAsync(Workspace workspace, ErasedFacts silent, CancellationToken ct) =>
        await EraseFacts.DueAsync(workspace, ct) is { } due
        && silent.Uncovered <= due.Count
        && silent.First.All(sequence => due.Ranges.Any(r => r.From <= sequence && sequence <= r.To));

    private const string NotAgreed =
        "消去する一覧が有効とされていますが、二人が決めた記録がありません。何も消していません。だれが書き込んだかを調べてください / "
        + "The store says that a list is to be erased, and the record tells of no two people who agreed to it. Nothing was erased: find "
        + "out who wrote that.";

    private static string Grown(string scope) =>
        $"消去を決めた後に、{scope} に新しい事実が加わりました。何も消していません。もう一度 audit erase propose で一覧を作り直してください / "
        + $"{scope} has facts that are not on the list to which two people agreed. Nothing was erased: make another list with 'audit erase "
        + "propose'.";

    private static string Silence(ErasedFacts silent) =>
        $"{silent.Uncovered} 件の事実が、二人の決定なしに消去されています（番号 {string.Join(", ", silent.First)}）。だれが消したかを調べてください / "
        + $"{silent.Uncovered} facts were erased without the decision of two people (numbers {string.Join(", ", silent.First)}). Find out "
        + "who did it.";

    private const string KeyGone =
        "ログの鍵がないか、最後に署名した鍵と違います。新しい鍵は作りません / The log's key is missing, or is not the one that signed last. "
        + "None is made in its place.";
}
