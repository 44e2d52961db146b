using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>Keeps what is remembered of timers where the host does, in blobs (StorageScheduleMonitor of the timer extension).</summary>
/// <param name="storage">The storage account's connection string.</param>
/// <param name="hostId">Whose timers.</param>
internal sealed class TimerStatuses(string storage, string hostId)
{
    private readonly BlobContainerClient container = new(storage, "azure-webjobs-hosts");

    public async Task<TimerStatus?> ReadAsync(string function, CancellationToken ct)
    {
        try
        {
            return (await Blob(function).DownloadContentAsync(ct)).Value.Content.ToObjectFromJson<TimerStatus>();
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    public async Task WriteAsync(string function, TimerStatus status, CancellationToken ct)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: ct);
        await Blob(function).UploadAsync(BinaryData.FromString(JsonSerializer.Serialize(status)), overwrite: true, ct);
    }

    private BlobClient Blob(string function) => container.GetBlobClient($"timers/{hostId}/Host.Functions.{function}/status");
}
