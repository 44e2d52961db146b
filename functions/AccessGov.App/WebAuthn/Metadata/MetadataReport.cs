namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>What FIDO reports of a model (MDS 3.1 §3.1.3).</summary>
/// <param name="Status">FIDO's word.</param>
/// <param name="From">Since when it holds; null: always.</param>
/// <param name="Until">The last day; null: for ever.</param>
public sealed record MetadataReport(string Status, DateOnly? From, DateOnly? Until)
{
    /// <summary>
    /// Words that speak against nobody. Any other, also one that FIDO invents tomorrow, refuses the model: REVOKED,
    /// USER_VERIFICATION_BYPASS, ATTESTATION_KEY_COMPROMISE, USER_KEY_REMOTE_COMPROMISE, USER_KEY_PHYSICAL_COMPROMISE …
    /// </summary>
    public static IReadOnlyList<string> Harmless { get; } =
    [
        "NOT_FIDO_CERTIFIED",
        "SELF_ASSERTION_SUBMITTED",
        "FIDO_CERTIFIED",
        "FIDO_CERTIFIED_L1",
        "FIDO_CERTIFIED_L1plus",
        "FIDO_CERTIFIED_L2",
        "FIDO_CERTIFIED_L2plus",
        "FIDO_CERTIFIED_L3",
        "FIDO_CERTIFIED_L3plus",
        "FIPS140_CERTIFIED_L1",
        "FIPS140_CERTIFIED_L2",
        "FIPS140_CERTIFIED_L3",
        "FIPS140_CERTIFIED_L4",
        "UPDATE_AVAILABLE",
        "RETIRED",
    ];

    /// <summary>True while the report holds and speaks against the model.</summary>
    /// <param name="on">The day, in UTC.</param>
    public bool Condemns(DateOnly on) =>
        (From is null || From <= on) && (Until is null || on <= Until) && !Harmless.Contains(Status, StringComparer.Ordinal);
}
