using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>
/// Who may vouch for whoever signs FIDO's list: GlobalSign Root R46 since August 2026, Root R3 before; both stand in <c>roots.pem</c>.
/// The settings may name others, should FIDO move again. A root of the public web vouches for many, so the name counts too
/// (<see cref="Signer"/>).
/// </summary>
public static class MetadataRoots
{
    /// <summary>The name that the signing certificate must carry.</summary>
    public const string Signer = "mds.fidoalliance.org";

    /// <summary>The pinned ones, as DER.</summary>
    public static IReadOnlyList<byte[]> Pinned()
    {
        using var stream = typeof(MetadataRoots).Assembly.GetManifestResourceStream("metadata-roots.pem")!;
        using var reader = new StreamReader(stream);
        return FromPem(reader.ReadToEnd());
    }

    /// <summary>Reads certificates; throws <see cref="FormatException"/> when there is none or one is broken.</summary>
    /// <param name="pem">PEM text; what stands between the certificates is not read.</param>
    public static IReadOnlyList<byte[]> FromPem(string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new FormatException($"A certificate cannot be read: {e.Message}", e);
        }
        var read = certificates.Select(c => c.RawData).ToArray();
        foreach (var certificate in certificates)
            certificate.Dispose();
        return read.Length > 0 ? read : throw new FormatException("There is no certificate in it.");
    }
}
