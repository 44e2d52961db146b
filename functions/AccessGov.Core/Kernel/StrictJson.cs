using System.Text.Json;
using System.Text.Unicode;

namespace AccessGov.Core.Kernel;

/// <summary>
/// JSON from outside. The library finds broken text only when a text is asked for, wherever that happens to be; here the whole is
/// looked at first, so that nothing behind it meets text that is none.
/// </summary>
public static class StrictJson
{
    /// <summary>Parses a body.</summary>
    /// <param name="body">UTF-8, without a byte order mark (RFC 8259 §8.1).</param>
    /// <param name="options">How deep, and whether a member may come twice.</param>
    /// <exception cref="JsonException">No JSON, no UTF-8, a half of a surrogate pair, a member twice, or nested too deeply.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body, JsonDocumentOptions options)
    {
        if (!Utf8.IsValid(body.Span))
            throw new JsonException("The body is not UTF-8.");
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                RefuseHalves(ref reader);
        return JsonDocument.Parse(body, options);
    }

    private static void RefuseHalves(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("A text holds half of a surrogate pair.");
        }
    }
}
