using System.Text.Json;
using System.Text.Json.Serialization;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// Wordings as <c>{"code":"…","values":["…"]}</c>: what is kept has no language. Former versions kept a text.
/// </summary>
internal sealed class WordingConverter : JsonConverter<Wording>
{
    public override Wording Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Wording.OfFormer(reader.GetString()!);
        using var document = JsonDocument.ParseValue(ref reader);
        return Of(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Wording value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, value.Key);
        if (value.Values.Count > 0)
        {
            writer.WriteStartArray("values"u8);
            foreach (var one in value.Values)
                if (one is Wording wording)
                    Write(writer, wording, options);
                else
                    writer.WriteStringValue((string)one);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static Wording Of(JsonElement json)
    {
        if (
            json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty("code"u8, out var code)
            || code.GetString() is not { Length: > 0 } key
        )
            throw new JsonException("A wording has a code.");
        object?[] values = json.TryGetProperty("values"u8, out var list)
            ? [.. list.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Object ? (object)Of(v) : v.GetString())]
            : [];
        return Wording.Of(key, values);
    }
}
