using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Storage.Sqlite;

/// <summary>
/// Containers as folders below one root. A file is written in a hidden folder beside the others, flushed to disk, then renamed, so a
/// reader or a crash never meets half of it. Links are not followed: what lies in an inbox was put there by other programs.
/// </summary>
/// <param name="root">The folder that holds the containers; made when missing.</param>
/// <param name="clock">Tells which half-written files a crash left behind, and when content was kept.</param>
public sealed class FolderFileDrop(string root, TimeProvider clock) : IFileDrop
{
    private const string Incoming = ".incoming";

    // Read at once: another thread that reads it, and everybody who waits for that one, costs more than the file.
    private const int Small = 64 * 1024;

    // Longer than any upload takes.
    private static readonly TimeSpan AbandonedFor = TimeSpan.FromDays(1);
    private readonly string _root = Path.GetFullPath(root);

    /// <inheritdoc/>
    public async Task<bool> PutAsync(DropContainer container, DropPath path, Stream content, CancellationToken cancellation)
    {
        var (temporary, _) = await ReceiveAsync(container, content, cancellation).ConfigureAwait(false);
        try
        {
            return Settle(container, path, temporary);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public async Task<string> PutByHashAsync(DropContainer container, Stream content, CancellationToken cancellation)
    {
        var (temporary, hash) = await ReceiveAsync(container, content, cancellation).ConfigureAwait(false);
        var path = DropPath.OfHash(hash);
        try
        {
            // One that was there and was swept away in between is put again.
            while (
                !Settle(container, path, temporary, clock.GetUtcNow())
                && !Guarded(Wording.Of("Outside.file-not-kept", path, container), () => Touch(container, path))
            )
                cancellation.ThrowIfCancellationRequested();
            return hash;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(DropContainer container, DropPath path, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(
            Guarded<Stream?>(
                Wording.Of("Outside.file-not-read", path, container),
                () =>
                    Find(container, path) is not { } file ? null
                    : new FileInfo(file).Length <= Small ? new MemoryStream(File.ReadAllBytes(file), writable: false)
                    : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true)
            )
        );
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DropEntry> ListAsync(
        DropContainer container,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var folder = Folder(container);
        var entries = Guarded(
            Wording.Of("Outside.container-unlisted", container),
            () => System.IO.Directory.Exists(folder) ? Walk(folder, "").ToList() : []
        );
        foreach (
            var (name, entry) in entries
                .Where(e => e.Name.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(e => e.Name, StringComparer.Ordinal)
        )
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entry;
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(DropContainer container, DropPath path, CancellationToken cancellation) =>
        DeleteOlderAsync(container, path, DateTimeOffset.MaxValue, cancellation);

    /// <inheritdoc/>
    public Task<bool> DeleteOlderAsync(DropContainer container, DropPath path, DateTimeOffset before, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(
            Guarded(
                Wording.Of("Outside.file-not-removed", path, container),
                () =>
                {
                    if (Find(container, path) is not { } file || File.GetLastWriteTimeUtc(file) >= before)
                        return false;
                    File.Delete(file);
                    return true;
                }
            )
        );
    }

    private async Task<(string Temporary, string Hash)> ReceiveAsync(
        DropContainer container,
        Stream content,
        CancellationToken cancellation
    )
    {
        var temporary = Path.Combine(Folder(container), Incoming, Guid.NewGuid().ToString("N"));
        var what = Wording.Of("Outside.container-not-kept", container);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            var target = Guarded(
                what,
                () =>
                {
                    var folder = OwnerOnly.MakeFolder(Path.GetDirectoryName(temporary)!);
                    foreach (var left in folder.EnumerateFiles())
                        if (clock.GetUtcNow() - left.LastWriteTimeUtc > AbandonedFor)
                            left.Delete();
                    var create = OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None);
                    create.BufferSize = 0;
                    return new FileStream(temporary, create);
                }
            );
            // Not asynchronous: no file of Linux is, it would only be another thread that waits, and flushing waits anyway.
            using (target)
            {
                var buffer = new byte[64 * 1024];
                // The sender's stream may fail in its own way; only our side of the copy is classified here.
                for (int read; (read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
                {
                    hash.AppendData(buffer, 0, read);
                    Guarded(
                        what,
                        () =>
                        {
                            target.Write(buffer, 0, read);
                            return true;
                        }
                    );
                }
                Guarded(
                    what,
                    () =>
                    {
                        target.Flush(flushToDisk: true);
                        return true;
                    }
                );
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        return (temporary, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private bool Touch(DropContainer container, DropPath path)
    {
        if (Find(container, path) is not { } file)
            return false;
        try
        {
            File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private bool Settle(DropContainer container, DropPath path, string temporary, DateTimeOffset? at = null) =>
        Guarded(
            Wording.Of("Outside.file-not-kept", path, container),
            () =>
            {
                try
                {
                    var target = Full(container, path);
                    RefuseLinks(container, path);
                    if (IsTaken(container, path))
                        return false;
                    OwnerOnly.MakeFolder(Path.GetDirectoryName(target)!);
                    if (at is { } written)
                        File.SetLastWriteTimeUtc(temporary, written.UtcDateTime);
                    return ExclusiveRename.Try(temporary, target);
                }
                catch (IOException) when (IsTaken(container, path))
                {
                    return false;
                }
            }
        );

    private string? Find(DropContainer container, DropPath path)
    {
        RefuseLinks(container, path);
        var file = Full(container, path);
        return File.Exists(file) ? file : null;
    }

    // A folder cannot hold a file and a folder of one name, so a file above the path takes it as well.
    private bool IsTaken(DropContainer container, DropPath path)
    {
        for (var (at, folder) = (Full(container, path), Folder(container)); at.Length > folder.Length; at = Path.GetDirectoryName(at)!)
            if (File.Exists(at))
                return true;
        return System.IO.Directory.Exists(Full(container, path));
    }

    private void RefuseLinks(DropContainer container, DropPath path)
    {
        var at = Folder(container);
        foreach (var segment in path.Value.Split('/'))
        {
            at = Path.Combine(at, segment);
            if (new FileInfo(at).LinkTarget is not null)
                throw new UnauthorizedAccessException($"'{segment}' is a link; links are not followed.");
        }
    }

    private static IEnumerable<(string Name, DropEntry Entry)> Walk(string folder, string above)
    {
        foreach (var found in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
        {
            var name = above + found.Name;
            if (name == Incoming)
                continue;
            if (found.LinkTarget is not null)
                yield return (name, new DropEntry.Refused(name, Wording.Of("File.link")));
            else if (found is DirectoryInfo)
                foreach (var inner in Walk(found.FullName, name + "/"))
                    yield return inner;
            else if (!DropPath.TryParse(name, out var path, out var why))
                yield return (name, new DropEntry.Refused(name, why));
            else
                yield return (name, new DropEntry.Ready(path, ((FileInfo)found).Length, new DateTimeOffset(found.LastWriteTimeUtc)));
        }
    }

    private string Folder(DropContainer container) => Path.Combine(_root, container.Name);

    private string Full(DropContainer container, DropPath path) =>
        Path.Combine(Folder(container), path.Value.Replace('/', Path.DirectorySeparatorChar));

    private static T Guarded<T>(Wording what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, what);
        }
    }
}
