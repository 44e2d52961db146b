using AccessGov.App.Audit.Log;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>
/// Ends the chain of old, once: its last line says what goes on in its place, its last checkpoint is signed, and the log's first leaf names
/// both. Nothing else is sealed between the last line and the first leaf. Killed anywhere, it goes on where it stopped.
/// </summary>
internal static class CloseChain
{
    /// <summary>Ends it if it still goes on.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="key">The chain's key.</param>
    /// <param name="log">The log's key, by the log's name.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when there is no such chain any more; else why it could not be ended: people must look.</returns>
    /// <exception cref="Failures.OutsideFailureException">The key is not to be had.</exception>
    public static async Task<LogStep.Stopped?> RunAsync(
        Workspace workspace,
        SigningKey key,
        Func<NoteName, NoteKey> log,
        Actor actor,
        CancellationToken ct
    )
    {
        if (await SealAudit.HeadAsync(workspace, ct) is not { IsChain: true } head)
            return null;
        using var signer = await OldChain.SignerAsync(workspace, key, ct);
        if (signer is null)
            return new LogStep.Stopped(LogKeeping.ChainUnsigned, KeyGone);
        if (!head.Closing)
        {
            var origin = SealAudit.OriginOf(workspace);
            await TellAsync(workspace, origin, log(origin), actor, ct);
            await SealAudit.PartitionAsync(workspace, Scopes.Log, ct);
        }
        if (await OldChain.CheckpointAsync(workspace, signer, ct) is { } why)
            return new LogStep.Stopped(SignLog.Rewritten, Wording.Of("Log.chain-broken", why));
        await OldChain.KeepKeysAsync(workspace, signer.PublicKeyPem + key.Former, ct);
        await SealAudit.BeginLogAsync(workspace, ct);
        return null;
    }

    internal static Task<bool> TellAsync(Workspace workspace, NoteName origin, NoteKey key, Actor actor, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                await foreach (var record in PartitionCommit.FactsAsync(workspace, Scopes.Log, "", ct))
                    if (FactText.Read(record.Json.Span).Kind == FactKind.ChainClosed)
                        return ((PartitionCommit?)null, true);
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Log, ct);
                commit.Tell(FactKind.ChainClosed, actor, origin.Value, new FactBody().Add("key", key.ToString()));
                return (commit, true);
            },
            ct
        );

    private static Wording KeyGone => Wording.Of("Log.chain-key-gone");
}
