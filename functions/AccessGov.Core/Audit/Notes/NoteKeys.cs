using System.Text;

namespace AccessGov.Core.Audit.Notes;

/// <summary>The keys that somebody knows, of logs or of witnesses.</summary>
/// <param name="keys">The keys.</param>
/// <param name="ed25519">Verifies signatures of types 01 and 04.</param>
public sealed class NoteKeys(IReadOnlyList<NoteKey> keys, Ed25519Check ed25519)
{
    /// <summary>Verifies every signature under a known name and id.</summary>
    /// <param name="note">The note.</param>
    public NoteCheck Check(SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var holding = new List<Vouch>();
        var failing = new List<NoteSignature>();
        foreach (var signature in note.Signatures)
        {
            var known = keys.Where(k => k.Name == signature.Name && k.Id == signature.KeyId).ToArray();
            if (known.Select(k => VouchOf(k, note.Text, signature.Bytes.Span)).FirstOrDefault(v => v is not null) is { } vouch)
                holding.Add(vouch);
            else if (known.Length > 0)
                failing.Add(signature);
        }
        return new NoteCheck(holding, failing);
    }

    private Vouch? VouchOf(NoteKey key, string text, ReadOnlySpan<byte> signature)
    {
        var publicKey = key.PublicKey.Span;
        if (key.Type is NoteKeyType.Cosignature)
            return
                Cosignature.TryRead(signature, out var at, out var seconds, out var own)
                && ed25519(publicKey, Cosignature.Signed(seconds, text), own)
                ? new Vouch(key, at)
                : null;
        var data = Encoding.UTF8.GetBytes(text);
        var holds = key.Type is NoteKeyType.Ecdsa ? EcdsaSignature.Holds(publicKey, data, signature) : ed25519(publicKey, data, signature);
        return holds ? new Vouch(key, null) : null;
    }
}
