using System.Diagnostics.CodeAnalysis;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>
/// What a log asks a witness: to cosign a checkpoint that extends the one which it knows (c2sp.org/tlog-witness, body of
/// <c>add-checkpoint</c>). As a file it is the same bytes.
/// </summary>
/// <param name="OldSize">Size that the witness is believed to know; 0 when it is believed to know nothing.</param>
/// <param name="Proof">Consistency proof from that size.</param>
/// <param name="Note">The signed checkpoint.</param>
/// <param name="Checkpoint">What its text says.</param>
public sealed record AddCheckpointRequest(long OldSize, IReadOnlyList<Digest> Proof, SignedNote Note, LogCheckpoint Checkpoint)
{
    private const string Old = "old ";

    /// <summary>Reads a request.</summary>
    /// <param name="utf8">The whole body or file.</param>
    /// <param name="request">What was read.</param>
    /// <param name="flaw">What is wrong, when nothing could be read: status 400.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out AddCheckpointRequest? request,
        [NotNullWhen(false)] out Wording? flaw
    )
    {
        request = null;
        flaw = Wording.Of("Note.request-form");
        var split = utf8.IndexOf("\n\n"u8);
        if (split < 0 || !Spelling.TryText(utf8[..split], out var head))
            return false;
        var lines = head.Split('\n');
        if (
            !lines[0].StartsWith(Old, StringComparison.Ordinal)
            || !Spelling.TryNumber(lines[0].AsSpan(Old.Length), out var oldSize)
            || !ProofLines.TryRead(lines[1..], out var proof)
        )
            return false;
        if (LogCheckpoint.TryParse(utf8[(split + 2)..], out var note, out var checkpoint, out flaw))
            request = new AddCheckpointRequest(oldSize, proof, note, checkpoint);
        return request is not null;
    }

    /// <summary>The body, as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => $"{Old}{OldSize}\n{ProofLines.Write(Proof)}\n{Note}";
}
