using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.App.Audit.Log;

/// <summary>Asks witnesses to cosign the newest checkpoint. What a witness sees is the log's name, sizes and hashes.</summary>
/// <param name="policy">Whom to ask, and where.</param>
/// <param name="http">For those that are asked over HTTPS.</param>
public sealed class AskWitnesses(WitnessPolicy policy, HttpClient http)
{
    /// <summary>A size that did not change is cosigned again after so long, so that the cosignature stays recent.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(20);

    /// <summary>Largest answer of a witness in bytes.</summary>
    public const int MostBytes = SignedNote.MaxBytes;

    /// <summary>What we know of one witness of our log.</summary>
    /// <param name="Size">Size of the checkpoint that it cosigned last; 0 when it never did.</param>
    /// <param name="At">When.</param>
    /// <param name="Claims">What it says that it knows, where that was more than we had.</param>
    /// <param name="Asked">When it was asked first.</param>
    private sealed record State(long Size, DateTimeOffset? At, long Claims, DateTimeOffset Asked);

    /// <summary>Who is asked.</summary>
    public WitnessPolicy Policy => policy;

    /// <summary>What witnesses know that our key signed.</summary>
    internal async Task<IReadOnlyList<(string Who, LogCheckpoint? What)>> KnownAsync(Workspace workspace, NoteKey log, CancellationToken ct)
    {
        var known = new List<(string, LogCheckpoint?)>();
        var ours = new NoteKeys([log], Ed25519.Holds);
        foreach (var witness in policy.Witnesses)
        {
            if (
                WitnessDoor.Of(witness.Url, http) is { } door
                && await door.LatestAsync(log.Name, ct) is { } note
                // Else anybody could stop us by naming a size.
                && ours.Check(note).IsSound
                && LogCheckpoint.TryParse(note.Text, out var checkpoint, out _)
            )
                known.Add((witness.Name, checkpoint));
        }
        return known;
    }

    /// <summary>Witnesses that said that they know more than we had, and how much. By files nobody shows a note for it.</summary>
    internal async Task<IReadOnlyList<(string Who, long Size)>> ClaimsAsync(Workspace workspace, NoteName origin, CancellationToken ct)
    {
        var claims = new List<(string, long)>();
        foreach (var witness in policy.Witnesses)
            if (await StateAsync(workspace, origin, witness, ct) is { Claims: > 0 and var size })
                claims.Add((witness.Name, size));
        return claims;
    }

    /// <summary>Asks every witness.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="noted">The newest checkpoint.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What became of it, a line for each witness.</returns>
    internal async Task<WitnessRound> RunAsync(Workspace workspace, LogStep.Noted noted, CancellationToken ct)
    {
        var round = new WitnessRound(noted);
        var leaves = await LogLeaves.KeptAsync(workspace, noted.Checkpoint.Tree.Size, ct);
        foreach (var witness in policy.Witnesses)
            if (WitnessDoor.Of(witness.Url, http) is { } door)
                await OneAsync(workspace, round, witness, door, leaves, ct);
        return round;
    }

    private static async Task OneAsync(
        Workspace workspace,
        WitnessRound round,
        PolicyWitness witness,
        WitnessDoor door,
        LeafHashes leaves,
        CancellationToken ct
    )
    {
        var checkpoint = round.Newest.Checkpoint;
        var state = await StateAsync(workspace, checkpoint.Origin, witness, ct) ?? new State(0, null, 0, workspace.Now);
        if (state.Size == checkpoint.Tree.Size && state.At is { } at && workspace.Now - at < FreshFor)
            return;
        // Twice at most: once with what we believe that it knows, once with what it says.
        for (var (attempt, known) = (0, Math.Min(state.Size, checkpoint.Tree.Size)); attempt < 2; attempt++)
        {
            var request = new AddCheckpointRequest(known, leaves.Consistency(known, leaves.Count), round.Newest.Note, checkpoint);
            if (await door.AskAsync(request, ct) is not { } answer)
            {
                await KeepAsync(workspace, checkpoint.Origin, witness, state, ct);
                if (workspace.Now - (state.At ?? state.Asked) > WitnessRound.SilentAfter)
                    round.Silent.Add(witness.Name);
                return;
            }
            var asked = answer.To.Checkpoint;
            switch (answer.Status)
            {
                case 200 when WitnessReply.Add(answer.Body, answer.To.Note, witness.Key, Ed25519.Holds) is { } cosigned:
                    var own = cosigned.Signatures.Where(s => s.Name == witness.Key.Name && s.KeyId == witness.Key.Id);
                    var stored = await SignLog.CosignedAsync(workspace, asked, witness.Key, own, ct);
                    state = new State(asked.Tree.Size, workspace.Now, 0, state.Asked);
                    await KeepAsync(workspace, checkpoint.Origin, witness, state, ct);
                    if (asked == checkpoint)
                    {
                        round.Newest = stored;
                        return;
                    }
                    known = asked.Tree.Size;
                    break;
                case 409 when WitnessReply.Size(answer.Body) is { } size:
                    if (size > checkpoint.Tree.Size)
                    {
                        await KeepAsync(workspace, checkpoint.Origin, witness, state with { Claims = size }, ct);
                        round.Stops.Add(
                            SignLog.Less(
                                witness.Name,
                                checkpoint with
                                {
                                    Tree = checkpoint.Tree with { Size = size },
                                },
                                checkpoint.Tree.Size
                            )
                        );
                        return;
                    }
                    known = size;
                    break;
                case 422:
                    round.Stops.Add(SignLog.Differs(witness.Name, checkpoint with { Tree = checkpoint.Tree with { Size = known } }));
                    return;
                default:
                    round.Refusals.Add($"{witness.Name}: {answer.Status}");
                    return;
            }
        }
    }

    private static Task<State?> StateAsync(Workspace workspace, NoteName origin, PolicyWitness witness, CancellationToken ct) =>
        PartitionCommit.ReadAsync<State>(workspace, Scopes.Chain, LogRows.Witness(origin, witness.Key), ct);

    private static Task<CommitResult> KeepAsync(
        Workspace workspace,
        NoteName origin,
        PolicyWitness witness,
        State state,
        CancellationToken ct
    ) =>
        workspace.Records.CommitAsync(
            LogRows.Partition(workspace),
            [new RecordWrite.Upsert(LogRows.Witness(origin, witness.Key), JsonSerializer.SerializeToUtf8Bytes(state, CoreJson.Options))],
            ct
        );
}
