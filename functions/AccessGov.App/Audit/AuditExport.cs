using System.Text;
using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>Writes a tenant's record as files that an auditor can verify without this product.</summary>
public static class AuditExport
{
    /// <summary>The chain of old, as it was exported before there was a log.</summary>
    /// <param name="Checkpoints">Every <see cref="SignedCheckpoint.Line"/> in order.</param>
    /// <param name="Facts">Every <see cref="SealedFact.Line"/> in order.</param>
    /// <param name="PublicKeysPem">One <c>PUBLIC KEY</c> block for each key that ever signed.</param>
    public sealed record ChainFiles(IAsyncEnumerable<string> Checkpoints, IAsyncEnumerable<string> Facts, string PublicKeysPem);

    /// <summary>
    /// Writes the record, what it names by hash and a reader into a folder that is missing or empty; it gets its name only when all of
    /// them are whole. Checkpoints are read before facts, so that a record that grows meanwhile never has a checkpoint over facts that
    /// were not exported.
    /// </summary>
    /// <param name="folder">Where to.</param>
    /// <param name="tenant">Whose record.</param>
    /// <param name="log">First leaf, checkpoints and keys of the log; null of a chain of old that goes on.</param>
    /// <param name="facts">The log's lines in order; of a chain that goes on none.</param>
    /// <param name="chain">The chain of old; null when there was none.</param>
    /// <param name="kept">Opens kept content by its hash; null, or a null of it, leaves the content out.</param>
    /// <param name="ct">Ends the writing; nothing stays behind.</param>
    /// <returns>How many facts were written.</returns>
    /// <exception cref="App.Failures.OutsideFailureException">The folder holds something or cannot be written.</exception>
    public static async Task<long> WriteAsync(
        string folder,
        TenantId tenant,
        LogFiles? log,
        IAsyncEnumerable<string> facts,
        ChainFiles? chain,
        Func<string, CancellationToken, Task<Stream?>>? kept,
        CancellationToken ct
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var part = $"{target}.{Path.GetRandomFileName()}.part";
        string At(string name) => Path.Combine(part, name);
        try
        {
            if (
                Path.Exists(target) && (!System.IO.Directory.Exists(target) || System.IO.Directory.EnumerateFileSystemEntries(target).Any())
            )
                throw new App.Failures.OutsideFailureException(
                    new OutsideFailure.Permanent("export-folder-in-use"),
                    Wording.Of("Outside.export-in-use", folder)
                );
            // Kept plans hold names of people.
            OwnerOnly.MakeFolder(part);
            var pinned = new SortedSet<string>(StringComparer.Ordinal);
            var count = 0L;
            if (log is null)
                count = await WriteChainAsync(part, tenant, chain!, pinned, isWithinLog: false, ct);
            else
            {
                await log.WriteAsync(part, ct);
                count = await WriteLinesAsync(At(AuditFileNames.Facts), Noting(facts, pinned), ct);
                await File.WriteAllTextAsync(At(AuditFileNames.Witness), AuditReadMe.Witness(), ct);
                await File.WriteAllTextAsync(At(AuditFileNames.ReadMe), AuditReadMe.OfLog(tenant, log), ct);
                if (chain is not null)
                {
                    OwnerOnly.MakeFolder(At(AuditFileNames.ClosedChain));
                    await WriteChainAsync(At(AuditFileNames.ClosedChain), tenant, chain, [], isWithinLog: true, ct);
                }
            }
            if (kept is not null)
                await WriteKeptAsync(At(AuditFileNames.Kept), pinned, kept, ct);
            await File.WriteAllTextAsync(At(AuditFileNames.Script), AuditReadMe.Script(), ct);
            if (System.IO.Directory.Exists(target))
                System.IO.Directory.Delete(target);
            System.IO.Directory.Move(part, target);
            return count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.export-folder", folder));
        }
        finally
        {
            if (System.IO.Directory.Exists(part))
                System.IO.Directory.Delete(part, recursive: true);
        }
    }

    private static async Task<long> WriteChainAsync(
        string folder,
        TenantId tenant,
        ChainFiles chain,
        SortedSet<string> pinned,
        bool isWithinLog,
        CancellationToken ct
    )
    {
        var keys = CheckpointKeys.FromPem(chain.PublicKeysPem);
        await WriteLinesAsync(Path.Combine(folder, AuditFileNames.Checkpoints), chain.Checkpoints, ct);
        var count = await WriteLinesAsync(Path.Combine(folder, AuditFileNames.Facts), Noting(chain.Facts, pinned), ct);
        await File.WriteAllTextAsync(Path.Combine(folder, AuditFileNames.PublicKey), chain.PublicKeysPem, ct);
        await File.WriteAllTextAsync(Path.Combine(folder, AuditFileNames.ReadMe), AuditReadMe.OfChain(tenant, keys, isWithinLog), ct);
        return count;
    }

    private static async IAsyncEnumerable<string> Noting(IAsyncEnumerable<string> facts, SortedSet<string> pinned)
    {
        var number = 0L;
        await foreach (var line in facts)
        {
            number++;
            if (Read(line, number) is { } fact)
                pinned.UnionWith(PinnedContent.Of(fact));
            yield return line;
        }
    }

    private static Fact? Read(string line, long number)
    {
        try
        {
            return AuditFiles.FactOf(Encoding.UTF8.GetBytes(line));
        }
        catch (FormatException e)
        {
            throw PartitionCommit.Altered(LogRows.Line(number), e);
        }
    }

    private static async Task WriteKeptAsync(
        string folder,
        IEnumerable<string> hashes,
        Func<string, CancellationToken, Task<Stream?>> kept,
        CancellationToken cancellation
    )
    {
        System.IO.Directory.CreateDirectory(folder);
        foreach (var hash in hashes)
        {
            await using var content = await kept(hash, cancellation);
            if (content is null)
                continue;
            await using var file = File.Create(Path.Combine(folder, hash));
            await content.CopyToAsync(file, cancellation);
        }
    }

    private static async Task<long> WriteLinesAsync(string path, IAsyncEnumerable<string> lines, CancellationToken cancellation)
    {
        long count = 0;
        await using var file = new StreamWriter(
            path,
            append: false,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            64 * 1024
        );
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            await file.WriteAsync(line.AsMemory(), cancellation);
            await file.WriteAsync('\n');
            count++;
        }
        return count;
    }
}
