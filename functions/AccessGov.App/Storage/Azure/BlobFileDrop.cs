using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using AccessGov.Core.Kernel;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AccessGov.App.Storage.Azure;

/// <summary>
/// Azure blob containers, made when the first file is put. A file is fetched whole into a temporary file before it is handed out, and
/// a sender that cannot be read twice is received whole first, so no reader and no blob ever has half of it.
/// </summary>
/// <param name="service">The storage account's blobs, with <see cref="AzureClients.Counting{T}"/> options.</param>
public sealed class BlobFileDrop(BlobServiceClient service) : IFileDrop
{
    // Which call wrote the blob: tells our own success from another's after a lost reply.
    private const string PutId = "put";

    // What was written more recently no sweep takes away; keeping it again costs no request then.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<DropContainer, bool> _made = new();

    /// <inheritdoc/>
    public async Task<bool> PutAsync(DropContainer container, DropPath path, Stream content, CancellationToken cancellation)
    {
        var whole = await WholeAsync(content, cancellation).ConfigureAwait(false);
        await using var _ = (whole.Owned ?? Stream.Null).ConfigureAwait(false);
        return await UploadAsync(container, path, whole.Stream, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<string> PutByHashAsync(DropContainer container, Stream content, CancellationToken cancellation)
    {
        var whole = await WholeAsync(content, cancellation).ConfigureAwait(false);
        await using var _ = (whole.Owned ?? Stream.Null).ConfigureAwait(false);
        var start = whole.Stream.Position;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(whole.Stream, cancellation).ConfigureAwait(false));
        whole.Stream.Position = start;
        await UploadAsync(container, DropPath.OfHash(hash), whole.Stream, cancellation, isKeptAgain: true).ConfigureAwait(false);
        return hash;
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(DropContainer container, DropPath path, CancellationToken cancellation) =>
        GuardedAsync<Stream?>(
            container,
            path,
            "read",
            async () =>
            {
                var local = TemporaryFile.Create();
                try
                {
                    await Blob(container, path).DownloadToAsync(local, cancellation).ConfigureAwait(false);
                    local.Position = 0;
                    return local;
                }
                catch (Exception e)
                {
                    await local.DisposeAsync().ConfigureAwait(false);
                    if (e is RequestFailedException { ErrorCode: "BlobNotFound" or "ContainerNotFound" })
                        return null;
                    throw;
                }
            },
            cancellation
        );

    /// <inheritdoc/>
    public async IAsyncEnumerable<DropEntry> ListAsync(
        DropContainer container,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var found = await AzureFailures
            .GuardedAsync(
                Wording.Of("Outside.container-unlisted", container),
                () => BlobsAsync(container, prefix, cancellation),
                cancellation
            )
            .ConfigureAwait(false);
        foreach (var blob in found.OrderBy(b => b.Name, StringComparer.Ordinal))
            yield return DropPath.TryParse(blob.Name, out var path, out var why)
                ? new DropEntry.Ready(path, blob.Properties.ContentLength ?? 0, blob.Properties.LastModified ?? default)
                : new DropEntry.Refused(blob.Name, why);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(DropContainer container, DropPath path, CancellationToken cancellation) =>
        GuardedAsync(
            container,
            path,
            "removed",
            async () =>
            {
                using var attempts = SentAttempts.Begin();
                // Repeated and gone: it was most likely our own first attempt that removed it.
                return await Blob(container, path).DeleteIfExistsAsync(cancellationToken: cancellation).ConfigureAwait(false)
                    || attempts.Repeated;
            },
            cancellation
        );

    /// <inheritdoc/>
    public Task<bool> DeleteOlderAsync(DropContainer container, DropPath path, DateTimeOffset before, CancellationToken cancellation) =>
        GuardedAsync(
            container,
            path,
            "removed",
            async () =>
            {
                try
                {
                    var unchanged = new BlobRequestConditions { IfUnmodifiedSince = before };
                    await Blob(container, path).DeleteAsync(conditions: unchanged, cancellationToken: cancellation).ConfigureAwait(false);
                    return true;
                }
                catch (RequestFailedException e) when (e.ErrorCode is "ConditionNotMet" or "BlobNotFound" or "ContainerNotFound")
                {
                    return false;
                }
            },
            cancellation
        );

    private Task<bool> UploadAsync(
        DropContainer container,
        DropPath path,
        Stream content,
        CancellationToken cancellation,
        bool isKeptAgain = false
    ) =>
        GuardedAsync(
            container,
            path,
            "kept",
            async () =>
            {
                if (!_made.ContainsKey(container))
                {
                    await service
                        .GetBlobContainerClient(container.Name)
                        .CreateIfNotExistsAsync(cancellationToken: cancellation)
                        .ConfigureAwait(false);
                    _made[container] = true;
                }
                var id = Guid.NewGuid().ToString("N");
                var options = new BlobUploadOptions
                {
                    Conditions = new() { IfNoneMatch = global::Azure.ETag.All },
                    Metadata = new Dictionary<string, string> { [PutId] = id },
                };
                try
                {
                    await Blob(container, path).UploadAsync(content, options, cancellation).ConfigureAwait(false);
                    return true;
                }
                catch (RequestFailedException e) when (e.ErrorCode is "BlobAlreadyExists" or "ConditionNotMet")
                {
                    var there = await Blob(container, path).GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
                    // By the clock of the account, which says when it was written too.
                    if (isKeptAgain && there.GetRawResponse().Headers.Date - there.Value.LastModified > Recent)
                        await Blob(container, path)
                            .SetMetadataAsync(there.Value.Metadata, cancellationToken: cancellation)
                            .ConfigureAwait(false);
                    return there.Value.Metadata.TryGetValue(PutId, out var by) && by == id;
                }
            },
            cancellation
        );

    private async Task<List<BlobItem>> BlobsAsync(DropContainer container, string prefix, CancellationToken cancellation)
    {
        var found = new List<BlobItem>();
        try
        {
            await foreach (
                var blob in service
                    .GetBlobContainerClient(container.Name)
                    .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation)
                    .ConfigureAwait(false)
            )
                found.Add(blob);
        }
        catch (RequestFailedException e) when (e.ErrorCode == "ContainerNotFound")
        {
            return [];
        }
        return found;
    }

    private static async Task<(Stream Stream, Stream? Owned)> WholeAsync(Stream content, CancellationToken cancellation)
    {
        if (content.CanSeek)
            return (content, null);
        var local = TemporaryFile.Create();
        try
        {
            await content.CopyToAsync(local, cancellation).ConfigureAwait(false);
            local.Position = 0;
            return (local, local);
        }
        catch
        {
            await local.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private BlobClient Blob(DropContainer container, DropPath path) =>
        service.GetBlobContainerClient(container.Name).GetBlobClient(path.Value);

    private static Task<T> GuardedAsync<T>(
        DropContainer container,
        DropPath path,
        string what,
        Func<Task<T>> act,
        CancellationToken cancellation
    ) => AzureFailures.GuardedAsync(Wording.Of("Outside.blob", path, container, what), act, cancellation);
}
