using System.Text.Json;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// One value for each distinct JSON text: thousands of people began on the same day or serve in the same post. Values are
/// immutable, so sharing them saves their parsing and their memory.
/// </summary>
internal sealed class JsonPool<T>
    where T : class
{
    // Where hardly anything repeats, the pool must not become a second copy of the file.
    private const int Most = 1 << 16;
    private readonly Dictionary<int, (byte[] Json, T Value)> known = [];

    /// <summary>The array that the reader stands on; the reader ends on its last token.</summary>
    /// <param name="json">Reads the line.</param>
    /// <param name="line">The whole line.</param>
    public T Read(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        var text = line[start..(int)json.BytesConsumed];
        var hash = new HashCode();
        hash.AddBytes(text);
        var key = hash.ToHashCode();
        if (known.TryGetValue(key, out var found) && text.SequenceEqual(found.Json))
            return found.Value;
        var value = JsonSerializer.Deserialize<T>(text, CoreJson.Options) ?? throw new JsonException("Null instead of a list.");
        if (known.Count < Most)
            known[key] = (text.ToArray(), value);
        return value;
    }
}
