using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AccessGov.App.WebAuthn.Metadata;
using AccessGov.App.WebAuthn.Wire;

namespace AccessGov.App.WebAuthn;

/// <summary>Steps 23 and 24 of a registration: who vouches for the key, and whether that is enough.</summary>
internal static class AttestationSteps
{
    /// <summary>Judges; returns the model's name in FIDO's list, or null when it was not asked.</summary>
    /// <param name="statement">The statement, whose signature holds.</param>
    /// <param name="aaguid">The model, as the authenticator signed.</param>
    /// <param name="policy">What is asked for.</param>
    /// <param name="now">The instant.</param>
    public static string? Judge(AttestationStatement statement, Guid aaguid, KeyPolicy policy, DateTimeOffset now)
    {
        var path = statement.Certificates;
        if (policy.Trust is not AttestationTrust.NotAsked)
        {
            StepRefusal.Unless(statement.Signature.Length > 0, CeremonyStep.AttestationNone);
            StepRefusal.Unless(path.Count > 0, CeremonyStep.AttestationSelf);
        }
        StepRefusal.Unless(policy.Models is null || policy.Models.Contains(aaguid), CeremonyStep.ModelNotAllowed, $"{aaguid:D}");
        return policy.Trust switch
        {
            AttestationTrust.NotAsked => null,
            AttestationTrust.ByRoots given => Chained(path, given.Roots, now, null),
            AttestationTrust.ByMetadata list => Known(list, path, aaguid, now),
            var other => throw new InvalidOperationException($"{other.GetType()}"),
        };
    }

    private static string? Known(AttestationTrust.ByMetadata list, IReadOnlyList<byte[]> path, Guid aaguid, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        // 23.
        if (list.Blob is not { } blob || MetadataAge.IsOver(blob.NextUpdate, now))
            throw new StepRefusal(
                CeremonyStep.MetadataMissing,
                list.Blob is null ? "none" : $"next update {list.Blob.NextUpdate:yyyy-MM-dd}"
            );
        var entry = aaguid == Guid.Empty ? blob.Find(KeyIdentifier(path[0])) : blob.Find(aaguid);
        if (entry is null)
            throw new StepRefusal(CeremonyStep.ModelUnknown, $"{aaguid:D}");
        // 24, and MDS 3.1 §3.1.3.
        var report = entry.Condemned(today);
        StepRefusal.Unless(report is null, CeremonyStep.ModelCondemned, $"{entry.Model}: {report?.Status}");
        return Chained(path, entry.Roots, now, entry.Model);
    }

    private static string? Chained(IReadOnlyList<byte[]> path, IReadOnlyList<byte[]> anchors, DateTimeOffset now, string? model)
    {
        StepRefusal.Unless(CertificatePath.Leads(path, anchors, now), CeremonyStep.ChainUntrusted, model ?? "");
        return model;
    }

    /// <summary>Serial number of the attestation certificate; null without one.</summary>
    /// <param name="statement">The statement.</param>
    public static string? Serial(AttestationStatement statement)
    {
        if (statement.Certificates.Count == 0)
            return null;
        using var certificate = X509CertificateLoader.LoadCertificate(statement.Certificates[0]);
        return certificate.SerialNumber;
    }

    /// <summary>How metadata names certificates of keys that have no AAGUID (RFC 5280 §4.2.1.2, method 1).</summary>
    private static string KeyIdentifier(byte[] der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            var id = new X509SubjectKeyIdentifierExtension(
                certificate.PublicKey,
                X509SubjectKeyIdentifierHashAlgorithm.Sha1,
                critical: false
            );
            return id.SubjectKeyIdentifier!.ToLowerInvariant();
        }
        catch (CryptographicException e)
        {
            throw new StepRefusal(CeremonyStep.StatementInvalid, e.Message);
        }
    }
}
