using System.Security.Cryptography;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>
/// A checkpoint with its ECDSA P-256 signature over SHA-256 of <see cref="CheckpointText"/>, in DER (RFC 3279), as openssl reads it.
/// </summary>
public sealed record SignedCheckpoint
{
    /// <summary>Largest line in bytes.</summary>
    public const int MaxLineBytes = 4096;

    private const string Head = "{\"checkpoint\":",
        Middle = ",\"signature\":\"",
        Tail = "\"}";

    private SignedCheckpoint(Checkpoint checkpoint, string signature)
    {
        Checkpoint = checkpoint;
        Signature = signature;
        Line = Head + CheckpointText.Write(checkpoint) + Middle + signature + Tail;
        LineHash = new ChainHash(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Line))));
    }

    /// <summary>What is vouched for.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The DER signature in base64.</summary>
    public string Signature { get; }

    /// <summary>The line of <c>checkpoints.ndjson</c>, without its line feed.</summary>
    public string Line { get; }

    /// <summary>SHA-256 of the line: the next checkpoint's <see cref="Checkpoint.Previous"/>.</summary>
    public ChainHash LineHash { get; }

    /// <summary>Has a checkpoint signed by whoever holds the key.</summary>
    /// <param name="checkpoint">What to vouch for.</param>
    /// <param name="sign">Makes the DER signature of the bytes given; needs randomness, so it comes from outside Core.</param>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, Func<byte[], byte[]> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        return new SignedCheckpoint(checkpoint, Convert.ToBase64String(sign(CheckpointText.Bytes(checkpoint))));
    }

    /// <summary>Puts a signature made elsewhere (a key vault) to its checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="derSignature">ECDSA P-256 with SHA-256, in DER.</param>
    public static SignedCheckpoint Of(Checkpoint checkpoint, ReadOnlySpan<byte> derSignature) =>
        new(checkpoint, Convert.ToBase64String(derSignature));

    /// <summary>Reads a line; whether the signature holds, <see cref="CheckpointKeys.Flaw"/> says.</summary>
    /// <param name="line">One line without its line feed.</param>
    /// <exception cref="FormatException">It is no checkpoint line; the message says what is wrong.</exception>
    public static SignedCheckpoint Parse(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        var middle = text.LastIndexOf(Middle, StringComparison.Ordinal);
        if (!text.StartsWith(Head, StringComparison.Ordinal) || !text.EndsWith(Tail, StringComparison.Ordinal) || middle < Head.Length)
            throw new FlawException(Wording.Of("Audit.checkpoint-form"));
        var checkpoint = CheckpointText.Read(Encoding.UTF8.GetBytes(text[Head.Length..middle]));
        var parsed = new SignedCheckpoint(
            checkpoint,
            Convert.ToBase64String(Convert.FromBase64String(text[(middle + Middle.Length)..^Tail.Length]))
        );
        // Base64 has several spellings of the same bytes; only one is ours (law 7).
        return line.SequenceEqual(Encoding.UTF8.GetBytes(parsed.Line))
            ? parsed
            : throw new FlawException(Wording.Of("Audit.checkpoint-spelling"));
    }
}
