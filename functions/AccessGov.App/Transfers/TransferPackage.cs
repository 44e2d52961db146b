using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// A package as one file: a line that says how long the signed manifest is, the manifest, the parts as they are. Opened only when the one
/// signature holds under the key of a node that two people agreed to, and every byte is one that it promised.
/// </summary>
/// <param name="Manifest">What it promises.</param>
/// <param name="Parts">The bytes of its parts, in their order.</param>
public sealed record TransferPackage(TransferManifest Manifest, IReadOnlyList<ReadOnlyMemory<byte>> Parts)
{
    /// <summary>What names of files of packages end with.</summary>
    public const string Extension = ".transfer";

    /// <summary>Largest package in bytes.</summary>
    public const long MostBytes = 512L << 20;

    private const string Mark = "accessgov-package 1 ";
    private const int MostDigits = 7;

    /// <summary>The bytes of a file.</summary>
    /// <param name="signer">The sender's key.</param>
    public byte[] Write(CheckpointSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var key = signer.NotesOf(NoteName.Parse(Manifest.From.Value)).Key;
        var text = Manifest.Text;
        var note = Encoding.UTF8.GetBytes($"{new SignedNote(text, [NoteSignature.Of(key, signer.Sign(Encoding.UTF8.GetBytes(text)))])}");
        var head = Encoding.ASCII.GetBytes(Mark + note.Length.ToString(CultureInfo.InvariantCulture) + "\n");
        var file = new byte[head.Length + note.Length + Parts.Sum(p => p.Length)];
        head.CopyTo(file, 0);
        note.CopyTo(file, head.Length);
        var at = head.Length + note.Length;
        foreach (var part in Parts)
        {
            part.Span.CopyTo(file.AsSpan(at));
            at += part.Length;
        }
        return file;
    }

    /// <summary>What a part of some bytes promises.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="rows">How many things it tells of.</param>
    /// <param name="bytes">Its bytes.</param>
    public static TransferPart Promise(string kind, long rows, ReadOnlySpan<byte> bytes) =>
        new(kind, rows, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Opens a file. Nothing of it is parsed before its signature holds, and no part before all their hashes do.</summary>
    /// <param name="file">All its bytes.</param>
    /// <param name="peers">Whose packages may be opened.</param>
    /// <returns>The package and its sender, or why it is none; with the sender where its key is named.</returns>
    public static (TransferPackage? Package, TransferPeer? Peer, Refusal? Why) Open(
        ReadOnlyMemory<byte> file,
        IReadOnlyList<TransferPeer> peers
    )
    {
        ArgumentNullException.ThrowIfNull(peers);
        var none = new Refusal("transfer-unreadable", "", file.Length, 0);
        if (
            Split(file) is not var (noteBytes, rest)
            || !SignedNote.TryParse(noteBytes.Span, out var note, out _)
            || note.Signatures is not [var signature]
        )
            return (null, null, none);
        var peer = peers.FirstOrDefault(p => p.Key.Name == signature.Name && p.Key.Id == signature.KeyId);
        if (peer is null)
            return (null, null, new Refusal("transfer-foreign-node", $"{signature.Name}+{signature.KeyId}", 0, peers.Count));
        if (!new NoteKeys([peer.Key], Ed25519.Holds).Check(note).IsSound)
            return (null, peer, new Refusal("transfer-bad-signature", peer.Name.Value, 1, 0));
        if (!TransferManifest.TryParse(note.Text, out var manifest) || manifest.From != peer.Name)
            return (null, null, none);
        var promised = manifest.Parts.Sum(p => (decimal)p.Bytes);
        if (promised != rest.Length)
            return (null, peer, new Refusal("transfer-cut", peer.Name.Value, rest.Length, promised));
        var parts = new List<ReadOnlyMemory<byte>>();
        foreach (var part in manifest.Parts)
        {
            var bytes = rest[..(int)part.Bytes];
            if (Promise(part.Kind, part.Rows, bytes.Span) != part)
                return (null, peer, new Refusal("transfer-altered", part.Kind, manifest.Number, 0));
            parts.Add(bytes);
            rest = rest[(int)part.Bytes..];
        }
        return (new TransferPackage(manifest, parts), peer, null);
    }

    /// <summary>What a file of our own promises; null where it was altered.</summary>
    internal static TransferManifest? ManifestOf(ReadOnlyMemory<byte> file) =>
        Split(file) is var (bytes, _)
        && SignedNote.TryParse(bytes.Span, out var note, out _)
        && TransferManifest.TryParse(note.Text, out var manifest)
            ? manifest
            : null;

    /// <summary>Whether a file begins as packages do, or is the beginning of one: the medium was full, or taken out too early.</summary>
    /// <param name="file">All its bytes.</param>
    public static bool IsBegun(ReadOnlySpan<byte> file) =>
        file.Length > 0 && file.StartsWith(Encoding.ASCII.GetBytes(Mark).AsSpan(0, Math.Min(file.Length, Mark.Length)));

    private static (ReadOnlyMemory<byte> Note, ReadOnlyMemory<byte> Parts)? Split(ReadOnlyMemory<byte> file)
    {
        var head = file.Span[..Math.Min(file.Length, Mark.Length + MostDigits + 1)];
        if (!head.StartsWith(Encoding.ASCII.GetBytes(Mark)))
            return null;
        var line = head.IndexOf((byte)'\n');
        if (line < 0)
            return null;
        var digits = Encoding.ASCII.GetString(head[Mark.Length..line]);
        if (
            !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length.ToString(CultureInfo.InvariantCulture) != digits
            || length > file.Length - line - 1
        )
            return null;
        return (file.Slice(line + 1, length), file[(line + 1 + length)..]);
    }
}
