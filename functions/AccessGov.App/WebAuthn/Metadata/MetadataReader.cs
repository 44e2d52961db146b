using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Core.Kernel;

namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>
/// Verifies and reads FIDO's list (MDS 3.1, a JWT): the algorithm of its own header, RS256 or ES256 and a key of that kind; the
/// certificates of its header lead to a pinned root and carry FIDO's name. What was kept after that is not verified anew: the signing
/// certificate may run out before the next list, and the last good list is better than none.
/// </summary>
public static class MetadataReader
{
    /// <summary>Largest list, in bytes; FIDO's has about 7 million.</summary>
    public const int Longest = 64 << 20;

    /// <summary>Verifies and reads a list.</summary>
    /// <param name="content">The file.</param>
    /// <param name="roots">Who is believed, as DER.</param>
    /// <param name="now">The instant.</param>
    public static MetadataRead Verify(ReadOnlySpan<byte> content, IReadOnlyList<byte[]> roots, DateTimeOffset now)
    {
        var parts = Parts(content);
        if (parts is null)
            return new MetadataRead.Refused(new Refusal("mds-form", "", content.Length, Longest), Wording.Of("Wire.no-jwt"));
        string algorithm;
        List<byte[]> path = [];
        try
        {
            using var header = WireJson.Read(Base64UrlText.Read(parts[0]));
            algorithm = WireJson.Text(header.RootElement, "alg");
            // Members that change what is signed, e.g. 'b64' and 'crit' (RFC 7797), are not spoken here.
            if (WireJson.Find(header.RootElement, "crit") is not null)
                return new MetadataRead.Refused(
                    new Refusal("mds-form", "crit", content.Length, Longest),
                    Wording.Of("Json.member-unknown", "crit")
                );
            foreach (var element in WireJson.Many(header.RootElement, "x5c"))
                path.Add(element.ValueKind == JsonValueKind.String ? element.GetBytesFromBase64() : []);
        }
        catch (FormatException e)
        {
            return new MetadataRead.Refused(new Refusal("mds-form", "header", content.Length, Longest), WireFault.Told(e));
        }
        if (path.Count == 0 || !CertificatePath.Leads(path, roots, now))
            return new MetadataRead.Refused(new Refusal("mds-untrusted", "", path.Count, roots.Count), Wording.Of("Metadata.no-root"));
        using var leaf = X509CertificateLoader.LoadCertificate(path[0]);
        if (!leaf.MatchesHostname(MetadataRoots.Signer, allowWildcards: false, allowCommonName: false))
            return new MetadataRead.Refused(
                new Refusal("mds-untrusted", leaf.Subject, path.Count, roots.Count),
                Wording.Of("Metadata.other-signer", leaf.Subject, MetadataRoots.Signer)
            );
        if (!IsSigned(leaf, algorithm, $"{parts[0]}.{parts[1]}", parts[2]))
            return new MetadataRead.Refused(new Refusal("mds-signature", VisibleText.Of(algorithm), 0, 0));
        try
        {
            return new MetadataRead.Read(MetadataPayload.Read(Base64UrlText.Read(parts[1])), leaf.Subject);
        }
        catch (FormatException e)
        {
            return new MetadataRead.Refused(new Refusal("mds-content", "", 0, 0), WireFault.Told(e));
        }
    }

    /// <summary>Reads a list that was verified when it was kept; throws <see cref="DamagedException"/>.</summary>
    /// <param name="content">The file.</param>
    public static MetadataBlob ReadKept(ReadOnlySpan<byte> content)
    {
        try
        {
            return Parts(content) is { } parts
                ? MetadataPayload.Read(Base64UrlText.Read(parts[1]))
                : throw new WireFault("It is no JWT.", Wording.Of("Wire.no-jwt"));
        }
        catch (FormatException e)
        {
            throw new DamagedException(Wording.Of("Damaged.models", WireFault.Told(e)), e);
        }
    }

    private static string[]? Parts(ReadOnlySpan<byte> content)
    {
        if (content.Length is 0 or > Longest || content.ContainsAnyExceptInRange((byte)0x09, (byte)0x7E))
            return null;
        var parts = Encoding.ASCII.GetString(content).Trim().Split('.');
        return parts.Length == 3 && parts.All(p => p.Length > 0) ? parts : null;
    }

    private static bool IsSigned(X509Certificate2 leaf, string algorithm, string text, string signature)
    {
        try
        {
            var (data, sig) = (Encoding.ASCII.GetBytes(text), Base64Url.DecodeFromChars(signature));
            using var rsa = algorithm == "RS256" ? leaf.GetRSAPublicKey() : null;
            using var ec = algorithm == "ES256" ? leaf.GetECDsaPublicKey() : null;
            return rsa is { KeySize: >= 2048 } && rsa.VerifyData(data, sig, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                || ec is { KeySize: 256 } && ec.VerifyData(data, sig, HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
