using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>What a witness sends back, as the log reads it.</summary>
public static class WitnessReply
{
    /// <summary>Most bytes that a reply may have.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Body of a reply that cosigns: one line for each key.</summary>
    /// <param name="cosignatures">One or more.</param>
    public static string Write(IEnumerable<NoteSignature> cosignatures) => string.Concat(cosignatures.Select(s => s.Line + "\n"));

    /// <summary>
    /// Puts the cosignatures of one witness to our note. Lines of other keys are passed over; whoever has one of that key that does not
    /// hold gets nothing.
    /// </summary>
    /// <param name="utf8">Body of a reply with status 200, or the reply file.</param>
    /// <param name="note">The note that was sent.</param>
    /// <param name="witness">The witness's key.</param>
    /// <param name="ed25519">Verifies signatures of type 04.</param>
    /// <returns>The note with the cosignature; null when the reply holds none that is sound.</returns>
    public static SignedNote? Add(ReadOnlySpan<byte> utf8, SignedNote note, NoteKey witness, Ed25519Check ed25519)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(witness);
        if (utf8.Length > MaxBytes || !Spelling.TryText(utf8, out var text) || !SignedNote.TryLines(text, out var lines))
            return null;
        var own = lines.Where(l => l.Name == witness.Name && l.KeyId == witness.Id).ToArray();
        if (own.Length == 0 || own.Length + note.Signatures.Count > SignedNote.MaxSignatures)
            return null;
        var check = new NoteKeys([witness], ed25519).Check(new SignedNote(note.Text, own));
        return check.IsSound && check.Holding.All(v => v.At is not null) ? note.With(own) : null;
    }

    /// <summary>True for what has the form of a reply, and nothing else in it.</summary>
    /// <param name="utf8">The body or the file.</param>
    public static bool IsOne(ReadOnlySpan<byte> utf8) =>
        Size(utf8) is not null
        || (
            utf8.Length is > 0 and <= MaxBytes
            && Spelling.TryText(utf8, out var text)
            && SignedNote.TryLines(text, out var lines)
            && lines.Count > 0
        );

    /// <summary>The size that the witness knows, from the body of a reply with status 409.</summary>
    /// <param name="utf8">The body.</param>
    /// <returns>Null when it is no size.</returns>
    public static long? Size(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= 32
        && utf8 is [.., (byte)'\n']
        && Spelling.TryText(utf8[..^1], out var text)
        && Spelling.TryNumber(text, out var size)
            ? size
            : null;
}
