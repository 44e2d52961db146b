using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>One domain controller and who vouches for it.</summary>
/// <param name="Host">Name or address, as its certificate has it.</param>
/// <param name="Port">LDAPS: 636.</param>
/// <param name="Authorities">The certificates of the authorities that may vouch for it; no others count.</param>
/// <param name="Limit">How long one request may wait for its answer, and opening for all of its steps.</param>
internal sealed record LdapServer(string Host, int Port, X509Certificate2Collection Authorities, TimeSpan Limit)
{
    private long asked;

    /// <summary>Requests that were sent to it, each page of a search by itself.</summary>
    public long Asked => Interlocked.Read(ref asked);

    /// <summary>Counts a request.</summary>
    public void Ask() => Interlocked.Increment(ref asked);

    public string Address => $"{Host}:{Port}";

    /// <summary>How TLS is begun. What is wrong with a certificate is told to <paramref name="wrong"/>, with its stable code.</summary>
    /// <param name="wrong">Is told why the certificate was refused.</param>
    public SslClientAuthenticationOptions Tls(Action<string> wrong)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // A server within walls reaches no list of revocations: its authority's file is exchanged instead.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(Authorities);
        return new SslClientAuthenticationOptions
        {
            TargetHost = Host,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, _, chain, errors) =>
            {
                if (errors == SslPolicyErrors.None)
                    return true;
                wrong(
                    errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "ldap-certificate-name"
                    : chain?.ChainStatus.Any(s => s.Status == X509ChainStatusFlags.NotTimeValid) == true ? "ldap-certificate-expired"
                    : "ldap-certificate-untrusted"
                );
                return false;
            },
        };
    }
}
