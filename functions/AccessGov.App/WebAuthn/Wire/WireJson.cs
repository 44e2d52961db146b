using System.Text;
using System.Text.Json;
using AccessGov.Core.Kernel;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>JSON objects of strangers: UTF-8 without a mark, no comments, no member twice.</summary>
internal static class WireJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Reads an object; throws <see cref="WireFault"/>.</summary>
    /// <param name="utf8">The bytes.</param>
    public static JsonDocument Read(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument? document = null;
        try
        {
            document = StrictJson.Parse(utf8, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
        }
        catch (JsonException e)
        {
            throw new WireFault("Not JSON.", Wording.Of("Wire.not-json"), e);
        }
        document.Dispose();
        throw new WireFault("Not a JSON object.", Wording.Of("Wire.no-object"));
    }

    /// <summary>Reads an object; throws <see cref="WireFault"/>.</summary>
    /// <param name="text">The text.</param>
    public static JsonDocument Read(string text)
    {
        try
        {
            return Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text));
        }
        catch (EncoderFallbackException e)
        {
            throw new WireFault("Half a character.", e);
        }
    }

    /// <summary>A member, or null.</summary>
    /// <param name="of">The object.</param>
    /// <param name="name">The member's name.</param>
    public static JsonElement? Find(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) ? found : null;

    /// <summary>A text that must be there.</summary>
    /// <param name="of">The object.</param>
    /// <param name="name">The member's name.</param>
    public static string Text(JsonElement of, string name) =>
        OptionalText(of, name) ?? throw new WireFault($"'{name}' is missing.", Wording.Of("Json.member-missing", name));

    /// <summary>A text, or null when the member is not there or null.</summary>
    /// <param name="of">The object.</param>
    /// <param name="name">The member's name.</param>
    public static string? OptionalText(JsonElement of, string name)
    {
        var found = Find(of, name);
        if (found is null or { ValueKind: JsonValueKind.Null })
            return null;
        return found is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : throw new WireFault($"'{name}' is no text.", Wording.Of("Wire.no-text", name));
    }

    /// <summary>The elements of an array; none when the member is not there.</summary>
    /// <param name="of">The object.</param>
    /// <param name="name">The member's name.</param>
    public static IEnumerable<JsonElement> Many(JsonElement of, string name) =>
        Find(of, name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
            _ => throw new WireFault($"'{name}' is no list.", Wording.Of("Wire.no-list", name)),
        };
}
