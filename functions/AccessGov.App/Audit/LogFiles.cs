using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.App.Audit;

/// <summary>The log's part of an export: what an outsider needs to hold facts against what witnesses cosigned.</summary>
public static class LogFiles
{
    /// <summary>A cosignature is recent up to this age.</summary>
    public static TimeSpan MaxAge { get; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Reads what goes into an export; before the facts, so that a record that grows meanwhile has never a checkpoint over facts that were
    /// not exported.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="key">The log's key; null when it is not to be had here.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Writes it into a folder, given how many facts were exported; null when nobody signed the log yet.</returns>
    public static async Task<Func<string, long, Task>?> ReadAsync(Workspace workspace, SigningKey? key, CancellationToken ct)
    {
        if (await SignLog.LatestAsync(workspace, ct) is not { } latest || await LogRows.GenesisAsync(workspace, ct) is not { } genesis)
            return null;
        var cosigned = await BestAsync(workspace, ct);
        using var signer = key is null ? null : await key.FindAsync(ct);
        var vkey = signer?.NotesOf(genesis.Origin).Key.ToString();
        return async (folder, facts) =>
        {
            string At(string name) => Path.Combine(folder, name);
            await File.WriteAllTextAsync(At(AuditFileNames.LogGenesis), genesis.Text, ct);
            await File.WriteAllTextAsync(At(AuditFileNames.Witness), AuditReadMe.Witness(), ct);
            await File.WriteAllTextAsync(At(AuditFileNames.LogCheckpoint), $"{latest.Note}", ct);
            if (cosigned is { Note.Signatures.Count: > 1 } && cosigned.Checkpoint != latest.Checkpoint)
                await File.WriteAllTextAsync(At(AuditFileNames.LogCosigned), $"{cosigned.Note}", ct);
            if (vkey is not null)
                await File.WriteAllTextAsync(At(AuditFileNames.LogKey), $"log {vkey}\n", ct);
            await using var seeds = new StreamWriter(At(AuditFileNames.LogSeeds));
            await foreach (var row in LogLeaves.RowsAsync(workspace, 1, ct).Take((int)facts).WithCancellation(ct))
            {
                await seeds.WriteAsync(
                    SealedRow.SeedOf(row.Json.Span)?.Hex ?? throw new InvalidDataException(PartitionCommit.Altered(row.Row))
                );
                await seeds.WriteAsync('\n');
            }
        };
    }

    /// <summary>The checkpoint that most witnesses cosigned, and of those the newest; null when none was signed.</summary>
    internal static async Task<LogStep.Noted?> BestAsync(Workspace workspace, CancellationToken ct)
    {
        LogStep.Noted? best = null;
        await foreach (var noted in SignLog.EveryAsync(workspace, ct))
            if (noted.Note.Signatures.Count >= (best?.Note.Signatures.Count ?? 0))
                best = noted;
        return best;
    }

    /// <summary>Verifies the log of an exported folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="now">Now.</param>
    /// <param name="policy">Whom the reader trusts, from outside.</param>
    /// <param name="kept">Notes that somebody kept.</param>
    /// <returns>Null when the folder has no log.</returns>
    /// <exception cref="OutsideFailureException">A file is there but cannot be read.</exception>
    public static LogVerdict? Verify(string folder, DateTimeOffset now, WitnessPolicy? policy, IReadOnlyList<SignedNote> kept)
    {
        string[] needed = [AuditFileNames.LogGenesis, AuditFileNames.LogCheckpoint, AuditFileNames.LogSeeds];
        var missing = Array.FindAll(needed, name => !File.Exists(Path.Combine(folder, name)));
        if (missing.Length == needed.Length)
            return null;
        if (missing.Length > 0)
            return new LogVerdict.Broken(missing[0], 0, $"The file is missing in folder '{folder}'.");
        try
        {
            using var facts = File.OpenRead(Path.Combine(folder, AuditFileNames.Facts));
            using var seeds = File.OpenRead(Path.Combine(folder, AuditFileNames.LogSeeds));
            return LogVerifier.Verify(
                File.ReadAllBytes(Path.Combine(folder, AuditFileNames.LogGenesis)),
                File.ReadAllBytes(Path.Combine(folder, AuditFileNames.LogCheckpoint)),
                File.Exists(Path.Combine(folder, AuditFileNames.LogCosigned))
                    ? File.ReadAllBytes(Path.Combine(folder, AuditFileNames.LogCosigned))
                    : [],
                facts,
                seeds,
                new LogQuestion(policy, kept, Ed25519.Holds, now, MaxAge)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, $"Export folder '{folder}'");
        }
    }
}
