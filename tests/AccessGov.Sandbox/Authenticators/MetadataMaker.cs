using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace AccessGov.Sandbox.Authenticators;

/// <summary>Somebody who signs lists of models as FIDO does: a root, an intermediate, and a certificate with a name.</summary>
public sealed class MetadataMaker : IDisposable
{
    private static readonly DateTimeOffset Begin = CertificateFaults.Always;
    private readonly X509Certificate2 root;
    private readonly X509Certificate2 intermediate;
    private readonly X509Certificate2 leaf;
    private readonly RSA? rsa;
    private readonly ECDsa? ec;

    /// <summary>Sets up.</summary>
    /// <param name="signer">Name in the signing certificate.</param>
    /// <param name="isRsa">RS256, or else ES256.</param>
    /// <param name="until">When the signing certificate runs out.</param>
    public MetadataMaker(string signer = "mds.fidoalliance.org", bool isRsa = true, DateTimeOffset? until = null)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        root = Authority("CN=Sandbox Metadata Root", rootKey).CreateSelfSigned(Begin, CertificateFaults.ForEver);
        var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using (
            var bare = Authority("CN=Sandbox Metadata CA", middleKey)
                .Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), Begin, CertificateFaults.ForEver, [17, 1])
        )
            intermediate = bare.CopyWithPrivateKey(middleKey);
        CertificateRequest request;
        if (isRsa)
            request = new CertificateRequest($"CN={signer}", rsa = RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        else
            request = new CertificateRequest($"CN={signer}", ec = ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(signer);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        leaf = request.Create(
            intermediate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(middleKey),
            Begin,
            until ?? CertificateFaults.ForEver,
            [17, 2]
        );
    }

    /// <summary>The root, as DER.</summary>
    public byte[] Root => root.RawData;

    /// <summary>The root, as PEM.</summary>
    public string RootPem => root.ExportCertificatePem();

    /// <summary>The certificates of the header.</summary>
    public IReadOnlyList<byte[]> Path => [leaf.RawData, intermediate.RawData];

    /// <summary>Signs a list.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="nextUpdate">When the next one is promised, yyyy-MM-dd.</param>
    /// <param name="entries">Its models, see <see cref="Entry"/>.</param>
    public byte[] Sign(long number, string nextUpdate, params JsonNode[] entries) =>
        Sign(
            new JsonObject
            {
                ["legalHeader"] = "Sandbox",
                ["no"] = number,
                ["nextUpdate"] = nextUpdate,
                ["entries"] = new JsonArray([.. entries.Select(e => e.DeepClone())]),
            }.ToJsonString()
        );

    /// <summary>Signs anything.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="algorithm">What the header says; null: what is true.</param>
    /// <param name="change">What else is changed of the header.</param>
    public byte[] Sign(string payload, string? algorithm = null, Action<JsonObject>? change = null)
    {
        var header = new JsonObject
        {
            ["alg"] = algorithm ?? (rsa is not null ? "RS256" : "ES256"),
            ["typ"] = "JWT",
            ["x5c"] = new JsonArray([.. Path.Select(c => JsonValue.Create(Convert.ToBase64String(c)))]),
        };
        change?.Invoke(header);
        var signed = $"{Text(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Text(Encoding.UTF8.GetBytes(payload))}";
        var data = Encoding.ASCII.GetBytes(signed);
        var signature =
            rsa?.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ?? ec!.SignData(data, HashAlgorithmName.SHA256);
        return Encoding.ASCII.GetBytes($"{signed}.{Text(signature)}");
    }

    /// <summary>A model of such a list.</summary>
    /// <param name="aaguid">The model.</param>
    /// <param name="name">Its name.</param>
    /// <param name="anchors">Who vouches for it, as DER.</param>
    /// <param name="reports">What is reported: a word, since when, until when.</param>
    public static JsonObject Entry(
        Guid aaguid,
        string name,
        byte[][] anchors,
        params (string Status, string? From, string? Until)[] reports
    ) =>
        new()
        {
            ["aaguid"] = aaguid.ToString("D"),
            ["metadataStatement"] = new JsonObject
            {
                ["description"] = name,
                ["attestationTypes"] = new JsonArray("basic_full"),
                ["attestationRootCertificates"] = new JsonArray([.. anchors.Select(a => JsonValue.Create(Convert.ToBase64String(a)))]),
            },
            ["statusReports"] = new JsonArray([
                .. reports.Select(r =>
                {
                    var report = new JsonObject { ["status"] = r.Status };
                    if (r.From is not null)
                        report["effectiveDate"] = r.From;
                    if (r.Until is not null)
                        report["sunsetDate"] = r.Until;
                    return report;
                }),
            ]),
            ["timeOfLastStatusChange"] = "2026-01-01",
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        root.Dispose();
        intermediate.Dispose();
        leaf.Dispose();
        rsa?.Dispose();
        ec?.Dispose();
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }
}
