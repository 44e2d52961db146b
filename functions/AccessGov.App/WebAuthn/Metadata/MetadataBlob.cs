namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>FIDO's list of models, as far as it is used here.</summary>
/// <param name="Number">FIDO's number of the list; it only rises.</param>
/// <param name="NextUpdate">When FIDO promised the next one.</param>
/// <param name="Entries">The models.</param>
public sealed record MetadataBlob(long Number, DateOnly NextUpdate, IReadOnlyList<MetadataEntry> Entries)
{
    private readonly Lazy<Dictionary<Guid, MetadataEntry>> byAaguid = new(() =>
        Entries
            .Where(e => e.Aaguid is not null)
            .GroupBy(e => e.Aaguid!.Value)
            // Two entries of one model: what either says against it counts.
            .ToDictionary(g => g.Key, g => g.First() with { Reports = [.. g.SelectMany(e => e.Reports)] })
    );

    private readonly Lazy<Dictionary<string, MetadataEntry>> byKey = new(() =>
        Entries
            .SelectMany(e => e.KeyIdentifiers.Select(k => (Key: k, Entry: e)))
            .GroupBy(e => e.Key)
            .ToDictionary(g => g.Key, g => g.First().Entry with { Reports = [.. g.SelectMany(e => e.Entry.Reports)] })
    );

    /// <summary>The model of an AAGUID, or null.</summary>
    /// <param name="aaguid">As the authenticator says.</param>
    public MetadataEntry? Find(Guid aaguid) => aaguid == Guid.Empty ? null : byAaguid.Value.GetValueOrDefault(aaguid);

    /// <summary>The model that attests by a key, or null.</summary>
    /// <param name="keyIdentifier">SHA-1 of the attestation certificate's key, lower-case hex.</param>
    public MetadataEntry? Find(string keyIdentifier) => byKey.Value.GetValueOrDefault(keyIdentifier);
}
