using System.Text;
using System.Text.Json;

namespace AccessGov.Core.Kernel;

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
            : throw new FormatException($"Member '{Encoding.UTF8.GetString(key)}' is no list of texts.");
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
            throw new FormatException($"Member '{reader.GetString()}' is unknown.");
    }

    private void Take(ReadOnlySpan<byte> key, JsonTokenType type)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(key))
            throw new FormatException(
                $"Member '{Encoding.UTF8.GetString(key)}' was "
                    + $"expected{(reader.TokenType == JsonTokenType.PropertyName ? $", not '{reader.GetString()}'" : "")}."
            );
        reader.Read();
        if (reader.TokenType != type)
            throw new FormatException($"Member '{Encoding.UTF8.GetString(key)}' has a value of the wrong type.");
    }
}
