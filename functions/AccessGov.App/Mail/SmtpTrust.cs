using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AccessGov.App.Mail;

/// <summary>
/// A mail server of a closed zone has a certificate of the city's own: trusted is then what leads to the roots of a file.
/// </summary>
internal static class SmtpTrust
{
    /// <summary>True when the certificate bears the server's name and leads to one of the roots.</summary>
    public static bool IsTrusted(X509Certificate2 shown, SslPolicyErrors errors, string rootsFile)
    {
        // The chain is ours to judge; a name that is another is not forgiven.
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(rootsFile);
        return chain.Build(shown);
    }
}
