using System.Diagnostics.CodeAnalysis;
using System.Text;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>
/// That an entry stands in a log, to be checked by anybody who has a policy and nothing else (c2sp.org/tlog-proof, a file
/// <c>.tlog-proof</c>).
/// </summary>
/// <param name="Extra">What the entry is rebuilt from, in base64; null for none. Nobody vouches for it until the entry is rebuilt.</param>
/// <param name="Index">Which entry, from 0.</param>
/// <param name="Path">Inclusion proof.</param>
/// <param name="Note">The signed checkpoint, with its cosignatures.</param>
public sealed record LogProof(string? Extra, long Index, IReadOnlyList<Digest> Path, SignedNote Note)
{
    /// <summary>Largest file in bytes; a fact of the largest size fits.</summary>
    public const int MaxBytes = 4_000_000;

    private const string Format = "c2sp.org/tlog-proof@v1",
        ExtraWord = "extra ",
        IndexWord = "index ";

    /// <summary>Reads a proof. Whether it holds, <see cref="Check"/> says.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="proof">What was read.</param>
    /// <param name="flaw">What is wrong, when nothing could be read.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out LogProof? proof, [NotNullWhen(false)] out Wording? flaw)
    {
        proof = null;
        flaw = Wording.Of("Note.proof-form", Format);
        var split = utf8.IndexOf("\n\n"u8);
        if (split < 0 || utf8.Length > MaxBytes || !Spelling.TryText(utf8[..split], out var head))
            return false;
        var lines = head.Split('\n').AsSpan();
        if (lines[0] != Format)
            return false;
        lines = lines[1..];
        string? extra = null;
        if (lines is [var first, ..] && first.StartsWith(ExtraWord, StringComparison.Ordinal))
        {
            extra = first[ExtraWord.Length..];
            if (!Spelling.TryBase64(extra, out var bytes) || bytes.Length == 0)
                return false;
            lines = lines[1..];
        }
        if (
            lines is not [var next, .. var hashes]
            || !next.StartsWith(IndexWord, StringComparison.Ordinal)
            || !Spelling.TryNumber(next.AsSpan(IndexWord.Length), out var index)
            || !ProofLines.TryRead(hashes.ToArray(), out var path)
        )
            return false;
        if (SignedNote.TryParse(utf8[(split + 2)..], out var note, out flaw))
            proof = new LogProof(extra, index, path, note);
        return proof is not null;
    }

    /// <summary>Whether the proof holds.</summary>
    /// <param name="leaf">Hash of the leaf, rebuilt from what is told of the entry.</param>
    /// <param name="policy">Whom the reader trusts.</param>
    /// <param name="ed25519">Verifies signatures of types 01 and 04.</param>
    /// <param name="now">Now.</param>
    /// <param name="maxAge">Age up to which a cosignature is recent; a proof that was kept is old, and true all the same.</param>
    public ProofVerdict Check(Digest leaf, WitnessPolicy policy, Ed25519Check ed25519, DateTimeOffset now, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var verdict = policy.Judge(Note, ed25519, now, maxAge);
        return new ProofVerdict(
            verdict,
            verdict is CheckpointVerdict.SignedByLog signed && TreeProof.Includes(leaf, Index, Path, signed.Checkpoint.Tree)
        );
    }

    /// <summary>The file, as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() =>
        new StringBuilder(Format)
            .Append('\n')
            .Append(Extra is null ? "" : $"{ExtraWord}{Extra}\n")
            .Append($"{IndexWord}{Index}\n")
            .Append(ProofLines.Write(Path))
            .Append('\n')
            .Append(Note)
            .ToString();
}
