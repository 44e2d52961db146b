using System.Text.Json;

namespace AccessGov.App.Storage.Content;

/// <summary>One string for each distinct text: a million people share a few thousand departments and job titles.</summary>
internal sealed class TextPool
{
    private const int Longest = 256;
    private readonly Dictionary<string, string> texts;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public TextPool()
    {
        texts = new(StringComparer.Ordinal);
        bySpan = texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The text that the reader stands on; null becomes empty.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
            return "";
        if (json.TokenType != JsonTokenType.String || json.ValueSpan.Length > Longest)
            return json.GetString()!;
        Span<char> buffer = stackalloc char[Longest];
        var text = buffer[..json.CopyString(buffer)];
        if (bySpan.TryGetValue(text, out var known))
            return known;
        var made = text.ToString();
        texts.Add(made, made);
        return made;
    }
}
