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
            if (step is not LogStep.Noted noted)
                return step;
            if (actor is Actor.Trigger)
                await OverAsync(workspace, actor, i => IsOurs(i.Subject), Wording.Of("Over.signed"), ct);
            return asked is null ? step : await AskAsync(workspace, actor, noted, ct);
        }
        catch (OutsideFailureException e) when (e.Kind.Code.StartsWith("log-memory-", StringComparison.Ordinal) || IsOfKey(e.Kind.Code))
        {
            // Who may not see the vault's key leaves signing to the timers.
            if (e.Kind.Code == "signing-key-forbidden" && actor is not Actor.Trigger)
                return new LogStep.Nothing();
            await TellAsync(workspace, actor, Unwitnessed, e.Kind.Code, e.What, ct);
            return new LogStep.Stopped(Unwitnessed, e.What);
        }
        // Rows of the record that nobody can read: the night goes on, and people look.
        catch (DamagedException e)
        {
            await TellAsync(workspace, actor, SignLog.Rewritten, "store", e.What, ct);
            return new LogStep.Stopped(SignLog.Rewritten, e.What);
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
            var erased = await EraseFacts.RunAsync(workspace, actor, ct);
            await IncidentLog.EndAllAsync(workspace, actor, i => i.Code == ErasureStopped, Wording.Of("Over.erased"), ct);
            return (erased, null);
        }
        catch (DamagedException e)
        {
            await TellAsync(workspace, actor, SignLog.Rewritten, "erasure", e.What, ct);
            return (null, new LogStep.Stopped(SignLog.Rewritten, e.What));
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
            await TellAsync(workspace, actor, Unwitnessed, name, Wording.Of("Log.witness-silent", name), ct);
        foreach (var refusal in round.Refusals)
            await TellAsync(workspace, actor, Unwitnessed, refusal.Split(':')[0], Wording.Of("Log.witness-refused", refusal), ct);
        var told = round.Silent.Concat(round.Refusals.Select(r => r.Split(':')[0])).ToHashSet(StringComparer.Ordinal);
        if (round.Stops.Count == 0)
            await OverAsync(workspace, actor, i => !IsOurs(i.Subject) && !told.Contains(i.Subject), Wording.Of("Over.cosigned"), ct);
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

    private static Task OverAsync(Workspace workspace, Actor actor, Func<Incident, bool> isOver, Wording because, CancellationToken ct) =>
        IncidentLog.EndAllAsync(workspace, actor, i => i.Code == Unwitnessed && isOver(i), because, ct);

    /// <summary>True for what is told of our key and memory, and not of a witness.</summary>
    private static bool IsOurs(string subject) =>
        subject == "log-key" || subject.StartsWith("log-memory-", StringComparison.Ordinal) || IsOfKey(subject);

    private static bool IsOfKey(string code) => code.StartsWith("signing-key-", StringComparison.Ordinal);

    private static Task TellAsync(Workspace workspace, Actor actor, string code, string subject, Wording why, CancellationToken ct) =>
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

    private static Wording NotAgreed => Wording.Of("Log.erasure-not-agreed");

    private static Wording Grown(string scope) => Wording.Of("Log.erasure-grown", scope);

    private static Wording Silence(ErasedFacts silent) => Wording.Of("Log.erased-silently", silent.Uncovered, silent.First);

    private static Wording KeyGone => Wording.Of("Log.key-gone");
}
