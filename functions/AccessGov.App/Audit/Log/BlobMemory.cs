using AccessGov.App.Failures;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AccessGov.App.Audit.Log;

/// <summary>Remembers in a blob, best of another storage account than the store's; its ETag is the version.</summary>
/// <param name="blob">The blob; made at the first time, its container is not.</param>
public sealed class BlobMemory(BlobClient blob) : OutsideMemory
{
    private const int MostBytes = 4096;

    /// <inheritdoc/>
    public override Task<Remembered> ReadAsync(CancellationToken ct) =>
        AskAsync(async () =>
        {
            try
            {
                var found = (await blob.DownloadContentAsync(ct)).Value;
                var text = found.Content.ToMemory().Length <= MostBytes ? found.Content.ToString() : "";
                return LogCheckpoint.TryParse(text, out var checkpoint, out var flaw)
                    ? new Remembered(checkpoint, found.Details.ETag.ToString())
                    : throw Failed(new OutsideFailure.Permanent("log-memory-unreadable"), Wording.Of("Outside.memory-unreadable", flaw));
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return new Remembered(null, null);
            }
        });

    /// <inheritdoc/>
    public override Task<bool> ReplaceAsync(Remembered before, LogCheckpoint next, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(next);
        var conditions = before.Version is { } version
            ? new BlobRequestConditions { IfMatch = new ETag(version) }
            : new BlobRequestConditions { IfNoneMatch = ETag.All };
        return AskAsync(async () =>
        {
            try
            {
                await blob.UploadAsync(BinaryData.FromString(next.Text), new BlobUploadOptions { Conditions = conditions }, ct);
                return true;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                return false;
            }
        });
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw Failed(new OutsideFailure.Permanent("log-memory-forbidden"), Wording.Of("Outside.memory-forbidden"));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw Failed(new OutsideFailure.Permanent("log-memory-missing"), Wording.Of("Outside.memory-missing"));
        }
        // The SDK's texts are left out: they may repeat addresses with signatures.
        catch (Exception e)
            when (e is RequestFailedException or AuthenticationFailedException or HttpRequestException or AggregateException)
        {
            throw Failed(new OutsideFailure.Transient("log-memory-unreachable"), Wording.Of("Outside.memory-silent"));
        }
    }

    private OutsideFailureException Failed(OutsideFailure kind, Wording why) =>
        new(
            kind,
            Wording.Of(
                "Outside.thing-why",
                Wording.Of("Outside.log-memory", $"{blob.AccountName}/{blob.BlobContainerName}/{blob.Name}"),
                why
            )
        );
}
