using NSec.Cryptography;

namespace AccessGov.App.Audit.Log;

/// <summary>Ed25519 by libsodium (NSec), which .NET does not have: what Core's readers of signed notes are handed.</summary>
public static class Ed25519
{
    /// <summary>Whether a signature holds; an <c>Ed25519Check</c>. Of bytes that are no key or no signature it says no.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">64 bytes.</param>
    public static bool Holds(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key!, data, signature);
}
