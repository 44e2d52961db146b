using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AccessGov.Sandbox.Mail;

/// <summary>A city's own root, and what a mail server shows that it vouches for.</summary>
public sealed class MailCertificates : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Until = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 root;

    /// <summary>Makes both.</summary>
    /// <param name="address">The address that the server's certificate bears.</param>
    public MailCertificates(string address = "127.0.0.1")
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest("CN=A city's root", rootKey, HashAlgorithmName.SHA256);
        asked.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = asked.CreateSelfSigned(From, Until);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        leaf.CertificateExtensions.Add(names.Build());
        leaf.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var signed = leaf.Create(root, From, Until, [1, 2, 3]);
        Server = signed.CopyWithPrivateKey(key);
    }

    /// <summary>What the server shows.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The root, as a PEM file holds it.</summary>
    public string RootPem => root.ExportCertificatePem();

    /// <inheritdoc/>
    public void Dispose()
    {
        root.Dispose();
        Server.Dispose();
    }
}
