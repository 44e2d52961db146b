using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>Verifies a folder that <see cref="AuditExport"/> wrote. Needs no store, no settings and no network.</summary>
public static class AuditFiles
{
    /// <summary>Whether a folder has a log; else it was exported before there was one.</summary>
    /// <param name="folder">The folder.</param>
    public static bool HasLog(string folder) =>
        File.Exists(Path.Combine(folder, AuditFileNames.LogGenesis)) || File.Exists(Path.Combine(folder, AuditFileNames.LogCheckpoint));

    /// <summary>Whether a folder holds a record, or what is left of one: where some files of it are, the others are missed.</summary>
    /// <param name="folder">The folder; it may be missing.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The folder is there but cannot be read.</exception>
    public static bool IsRecord(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string[] files =
        [
            AuditFileNames.Facts,
            AuditFileNames.LogGenesis,
            AuditFileNames.LogCheckpoint,
            AuditFileNames.LogLeaves,
            AuditFileNames.Checkpoints,
        ];
        try
        {
            return System.IO.Directory.Exists(folder)
                && System.IO.Directory.EnumerateFiles(folder).Any(file => files.Contains(Path.GetFileName(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.export-folder", folder));
        }
    }

    /// <summary>Verifies an exported folder with a log: the log, what facts name by hash, and the chain of old where it is there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="now">Now.</param>
    /// <param name="policy">Whom the reader trusts, from outside.</param>
    /// <param name="notes">Notes of the log that somebody kept.</param>
    /// <param name="trustedPem">Public keys of the chain of old that came another way; null trusts the folder's own.</param>
    /// <param name="kept">Checkpoints of the chain of old that were kept elsewhere.</param>
    /// <exception cref="App.Failures.OutsideFailureException">A file is there but cannot be read.</exception>
    public static LogVerdict VerifyLog(
        string folder,
        DateTimeOffset now,
        WitnessPolicy? policy = null,
        IReadOnlyList<SignedNote>? notes = null,
        string? trustedPem = null,
        IReadOnlyList<SignedCheckpoint>? kept = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string At(string name) => Path.Combine(folder, name);
        string[] needed = [AuditFileNames.LogGenesis, AuditFileNames.LogCheckpoint, AuditFileNames.Facts];
        if (Array.Find(needed, name => !File.Exists(At(name))) is { } missing)
            return new LogVerdict.Broken(missing, 0, Wording.Of("Audit.file-missing", folder));
        try
        {
            var genesis = File.ReadAllBytes(At(AuditFileNames.LogGenesis));
            using var facts = File.OpenRead(At(AuditFileNames.Facts));
            using var leaves = File.Exists(At(AuditFileNames.LogLeaves)) ? File.OpenRead(At(AuditFileNames.LogLeaves)) : null;
            var verdict = LogVerifier.Verify(
                genesis,
                File.ReadAllBytes(At(AuditFileNames.LogCheckpoint)),
                File.Exists(At(AuditFileNames.LogCosigned)) ? File.ReadAllBytes(At(AuditFileNames.LogCosigned)) : [],
                facts,
                new LogQuestion(policy, notes ?? [], Ed25519.Holds, now, LogFiles.MaxAge)
                {
                    OwnKeys = policy is null ? OwnKeys(At(AuditFileNames.LogKey)) : [],
                },
                leaves
            );
            if (verdict is not LogVerdict.Consistent consistent)
                return verdict;
            var gone = new List<string>();
            if (Altered(folder, consistent.Named, gone) is { } altered)
                return new LogVerdict.Broken(altered.File, altered.Line, altered.Why);
            var chain = At(AuditFileNames.ClosedChain);
            if (System.IO.Directory.Exists(chain))
            {
                if (OldChain(chain, At(AuditFileNames.Facts), consistent.Genesis, trustedPem, new(now, kept ?? [])) is { } broken)
                    return broken;
                return consistent with { Missing = gone, OldChain = consistent.Genesis.Chain!.Head.Size };
            }
            return (trustedPem is not null || kept is { Count: > 0 })
                ? new LogVerdict.Broken(AuditFileNames.ClosedChain, 0, Wording.Of("Audit.old-chain-missing"))
                : consistent with
                {
                    Missing = gone,
                };
        }
        catch (FormatException e)
        {
            return new LogVerdict.Broken(AuditFileNames.LogKey, 0, FlawException.Told(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.export-folder", folder));
        }
    }

    /// <summary>Verifies a folder that was exported before there was a log, or its like within an export.</summary>
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
        try
        {
            if (KeysOf(folder, trustedPem, out var keys) is { } flaw)
                return flaw;
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
            return Altered(folder, Facts(folder).SelectMany(f => PinnedContent.Of(f.Fact)), gone) is { } altered
                ? altered
                : verified with
                {
                    Missing = gone,
                };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.export-folder", folder));
        }
    }

    /// <summary>The facts of a folder that was verified, with their line numbers; those that were erased are not among them.</summary>
    /// <param name="folder">The folder.</param>
    internal static IEnumerable<(Fact Fact, long Line)> Facts(string folder) =>
        File.ReadLines(Path.Combine(folder, AuditFileNames.Facts))
            .Select((line, index) => (Fact: FactOf(Encoding.UTF8.GetBytes(line)), Line: index + 1L))
            .Where(f => f.Fact is not null)
            .Select(f => (f.Fact!, f.Line));

    /// <summary>Of a log how many facts its newest checkpoint covers: what nobody signed for is nothing to answer from.</summary>
    internal static long SignedOf(string folder) =>
        HasLog(folder)
        && LogCheckpoint.TryParse(File.ReadAllBytes(Path.Combine(folder, AuditFileNames.LogCheckpoint)), out _, out var checkpoint, out _)
            ? checkpoint.Tree.Size - 1
            : long.MaxValue;

    /// <summary>The fact of a line, of a log or of a chain; null of one that was erased.</summary>
    internal static Fact? FactOf(ReadOnlySpan<byte> line) =>
        LogLine.IsErased(line) ? null
        : line.LastIndexOf(",\"hash\":\""u8) > line.LastIndexOf(",\"seed\":\""u8) ? SealedFact.Parse(line).Fact
        : LogLine.TryRead(line, out var logged) ? logged.Fact
        : null;

    private static LogVerdict.Broken? OldChain(
        string chain,
        string facts,
        LogGenesis genesis,
        string? trustedPem,
        (DateTimeOffset Now, IReadOnlyList<SignedCheckpoint> Kept) given
    )
    {
        string At(string name) => Path.Combine(chain, name);
        if (KeysOf(chain, trustedPem, out var keys) is (var file, var line, var why))
            return new LogVerdict.Broken($"{AuditFileNames.ClosedChain}/{file}", line, why);
        using var lines = File.OpenRead(At(AuditFileNames.Facts));
        using var checkpoints = File.OpenRead(At(AuditFileNames.Checkpoints));
        using var log = File.OpenRead(facts);
        return ClosedChainCheck.Run(
            genesis,
            lines,
            checkpoints,
            log,
            new AuditQuestion(keys, given.Now, TimeSpan.FromMinutes(10)) { Kept = given.Kept }
        );
    }

    /// <summary>Whether the files of a chain are there, and the keys to verify them with.</summary>
    private static AuditVerdict.Broken? KeysOf(string folder, string? trustedPem, out CheckpointKeys keys)
    {
        keys = null!;
        string[] needed = trustedPem is null
            ? [AuditFileNames.Facts, AuditFileNames.Checkpoints, AuditFileNames.PublicKey]
            : [AuditFileNames.Facts, AuditFileNames.Checkpoints];
        if (Array.Find(needed, name => !File.Exists(Path.Combine(folder, name))) is { } missing)
            return new AuditVerdict.Broken(missing, 0, Wording.Of("Audit.file-missing", folder));
        try
        {
            keys = CheckpointKeys.FromPem(trustedPem ?? File.ReadAllText(Path.Combine(folder, AuditFileNames.PublicKey)));
            return null;
        }
        catch (FormatException e)
        {
            return new AuditVerdict.Broken(AuditFileNames.PublicKey, 1, FlawException.Told(e));
        }
    }

    private static IReadOnlyList<NoteKey> OwnKeys(string file) =>
        File.Exists(file)
            ?
            [
                .. File.ReadLines(file)
                    .Select(line =>
                        NoteKey.TryParse(line.StartsWith("log ", StringComparison.Ordinal) ? line[4..] : null, out var key, out var flaw)
                            ? key
                            : throw new FlawException(flaw)
                    ),
            ]
            : [];

    /// <summary>The first kept content that is not what the chain names; what is not there is listed.</summary>
    private static AuditVerdict.Broken? Altered(string folder, IEnumerable<string> named, List<string> gone)
    {
        foreach (var hash in named.ToHashSet().Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, AuditFileNames.Kept, hash);
            if (!File.Exists(path))
            {
                gone.Add(hash);
                continue;
            }
            using var content = File.OpenRead(path);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) is var now && now != hash)
                return new AuditVerdict.Broken($"{AuditFileNames.Kept}/{hash}", 1, Wording.Of("Audit.kept-altered", now));
        }
        return null;
    }
}
