using System.Text;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>Writes a tenant's chain as files that an auditor can verify without this product.</summary>
public static class AuditExport
{
    /// <summary>
    /// Writes the record, what it names by hash and a reader into a folder that is missing or empty; it gets its name only when all of
    /// them are whole. Checkpoints are read before facts, so that a chain that grows meanwhile never has a checkpoint over facts that
    /// were not exported.
    /// </summary>
    /// <param name="folder">Where to.</param>
    /// <param name="tenant">Whose chain.</param>
    /// <param name="checkpoints">Every <see cref="SignedCheckpoint.Line"/> in order.</param>
    /// <param name="facts">Every <see cref="SealedFact.Line"/> in order.</param>
    /// <param name="publicKeysPem">One <c>PUBLIC KEY</c> block for each key that ever signed.</param>
    /// <param name="cancellation">Ends the writing; nothing stays behind.</param>
    /// <param name="kept">Opens kept content by its hash; null, or a null of it, leaves the content out.</param>
    /// <param name="log">Writes the log's files, given how many facts there are; null when nobody signed it.</param>
    /// <returns>How many facts and checkpoints were written.</returns>
    /// <exception cref="App.Failures.OutsideFailureException">The folder holds something or cannot be written.</exception>
    public static async Task<(long Facts, long Checkpoints)> WriteAsync(
        string folder,
        TenantId tenant,
        IAsyncEnumerable<string> checkpoints,
        IAsyncEnumerable<string> facts,
        string publicKeysPem,
        CancellationToken cancellation,
        Func<string, CancellationToken, Task<Stream?>>? kept = null,
        Func<string, long, Task>? log = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(publicKeysPem);
        var keys = CheckpointKeys.FromPem(publicKeysPem);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var part = $"{target}.{Path.GetRandomFileName()}.part";
        try
        {
            if (
                Path.Exists(target) && (!System.IO.Directory.Exists(target) || System.IO.Directory.EnumerateFileSystemEntries(target).Any())
            )
                throw new App.Failures.OutsideFailureException(
                    new OutsideFailure.Permanent("export-folder-in-use"),
                    $"Export folder '{folder}' is not empty. Name a folder that is missing or empty; an export is never mixed with another."
                );
            // Kept plans hold names of people.
            OwnerOnly.MakeFolder(part);
            var signed = await WriteLinesAsync(Path.Combine(part, AuditFileNames.Checkpoints), checkpoints, cancellation);
            var pinned = new SortedSet<string>(StringComparer.Ordinal);
            var count = await WriteLinesAsync(Path.Combine(part, AuditFileNames.Facts), Noting(facts, pinned), cancellation);
            if (kept is not null)
                await WriteKeptAsync(Path.Combine(part, AuditFileNames.Kept), pinned, kept, cancellation);
            if (log is not null)
                await log(part, count);
            await File.WriteAllTextAsync(Path.Combine(part, AuditFileNames.Script), AuditReadMe.Script(), cancellation);
            await File.WriteAllTextAsync(Path.Combine(part, AuditFileNames.PublicKey), publicKeysPem, cancellation);
            await File.WriteAllTextAsync(Path.Combine(part, AuditFileNames.ReadMe), AuditReadMe.Text(tenant, keys), cancellation);
            if (System.IO.Directory.Exists(target))
                System.IO.Directory.Delete(target);
            System.IO.Directory.Move(part, target);
            return (count, signed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, $"Export folder '{folder}'");
        }
        finally
        {
            if (System.IO.Directory.Exists(part))
                System.IO.Directory.Delete(part, recursive: true);
        }
    }

    private static async IAsyncEnumerable<string> Noting(IAsyncEnumerable<string> facts, SortedSet<string> pinned)
    {
        await foreach (var line in facts)
        {
            pinned.UnionWith(PinnedContent.Of(SealedFact.Parse(Encoding.UTF8.GetBytes(line)).Fact));
            yield return line;
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
