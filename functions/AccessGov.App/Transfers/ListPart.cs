using System.Text.Json;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Transfers;

/// <summary>A part that is a list of values, or one value, as JSON.</summary>
internal static class ListPart
{
    /// <summary>Writes a value.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Options);

    /// <summary>Reads a value; null where it is none.</summary>
    /// <param name="bytes">The part.</param>
    public static T? One<T>(ReadOnlyMemory<byte> bytes)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, CoreJson.Options);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads a list; null where it is none, a number in it is no 職員番号, or it has more or fewer than promised.</summary>
    /// <param name="bytes">The part.</param>
    /// <param name="rows">How many it promises.</param>
    /// <param name="of">Whom one of them is about.</param>
    public static List<T>? Read<T>(ReadOnlyMemory<byte> bytes, long rows, Func<T, EmployeeId> of)
        where T : class =>
        One<List<T?>>(bytes) is { } list
        && list.Count == rows
        && list.TrueForAll(v => v is not null && EmployeeId.TryParse(of(v).Value, out _))
            ? [.. list.OfType<T>()]
            : null;

    /// <summary>The longest text of a part that is kept as it is; null where it holds none, or is no JSON.</summary>
    /// <param name="bytes">The part.</param>
    public static string? LongestText(ReadOnlyMemory<byte> bytes)
    {
        string? longest = null;
        try
        {
            var reader = new Utf8JsonReader(bytes.Span);
            while (reader.Read())
                if (
                    reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    && reader.GetString() is { } text
                    && text.Length > (longest?.Length ?? 0)
                )
                    longest = text;
        }
        catch (JsonException)
        {
            // A letter of a witness: its own form bounds it.
        }
        return longest;
    }
}
