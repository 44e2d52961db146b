using System.Diagnostics.CodeAnalysis;
using System.Text;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Notes;

/// <summary>A text with signature lines (c2sp.org/signed-note). Which of them hold, <see cref="NoteKeys.Check"/> says.</summary>
public sealed class SignedNote
{
    /// <summary>Largest note in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>Most signature lines; the format demands that 16 are taken.</summary>
    public const int MaxSignatures = 100;

    /// <summary>Puts a text and its signatures together.</summary>
    /// <param name="text">The signed text; ends with a line feed.</param>
    /// <param name="signatures">One or more.</param>
    /// <exception cref="ArgumentException">They make no note; the message says why.</exception>
    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signatures);
        if ((FlawOfText(text) ?? FlawOfCount(signatures.Count)) is { } flaw)
            throw new ArgumentException($"This is no note: {flaw}.");
        (Text, Signatures) = (text, signatures);
    }

    /// <summary>What is signed, with the line feed at its end.</summary>
    public string Text { get; }

    /// <summary>The signatures in their order.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>The same text with further signatures after its own; those that are there already are not repeated.</summary>
    /// <param name="more">Further ones.</param>
    public SignedNote With(IEnumerable<NoteSignature> more) => new(Text, [.. Signatures.Concat(more).Distinct()]);

    /// <summary>Reads a note.</summary>
    /// <param name="utf8">All its bytes.</param>
    /// <param name="note">What was read.</param>
    /// <param name="flaw">What is wrong, when nothing could be read.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out Wording? flaw)
    {
        note = null;
        flaw = Wording.Of("Note.too-large", MaxBytes);
        if (utf8.Length > MaxBytes || !Spelling.TryText(utf8, out var whole))
            return false;
        flaw = Wording.Of("Note.form");
        // The text may have empty lines of its own; the last one splits.
        var split = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !TryLines(whole[(split + 2)..], out var signatures))
            return false;
        var text = whole[..(split + 1)];
        flaw = FlawOfText(text) ?? FlawOfCount(signatures.Count);
        if (flaw is null)
            note = new SignedNote(text, signatures);
        return note is not null;
    }

    /// <summary>Reads signature lines, each with its line feed, and nothing else.</summary>
    /// <param name="text">The lines; none give no signatures.</param>
    /// <param name="signatures">What was read.</param>
    internal static bool TryLines(string text, out IReadOnlyList<NoteSignature> signatures)
    {
        var lines = text.Split('\n');
        var read = lines[..^1].Select(NoteSignature.Read).OfType<NoteSignature>().ToArray();
        signatures = read;
        return lines[^1].Length == 0 && read.Length == lines.Length - 1;
    }

    /// <summary>The whole note, as <see cref="TryParse"/> reads it.</summary>
    public override string ToString()
    {
        var whole = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
            whole.Append(signature.Line).Append('\n');
        return whole.ToString();
    }

    private static Wording? FlawOfText(string text) =>
        !text.EndsWith('\n') ? Wording.Of("Note.no-line-feed")
        : text.Any(c => c < ' ' && c != '\n') ? Wording.Of("Note.control-character")
        : CanonicalText.HalfPair(text) is not null ? Wording.Of("Note.half-pair")
        : null;

    private static Wording? FlawOfCount(int signatures) =>
        signatures is >= 1 and <= MaxSignatures ? null : Wording.Of("Note.signature-count", MaxSignatures, signatures);
}
