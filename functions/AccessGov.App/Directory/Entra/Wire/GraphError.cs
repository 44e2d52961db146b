using System.Text.Json;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Graph's error. The message decides outcomes and is never passed on: it may quote what was sent.</summary>
/// <param name="Code">Cleaned: letters, digits, <c>_ . -</c>.</param>
/// <param name="Message">Graph's text.</param>
/// <param name="DetailCode">Code of the first detail, or empty.</param>
internal sealed record GraphError(string Code, string Message, string DetailCode)
{
    private const int LongestCode = 64;

    public static GraphError None { get; } = new("", "", "");

    public static GraphError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return None;
        }
    }

    public static GraphError Read(JsonElement body)
    {
        if (
            body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("error", out var error)
            || error.ValueKind != JsonValueKind.Object
        )
            return None;
        var detail =
            error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array && details.GetArrayLength() > 0
                ? details[0]
                : default;
        return new GraphError(Clean(Text(error, "code")), Text(error, "message"), Clean(Text(detail, "code")));
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static string Clean(string code) =>
        new([.. code.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-').Take(LongestCode)]);
}
