using System.Text;
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

/// <summary>Reads the members of an object that was found canonical, in the order in which the format has them.</summary>
internal ref struct MemberReader
{
    private readonly ReadOnlySpan<byte> json;
    private Utf8JsonReader reader;

    public MemberReader(ReadOnlySpan<byte> json)
    {
        this.json = json;
        reader = new Utf8JsonReader(json);
        reader.Read();
    }

    public string Text(ReadOnlySpan<byte> key)
    {
        Take(key, JsonTokenType.String);
        return reader.GetString()!;
    }

    /// <summary>A text that has a form of its own.</summary>
    public T Value<T>(ReadOnlySpan<byte> key, Func<string, T> parse)
    {
        var text = Text(key);
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw new FlawException(Wording.Of("Json.member-value", Encoding.UTF8.GetString(key), text), e);
        }
    }

    public long Number(ReadOnlySpan<byte> key)
    {
        Take(key, JsonTokenType.Number);
        return reader.GetInt64();
    }

    /// <summary>The number, if this is the next member; else nothing is read.</summary>
    public long? NumberIfAny(ReadOnlySpan<byte> key)
    {
        var ahead = reader;
        ahead.Read();
        return ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals(key) ? Number(key) : null;
    }

    public List<string> Texts(ReadOnlySpan<byte> key)
    {
        Take(key, JsonTokenType.StartArray);
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            texts.Add(reader.GetString()!);
        return reader.TokenType == JsonTokenType.EndArray
            ? texts
            : throw new FlawException(Wording.Of("Json.member-no-list", Encoding.UTF8.GetString(key)));
    }

    public CanonicalJson Object(ReadOnlySpan<byte> key)
    {
        Take(key, JsonTokenType.StartObject);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return CanonicalJson.Trusted(Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]));
    }

    public void End()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndObject)
            throw new FlawException(Wording.Of("Json.member-unknown", reader.GetString()));
    }

    private void Take(ReadOnlySpan<byte> key, JsonTokenType type)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(key))
            throw new FlawException(
                reader.TokenType == JsonTokenType.PropertyName
                    ? Wording.Of("Json.member-other", Encoding.UTF8.GetString(key), reader.GetString())
                    : Wording.Of("Json.member-missing", Encoding.UTF8.GetString(key))
            );
        reader.Read();
        if (reader.TokenType != type)
            throw new FlawException(Wording.Of("Json.member-type", Encoding.UTF8.GetString(key)));
    }
}
