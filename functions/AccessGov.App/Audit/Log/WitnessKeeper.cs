using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit.Log;

/// <summary>Answers what logs ask of a witness (c2sp.org/tlog-witness), over HTTPS and by files alike.</summary>
/// <param name="folder">What the witness is and knows.</param>
/// <param name="clock">The time that cosignatures tell.</param>
public sealed class WitnessKeeper(WitnessFolder folder, TimeProvider clock)
{
    /// <summary>Largest request in bytes.</summary>
    public const int MostBytes = 1_100_000;

    /// <summary>An answer.</summary>
    /// <param name="Status">Status of the protocol.</param>
    /// <param name="Body">What is sent back; empty for a refusal that has nothing to tell.</param>
    /// <param name="Why">For the log and the operator; a code.</param>
    /// <param name="IsOnlyBehind">Refused, and nothing is wrong: the log did not get the last reply.</param>
    public sealed record Answer(int Status, string Body, string Why, bool IsOnlyBehind = false)
    {
        /// <summary>What is wrong with a request that cannot be read; null for another answer.</summary>
        public Wording? Flaw { get; init; }
    }

    /// <summary>Checks a request, stores what it accepts, and only then cosigns and answers.</summary>
    /// <param name="body">The request.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="Failures.OutsideFailureException">The witness's key is missing, exposed or none.</exception>
    public async Task<Answer> AnswerAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (!AddCheckpointRequest.TryParse(body.Span, out var request, out var flaw))
            return new Answer(WitnessDecision.Malformed, "", flaw.Key) { Flaw = flaw };
        using var key = folder.OpenKey();
        using var alone = await folder.LockAsync(ct);
        var now = clock.GetUtcNow();
        var origin = request.Checkpoint.Origin;
        var known = folder.Find(origin);
        switch (WitnessDecider.Decide(request, known?.Log, Ed25519.Holds))
        {
            case WitnessDecision.Accepted(var note, var checkpoint):
                var cosignature = key.Of(folder.Name).Cosign(checkpoint, now);
                folder.Keep(origin, checkpoint.Tree.Size, $"{note.With([cosignature])}", now);
                return new Answer(200, WitnessReply.Write([cosignature]), "cosigned");
            case WitnessDecision.Refused refused:
                if (known is not null)
                    folder.KeepRefused(origin, body.Span, now);
                return new Answer(refused.Status, refused.Body ?? "", WitnessRefusalCodes.Of(refused.Why), refused.IsOnlyBehind);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }
}
