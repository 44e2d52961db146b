namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>One model of authenticators, as FIDO lists it.</summary>
/// <param name="Aaguid">The model; null for one that speaks CTAP1 only.</param>
/// <param name="KeyIdentifiers">Attestation certificates of such a one, by the SHA-1 of their keys, in lower-case hex.</param>
/// <param name="Model">Its name, e.g. "YubiKey 5 Series".</param>
/// <param name="Roots">Certificates to which its attestation leads, as DER.</param>
/// <param name="Reports">Everything that FIDO reports of it.</param>
public sealed record MetadataEntry(
    Guid? Aaguid,
    IReadOnlyList<string> KeyIdentifiers,
    string Model,
    IReadOnlyList<byte[]> Roots,
    IReadOnlyList<MetadataReport> Reports
)
{
    /// <summary>
    /// The report that speaks against the model, or null. Every report in effect is judged, not the newest alone: a certificate that
    /// came later does not undo that keys were revoked.
    /// </summary>
    /// <param name="on">The day, in UTC.</param>
    public MetadataReport? Condemned(DateOnly on) => Reports.FirstOrDefault(r => r.Condemns(on));
}
