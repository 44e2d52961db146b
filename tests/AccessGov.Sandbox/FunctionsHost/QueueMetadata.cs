using System.Text.Json;
using AccessGov.Sandbox.FunctionsHost.Rpc;
using Azure.Storage.Queues.Models;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// What the host says of a message beside its text: strings as strings, everything else as JSON. The members of a message that is a JSON
/// object come along, arrays and nulls left out, and take the place of what the host says itself.
/// </summary>
internal static class QueueMetadata
{
    /// <param name="message">The message.</param>
    /// <param name="text">Its text, decoded.</param>
    public static IReadOnlyDictionary<string, TypedData> Of(QueueMessage message, string text)
    {
        var data = new Dictionary<string, TypedData>(StringComparer.OrdinalIgnoreCase)
        {
            ["QueueTrigger"] = new() { String = text },
            ["DequeueCount"] = new() { Json = $"{message.DequeueCount}" },
            ["ExpirationTime"] = Instant(message.ExpiresOn),
            ["Id"] = new() { String = message.MessageId },
            ["InsertionTime"] = Instant(message.InsertedOn),
            ["NextVisibleTime"] = Instant(message.NextVisibleOn),
            ["PopReceipt"] = new() { String = message.PopReceipt },
        };
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                foreach (var member in document.RootElement.EnumerateObject())
                    if (Value(member.Value) is { } value)
                        data[member.Name] = value;
        }
        catch (JsonException)
        {
            // Not every message is JSON.
        }
        return data;
    }

    private static TypedData? Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => new TypedData { Json = JsonSerializer.Serialize(value) },
            JsonValueKind.Array or JsonValueKind.Null => null,
            // The host's own library would also rewrite texts that look like instants.
            _ => new TypedData { String = value.ToString() },
        };

    private static TypedData Instant(DateTimeOffset? instant) => new() { Json = $"\"{instant:yyyy-MM-ddTHH:mm:sszzz}\"" };
}
