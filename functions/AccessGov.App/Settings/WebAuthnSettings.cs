namespace AccessGov.App.Settings;

/// <summary>What an installation says of FIDO2 keys.</summary>
public sealed record WebAuthnSettings
{
    /// <summary>PEM file with who may vouch for FIDO's list of models, instead of the pinned roots; null for these.</summary>
    public string? MetadataRootsFile { get; init; }

    /// <summary>
    /// PEM file with who may vouch for new keys as long as no list of models was imported; null: without a list no key is enrolled.
    /// </summary>
    public string? AttestationRootsFile { get; init; }
}
