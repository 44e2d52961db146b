using System.Diagnostics.CodeAnalysis;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Notes;

/// <summary>
/// What a log signs (c2sp.org/tlog-checkpoint): three lines of origin, size and root. Extension lines are refused: some cosignatures do not
/// cover them.
/// </summary>
/// <param name="Origin">Which log.</param>
/// <param name="Tree">Its size and root.</param>
public sealed record LogCheckpoint(NoteName Origin, TreeHead Tree)
{
    /// <summary>The signed text, with the line feed at its end.</summary>
    public string Text => $"{Origin}\n{Tree.Size}\n{Tree.Root.Base64}\n";

    /// <summary>Reads the text of a note.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <param name="checkpoint">What was read.</param>
    /// <param name="flaw">What is wrong, when nothing could be read.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out LogCheckpoint? checkpoint, [NotNullWhen(false)] out Wording? flaw)
    {
        ArgumentNullException.ThrowIfNull(text);
        checkpoint = null;
        flaw = null;
        if (text.Split('\n') is not [var first, var second, var third, ""])
            flaw = Wording.Of("Note.checkpoint-lines");
        else if (!NoteName.TryParse(first, out var origin))
            flaw = Wording.Of("Note.origin");
        else if (!Spelling.TryNumber(second, out var size))
            flaw = Wording.Of("Note.size", Merkle.LargestSize);
        else if (!Digest.TryParseBase64(third, out var root))
            flaw = Wording.Of("Note.root");
        else
            checkpoint = new LogCheckpoint(origin, new TreeHead(size, root));
        return checkpoint is not null;
    }

    /// <summary>Reads a note and its text.</summary>
    /// <param name="utf8">All bytes of the note.</param>
    /// <param name="note">The note.</param>
    /// <param name="checkpoint">What its text says.</param>
    /// <param name="flaw">What is wrong, when nothing could be read.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out SignedNote? note,
        [NotNullWhen(true)] out LogCheckpoint? checkpoint,
        [NotNullWhen(false)] out Wording? flaw
    )
    {
        checkpoint = null;
        return SignedNote.TryParse(utf8, out note, out flaw) && TryParse(note.Text, out checkpoint, out flaw);
    }
}
