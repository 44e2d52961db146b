using AccessGov.Core.Kernel;

namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>What came of reading a list of models.</summary>
public abstract record MetadataRead
{
    private MetadataRead() { }

    /// <summary>It is FIDO's and was read.</summary>
    /// <param name="Blob">The list.</param>
    /// <param name="Signer">Subject of the certificate that signed it.</param>
    public sealed record Read(MetadataBlob Blob, string Signer) : MetadataRead;

    /// <summary>It is not, or is not what it should be.</summary>
    /// <param name="Why">Why.</param>
    /// <param name="Content">What of it cannot be read, for people; null where the reason says all.</param>
    public sealed record Refused(Refusal Why, Wording? Content = null) : MetadataRead;
}
