using System.Text.Json;
using AccessGov.App.Storage;

namespace AccessGov.App.Work;

/// <summary>
/// The messages of <see cref="WorkQueues.HrFileArrived"/>: our own with the file's name, or Event Grid's
/// <c>Microsoft.Storage.BlobCreated</c> in either schema ("Azure Blob Storage as an Event Grid source").
/// </summary>
public static class InboxMessage
{
    private const string Created = "Microsoft.Storage.BlobCreated";
    private static readonly string Subject = $"/blobServices/default/containers/{DropContainer.HrInbox.Name}/blobs/";
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    /// <summary>The file's name; null for an event that is not about a new file of the inbox.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="message">Our own message, or an event of Event Grid in either schema.</param>
    /// <exception cref="FormatException">Neither of the two.</exception>
    public static string? NameOf(Workspace workspace, string message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, Shallow);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException("The message is no JSON object.");
            if (root.TryGetProperty("tenant", out _))
                return WorkMessage.Read(workspace, message).File ?? throw new FormatException("The message names no file.");
            // Event Grid schema has eventType, CloudEvents 1.0 has type.
            var type =
                Text(root, "eventType") ?? Text(root, "type") ?? throw new FormatException("The message is neither ours nor an event.");
            var subject = Text(root, "subject") ?? throw new FormatException("The event has no subject.");
            // Whatever account it names, the file is read from our own container.
            return type == Created && subject.StartsWith(Subject, StringComparison.Ordinal) ? subject[Subject.Length..] : null;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The message is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
