using System.Security.Cryptography;
using AccessGov.App.Failures;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>Verifies a folder that <see cref="AuditExport"/> wrote. Needs no store, no settings and no network.</summary>
public static class AuditFiles
{
    /// <summary>Verifies an exported folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="asOf">Now, for the age of open intents.</param>
    /// <param name="lease">How long an effect may stay without its outcome.</param>
    /// <param name="trustedPem">Public keys that came another way; null trusts the folder's own, which proves no more than that the files
    /// fit together.</param>
    /// <param name="tenant">Whose chain it must be; null takes the files' word.</param>
    /// <param name="kept">Checkpoints that were kept elsewhere.</param>
    /// <exception cref="App.Failures.OutsideFailureException">A file is there but cannot be read.</exception>
    public static AuditVerdict Verify(
        string folder,
        DateTimeOffset asOf,
        TimeSpan lease,
        string? trustedPem = null,
        TenantId? tenant = null,
        IReadOnlyList<SignedCheckpoint>? kept = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string[] needed = trustedPem is null
            ? [AuditFileNames.Facts, AuditFileNames.Checkpoints, AuditFileNames.PublicKey]
            : [AuditFileNames.Facts, AuditFileNames.Checkpoints];
        if (needed.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is { } missing)
            return new AuditVerdict.Broken(missing, 0, $"The file is missing in folder '{folder}'.");
        try
        {
            var keys = CheckpointKeys.FromPem(trustedPem ?? File.ReadAllText(Path.Combine(folder, AuditFileNames.PublicKey)));
            using var facts = File.OpenRead(Path.Combine(folder, AuditFileNames.Facts));
            using var checkpoints = File.OpenRead(Path.Combine(folder, AuditFileNames.Checkpoints));
            var verdict = AuditVerifier.Verify(
                facts,
                checkpoints,
                new AuditQuestion(keys, asOf, lease) { Tenant = tenant, Kept = kept ?? [] }
            );
            if (verdict is not AuditVerdict.Verified verified)
                return verdict;
            var gone = new List<string>();
            return Altered(folder, gone) is { } altered ? altered : verified with { Missing = gone };
        }
        catch (FormatException e)
        {
            return new AuditVerdict.Broken(AuditFileNames.PublicKey, 1, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, $"Export folder '{folder}'");
        }
    }

    /// <summary>The facts of a folder that was verified, with their line numbers.</summary>
    /// <param name="folder">The folder.</param>
    internal static IEnumerable<(Fact Fact, long Line)> Facts(string folder) =>
        File.ReadLines(Path.Combine(folder, AuditFileNames.Facts))
            .Select((line, index) => (SealedFact.Parse(System.Text.Encoding.UTF8.GetBytes(line)).Fact, index + 1L));

    /// <summary>The first kept content that is not what the chain names; what is not there is listed.</summary>
    private static AuditVerdict.Broken? Altered(string folder, List<string> gone)
    {
        foreach (var hash in Facts(folder).SelectMany(f => PinnedContent.Of(f.Fact)).ToHashSet().Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, AuditFileNames.Kept, hash);
            if (!File.Exists(path))
            {
                gone.Add(hash);
                continue;
            }
            using var content = File.OpenRead(path);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) is var now && now != hash)
                return new AuditVerdict.Broken($"{AuditFileNames.Kept}/{hash}", 1, $"Its content has the hash {now}: it was altered.");
        }
        return null;
    }
}
