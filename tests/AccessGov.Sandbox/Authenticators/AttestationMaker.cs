using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AccessGov.Sandbox.Authenticators;

/// <summary>A maker of keys: a root, an intermediate below it, and attestation certificates for models (WebAuthn L3 §8.2.1).</summary>
public sealed class AttestationMaker : IDisposable
{
    private const string AaguidExtension = "1.3.6.1.4.1.45724.1.1.4";
    private readonly X509Certificate2 root;
    private readonly X509Certificate2 intermediate;

    /// <summary>Sets up.</summary>
    /// <param name="name">The maker's name; two makers of one name differ in their keys.</param>
    public AttestationMaker(string name = "Sandbox Keys")
    {
        Name = name;
        root = Issue($"CN={name} Root, O={name}, C=JP", null, isCa: true, _ => { }).Certificate;
        intermediate = Issue($"CN={name} Intermediate, O={name}, C=JP", root, isCa: true, _ => { }).Certificate;
    }

    /// <summary>The maker's name.</summary>
    public string Name { get; }

    /// <summary>The root, as DER.</summary>
    public byte[] Root => root.RawData;

    /// <summary>The intermediate, as DER.</summary>
    public byte[] Intermediate => intermediate.RawData;

    /// <summary>Makes the attestation certificate of a model.</summary>
    /// <param name="aaguid">The model.</param>
    /// <param name="faults">What is wrong with it; null for nothing.</param>
    public Attestation Make(Guid aaguid, CertificateFaults? faults = null)
    {
        faults ??= new CertificateFaults();
        var issuer = faults.FromRoot ? root : intermediate;
        var subject = $"CN={Name} {aaguid:N}, OU={faults.Unit}, O={Name}, C=JP";
        var (certificate, key) = Issue(
            subject,
            issuer,
            faults.IsCa,
            request =>
            {
                if (faults.Elsewhere is { } elsewhere)
                {
                    var uri = elsewhere.ToString();
                    request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([uri]));
                    request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([uri], [uri]));
                }
                if (faults.Aaguid is not null || !faults.WithoutAaguid)
                    request.CertificateExtensions.Add(
                        new X509Extension(
                            AaguidExtension,
                            Octets((faults.Aaguid ?? aaguid).ToByteArray(bigEndian: true)),
                            faults.IsCritical
                        )
                    );
            },
            faults.From,
            faults.Until
        );
        using (certificate)
            return new Attestation(key, faults.FromRoot ? [certificate.RawData] : [certificate.RawData, intermediate.RawData]);
    }

    /// <summary>A certificate below somebody who may not issue: the chain's middle is no authority.</summary>
    /// <param name="aaguid">The model.</param>
    public Attestation MakeBelowNoAuthority(Guid aaguid)
    {
        var (middle, middleKey) = Issue($"CN={Name} Middle, O={Name}, C=JP", root, isCa: false, _ => { });
        using (middle)
        using (middleKey)
        {
            var subject = $"CN={Name} {aaguid:N}, OU=Authenticator Attestation, O={Name}, C=JP";
            var (certificate, key) = Issue(subject, middle, isCa: false, _ => { });
            using (certificate)
                return new Attestation(key, [certificate.RawData, middle.RawData]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        root.Dispose();
        intermediate.Dispose();
    }

    private static (X509Certificate2 Certificate, ECDsa Key) Issue(
        string subject,
        X509Certificate2? issuer,
        bool isCa,
        Action<CertificateRequest> more,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null
    )
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, false, 0, critical: true));
        more(request);
        var (begin, end) = (from ?? CertificateFaults.Always, until ?? CertificateFaults.ForEver);
        if (issuer is null)
            return (request.CreateSelfSigned(begin, end), key);
        using var signer = issuer.GetECDsaPrivateKey()!;
        var serial = RandomNumberGenerator.GetBytes(12);
        serial[0] = 0x11;
        var bare = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), begin, end, serial);
        return (bare.CopyWithPrivateKey(key), key);
    }

    private static byte[] Octets(byte[] bytes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(bytes);
        return writer.Encode();
    }
}
