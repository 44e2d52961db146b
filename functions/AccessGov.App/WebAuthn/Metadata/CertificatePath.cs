using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>
/// Whether certificates lead to an anchor. Nothing is asked of the network: no CRL, no OCSP, no missing issuer. Metadata names as anchors
/// also intermediate certificates and the leaf itself, which the platform's own chain would not take for ends.
/// </summary>
public static class CertificatePath
{
    private const X509ChainStatusFlags EndsEarly = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;

    /// <summary>True when the given certificates, each issued by the next, end in an anchor or at one.</summary>
    /// <param name="path">From the leaf upwards, as DER; every one of them must be needed.</param>
    /// <param name="anchors">Who is believed, as DER; what cannot be read is nobody.</param>
    /// <param name="at">The instant at which all must be valid.</param>
    public static bool Leads(IReadOnlyList<byte[]> path, IReadOnlyList<byte[]> anchors, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(anchors);
        var (given, believed) = (path.Select(Load).ToArray(), anchors.Select(Load).ToArray());
        try
        {
            if (given.Length == 0 || given.Any(g => g is null) || given.Any(g => at < g!.NotBefore || at > g.NotAfter))
                return false;
            // The metadata names this very certificate: there is nothing above it to ask.
            if (given is [{ } only] && believed.Any(b => Same(b, only)))
                return true;
            return believed.OfType<X509Certificate2>().Any(anchor => Leads(given!, anchor, at));
        }
        finally
        {
            foreach (var certificate in given.Concat(believed))
                certificate?.Dispose();
        }
    }

    private static bool Leads(X509Certificate2[] path, X509Certificate2 anchor, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.VerificationTimeIgnored = false;
        policy.VerificationTime = at.UtcDateTime;
        policy.ExtraStore.AddRange(path[1..]);
        if (anchor.SubjectName.RawData.AsSpan().SequenceEqual(anchor.IssuerName.RawData))
            policy.CustomTrustStore.Add(anchor);
        else
            policy.ExtraStore.Add(anchor);
        chain.Build(path[0]);
        var elements = chain.ChainElements.Select(e => (e.Certificate, Status: Status(e))).ToArray();
        try
        {
            var end = Array.FindIndex(elements, e => Same(e.Certificate, anchor));
            // Every certificate that was given is on the way, in its order; then the anchor, unless it was given too.
            return end > 0
                && end >= path.Length - 1
                && end <= path.Length
                && path.Index().All(p => p.Index <= end && Same(elements[p.Index].Certificate, p.Item))
                && elements[..end].All(e => (e.Status & ~EndsEarly) == X509ChainStatusFlags.NoError)
                && (elements[end].Status & ~EndsEarly) == X509ChainStatusFlags.NoError;
        }
        finally
        {
            foreach (var (certificate, _) in elements)
                certificate.Dispose();
        }
    }

    private static X509ChainStatusFlags Status(X509ChainElement element) =>
        element.ChainElementStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);

    private static bool Same(X509Certificate2? one, X509Certificate2 other) =>
        one is not null && one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span);

    private static X509Certificate2? Load(byte[] der)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(der);
            // The loader also takes PEM, and bytes behind the certificate.
            if (certificate.RawDataMemory.Span.SequenceEqual(der))
                return certificate;
            certificate.Dispose();
        }
        catch (CryptographicException) { }
        return null;
    }
}
