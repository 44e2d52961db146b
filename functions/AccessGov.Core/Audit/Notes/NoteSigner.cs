using System.Text;

namespace AccessGov.Core.Audit.Notes;

/// <summary>A private key, wherever it is, and the public one that verifies what it signs.</summary>
/// <param name="key">The public key.</param>
/// <param name="sign">
/// Makes the signature of the bytes given: DER over SHA-256 for <see cref="NoteKeyType.Ecdsa"/> (<see cref="EcdsaSignature.ToDer"/> makes
/// it of a vault's), 64 bytes for Ed25519. It needs randomness or a package, so it comes from outside Core.
/// </param>
public sealed class NoteSigner(NoteKey key, Func<byte[], byte[]> sign)
{
    /// <summary>The public key.</summary>
    public NoteKey Key => key;

    /// <summary>Signs as a log.</summary>
    /// <param name="checkpoint">What to vouch for; its origin is the key's name.</param>
    /// <exception cref="InvalidOperationException">The key is a witness's, or another log's: a bug.</exception>
    public NoteSignature Sign(LogCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (key.Type is NoteKeyType.Cosignature || key.Name != checkpoint.Origin)
            throw new InvalidOperationException($"Key {key.Name}+{key.Id} does not sign for log '{checkpoint.Origin}'.");
        return NoteSignature.Of(key, sign(Encoding.UTF8.GetBytes(checkpoint.Text)));
    }

    /// <summary>Signs as a witness. Whether it may, <c>WitnessDecider</c> decided, and the store has it.</summary>
    /// <param name="checkpoint">What was found to extend all that was seen before.</param>
    /// <param name="at">Now; cut to seconds.</param>
    /// <exception cref="InvalidOperationException">The key is no witness's, or the instant lies before 1970: a bug.</exception>
    public NoteSignature Cosign(LogCheckpoint checkpoint, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var seconds = at.ToUnixTimeSeconds();
        if (key.Type is not NoteKeyType.Cosignature || seconds <= 0)
            throw new InvalidOperationException($"Key {key.Name}+{key.Id} does not cosign at second {seconds}.");
        return NoteSignature.Of(key, Cosignature.Write(seconds, sign(Cosignature.Signed(seconds, checkpoint.Text))));
    }
}
