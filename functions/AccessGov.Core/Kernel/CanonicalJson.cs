using System.Text;
using System.Text.Json;

namespace AccessGov.Core.Kernel;

/// <summary>
/// A JSON object in the one form in which it may be hashed: a subset of RFC 8785. Keys are sorted, unique, printable ASCII; no
/// white space; numbers are whole and within ±(2^53 − 1); texts are escaped as little as possible and never normalised.
/// </summary>
public sealed record CanonicalJson
{
    private CanonicalJson(string text) => Text = text;

    /// <summary>The object without members.</summary>
    public static CanonicalJson Empty { get; } = new("{}");

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    /// <summary>Takes a text that is canonical already.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <exception cref="FormatException">It is not; the message names the first byte.</exception>
    public static CanonicalJson Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Looked for here: an encoder would quietly put U+FFFD in its place, and the hash would be of another text.
        var flaw = CanonicalText.HalfPair(text) is { } half
            ? $"half of a surrogate pair (character {half + 1})"
            : Flaw(Encoding.UTF8.GetBytes(text))?.ToString();
        return flaw is not null ? throw new FormatException($"The JSON is not canonical: {flaw}.") : new CanonicalJson(text);
    }

    /// <summary>What is wrong with the bytes, or null when they are one canonical object.</summary>
    /// <param name="utf8">The bytes.</param>
    public static Wording? Flaw(ReadOnlySpan<byte> utf8) => CanonicalScanner.FlawOfObject(utf8);

    /// <summary>Brings any JSON object into the canonical form: sorts keys, drops white space, shortens escapes.</summary>
    /// <param name="json">One object.</param>
    /// <exception cref="FormatException">No object, a key twice, a fraction, a number out of range, a key that is not ASCII.</exception>
    public static CanonicalJson Normalize(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var text = new StringBuilder(json.Length);
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { MaxDepth = CanonicalScanner.MaxDepth + 1, AllowDuplicateProperties = false }
            );
            Write(text, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"The JSON has no canonical form: {e.Message}", e);
        }
        return Parse(text.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static CanonicalJson Trusted(string text) => new(text);

    private static void Write(StringBuilder to, JsonElement value)
    {
        var comma = "";
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    to.Append(comma).Quote(member.Name).Append(':');
                    Write(to, member.Value);
                    comma = ",";
                }
                to.Append('}');
                break;
            case JsonValueKind.Array:
                to.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    to.Append(comma);
                    Write(to, item);
                    comma = ",";
                }
                to.Append(']');
                break;
            case JsonValueKind.String:
                to.Quote(value.GetString()!);
                break;
            default:
                // Words are canonical as they stand; a number that is not fails in Parse with its byte.
                to.Append(value.GetRawText());
                break;
        }
    }
}
