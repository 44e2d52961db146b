using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AccessGov.App.WebAuthn.Metadata;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>Certificates that bear one name: a maker who changes keys keeps its name, and so does who plays one.</summary>
public sealed class CertificatePathTests : IDisposable
{
    private const string Name = "CN=Attestation CA, O=Keys";
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<X509Certificate2> all = [];
    private readonly X509Certificate2 root;
    private readonly X509Certificate2 upper;
    private readonly X509Certificate2 lower;
    private readonly X509Certificate2 twin;
    private readonly X509Certificate2 leaf;

    public CertificatePathTests()
    {
        root = Issue("CN=Root, O=Keys", null);
        upper = Issue(Name, root);
        lower = Issue(Name, upper);
        // It also says that it is the lower one's key.
        twin = Issue(Name, root, saysKeyOf: lower);
        leaf = Issue("CN=Model, O=Keys", lower, isCa: false);
    }

    public void Dispose() => all.ForEach(c => c.Dispose());

    [Fact]
    public void Two_intermediates_of_one_name_are_told_apart_by_their_keys()
    {
        Assert.True(Leads([leaf, lower, upper], root));
        Assert.True(Leads([leaf, lower, upper, root], root));
        Assert.True(Leads([leaf, lower, upper], twin, root));
        Assert.True(Leads([leaf, lower], upper));
        Assert.True(Leads([leaf, lower], twin, upper));
        Assert.True(Leads([leaf], lower));
        Assert.True(Leads([leaf], twin, lower));
    }

    [Fact]
    public void Another_certificate_of_the_same_name_is_no_way_and_no_end()
    {
        Assert.False(Leads([leaf], twin));
        Assert.False(Leads([leaf, twin], root));
        Assert.False(Leads([leaf, upper], root));
        Assert.False(Leads([leaf, lower], root));
        Assert.False(Leads([leaf, lower], twin));
        Assert.False(Leads([leaf, lower, twin], root));
        Assert.False(Leads([leaf, upper, lower], root));
        Assert.False(Leads([leaf, lower, upper, twin], root));
        Assert.False(Leads([leaf, twin, lower, upper], root));
    }

    private static bool Leads(X509Certificate2[] path, params X509Certificate2[] anchors) =>
        CertificatePath.Leads([.. path.Select(c => c.RawData)], [.. anchors.Select(c => c.RawData)], Now);

    private X509Certificate2 Issue(string subject, X509Certificate2? issuer, bool isCa = true, X509Certificate2? saysKeyOf = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, false, 0, critical: true));
        // RFC 5280 §4.2.1.1 and §4.2.1.2 ask for them: by these, not by names, certificates of one name are told apart.
        var own = saysKeyOf is null ? new X509SubjectKeyIdentifierExtension(request.PublicKey, false) : KeyOf(saysKeyOf);
        request.CertificateExtensions.Add(own);
        if (issuer is not null)
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(KeyOf(issuer)));
        var (from, until) = (Now.AddYears(-1), Now.AddYears(1));
        var made = issuer is null ? request.CreateSelfSigned(from, until) : Below(request, issuer, key, from, until);
        all.Add(made);
        return made;
    }

    private static X509SubjectKeyIdentifierExtension KeyOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single();

    private static X509Certificate2 Below(
        CertificateRequest request,
        X509Certificate2 issuer,
        ECDsa key,
        DateTimeOffset from,
        DateTimeOffset until
    )
    {
        using var signer = issuer.GetECDsaPrivateKey()!;
        var serial = RandomNumberGenerator.GetBytes(12);
        serial[0] = 0x11;
        using var bare = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), from, until, serial);
        return bare.CopyWithPrivateKey(key);
    }
}
