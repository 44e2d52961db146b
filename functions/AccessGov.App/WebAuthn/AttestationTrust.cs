using AccessGov.App.WebAuthn.Metadata;

namespace AccessGov.App.WebAuthn;

/// <summary>
/// Who must vouch for a new key. Whichever case: its certificates are judged here (<see cref="CertificatePath"/>), and the library never
/// sees metadata. With metadata it would download the CRL that a stranger's certificate names: without internet that refuses every key,
/// with it a stranger steers our requests. What is lost with the CRLs, FIDO's list says: <see cref="MetadataEntry.Reports"/>.
/// </summary>
public abstract record AttestationTrust
{
    private AttestationTrust() { }

    /// <summary>The key's maker, as FIDO's list knows it.</summary>
    /// <param name="Blob">The list; null while none was imported, and then every key is refused.</param>
    public sealed record ByMetadata(MetadataBlob? Blob) : AttestationTrust;

    /// <summary>Whoever the given certificates vouch for.</summary>
    /// <param name="Roots">Anchors, as DER.</param>
    public sealed record ByRoots(IReadOnlyList<byte[]> Roots) : AttestationTrust;

    /// <summary>Nobody: self-attestation and none will do.</summary>
    public sealed record NotAsked : AttestationTrust;
}
