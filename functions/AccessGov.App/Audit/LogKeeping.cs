using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>Keeps the log signed and witnessed: what the timers and <c>audit checkpoint</c> do.</summary>
/// <param name="key">The log's key; null where none can be kept (a vault signs the chain, and no secret is named for the log).</param>
/// <param name="memory">Remembers outside the store.</param>
/// <param name="witnesses">Whom to ask; null for nobody.</param>
public sealed class LogKeeping(SigningKey? key, OutsideMemory memory, AskWitnesses? witnesses)
{
    /// <summary>A witness did not cosign, the key is not there or cannot be used, or the memory cannot be asked.</summary>
    public const string Unwitnessed = "record-unwitnessed";

    /// <summary>The log's key; null where none can be kept.</summary>
    public SigningKey? Key => key;

    /// <summary>Remembers outside the store.</summary>
    public OutsideMemory Memory => memory;

    /// <summary>Lets the log catch up with the chain, signs it if something is new, and asks the witnesses.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; incidents name it.</param>
    /// <param name="anew">True to compute every leaf from its fact, as the night does.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What came of it. What people must look at is an incident already.</returns>
    public async Task<LogStep> RunAsync(Workspace workspace, Actor actor, bool anew, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (key is null)
            return new LogStep.Nothing();
        try
        {
            await SealAudit.LetGrowAsync(workspace, ct);
            using var signer = await OpenAsync(workspace, key, ct);
            if (signer is null)
            {
                await TellAsync(workspace, actor, Unwitnessed, "log-key", KeyGone, ct);
                return new LogStep.Stopped(Unwitnessed, KeyGone);
            }
            var step = await SignLog.RunAsync(workspace, signer.NotesOf, memory, witnesses, anew, ct);
            if (step is LogStep.Stopped(var code, var why))
                await TellAsync(workspace, actor, code, "log", why, ct);
            return step is LogStep.Noted noted && witnesses is not null ? await AskAsync(workspace, actor, noted, ct) : step;
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
        if (found is null)
            return null;
        var known = new NoteKeys([found.NotesOf(latest.Checkpoint.Origin).Key], Ed25519.Holds);
        if (known.Check(latest.Note).IsSound || key.HasFormer)
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
                _ => new Incident("record-unwitnessed", subject, why),
            },
            ct
        );

    private const string KeyGone =
        "ログの鍵がないか、最後に署名した鍵と違います。新しい鍵は作りません / The log's key is missing, or is not the one that signed last. "
        + "None is made in its place.";
}
