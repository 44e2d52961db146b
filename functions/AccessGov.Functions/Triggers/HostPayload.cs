using System.Text.Json;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// What the Functions host posts: <c>{"Data":{"item":"…"},"Metadata":{…}}</c>, where every value is JSON text within a JSON string.
/// Metadata is not read: members of a queue message override the host's own in it.
/// </summary>
/// <param name="Item">The queue message as text; null for a timer.</param>
internal sealed record HostPayload(string? Item)
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 32 };

    /// <summary>Unwraps the payload of a queue or timer trigger.</summary>
    /// <exception cref="FormatException">It is not what the host sends.</exception>
    public static HostPayload Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Shallow);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("Data", out var data)
                || data.ValueKind != JsonValueKind.Object
            )
                throw new FormatException("The payload has no Data.");
            if (data.TryGetProperty("timer", out _))
                return new HostPayload((string?)null);
            if (!data.TryGetProperty("item", out var item))
                throw new FormatException("The payload's Data has neither item nor timer.");
            return new HostPayload(Text(item));
        }
        catch (JsonException e)
        {
            throw new FormatException($"The payload is no JSON (line {e.LineNumber + 1}, position {e.BytePositionInLine}).");
        }
    }

    private static string Text(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.String)
            return item.GetRawText();
        var inner = item.GetString()!;
        // A text is itself JSON: "\"hello\"". Anything else (a number, an array) is passed on as it is written.
        return inner.StartsWith('"') ? JsonSerializer.Deserialize<string>(inner)! : inner;
    }
}
