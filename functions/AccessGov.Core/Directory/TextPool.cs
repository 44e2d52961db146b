using System.Text.Json;

namespace AccessGov.Core.Directory;

/// <summary>One string for each distinct text: a million people share a few thousand departments and job titles.</summary>
public sealed class TextPool
{
    /// <summary>In characters; what is longer than any name is rarely written twice.</summary>
    private const int Longest = 256;
    private readonly Dictionary<string, string> texts;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    /// <summary>An empty pool. It only grows: one for each reading, dropped with it.</summary>
    public TextPool()
    {
        texts = new(StringComparer.Ordinal);
        bySpan = texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The pool's own copy of a text.</summary>
    /// <param name="text">The text; one of more than 256 characters is not pooled.</param>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest)
            return text;
        if (texts.TryGetValue(text, out var known))
            return known;
        texts.Add(text, text);
        return text;
    }

    /// <summary>The text that the reader stands on.</summary>
    /// <param name="json">Stands on a string or on null.</param>
    /// <returns>The pool's own copy of the text; null becomes empty; more than 256 bytes are read and not pooled.</returns>
    /// <exception cref="InvalidOperationException">The reader stands on something else.</exception>
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
