using System.Text.Json;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>A page of a Graph collection: its items, and the link to the next page.</summary>
internal static class GraphPage
{
    public delegate T Item<T>(ref Utf8JsonReader json);

    /// <summary>Appends the page's items; the next link or null. Nothing is appended from a page that is no page.</summary>
    /// <exception cref="JsonException">The text is no whole page.</exception>
    public static string? Read<T>(ReadOnlySpan<byte> utf8, Item<T> item, List<T> into)
    {
        var before = into.Count;
        var hasValue = false;
        string? next = null;
        var json = new Utf8JsonReader(utf8);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                throw new JsonException("No object.");
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("value"u8))
                {
                    hasValue =
                        json.Read() && json.TokenType == JsonTokenType.StartArray ? true : throw new JsonException("value is no array.");
                    while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                        into.Add(item(ref json));
                }
                else if (json.ValueTextEquals("@odata.nextLink"u8))
                {
                    json.Read();
                    next = json.GetString();
                }
                else
                {
                    json.Skip();
                }
            }

            return hasValue ? next : throw new JsonException("No value.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            into.RemoveRange(before, into.Count - before);
            // No inner exception and no text of it: they quote people's data.
            throw new JsonException("Not a page of a Graph collection.");
        }
    }

    /// <summary>
    /// The link to the next page, found without reading the items: Graph writes it before them. Null when there is none, and for what is
    /// no page, which <see cref="Read"/> then says.
    /// </summary>
    public static string? NextLink(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        try
        {
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isLink = json.ValueTextEquals("@odata.nextLink"u8);
                json.Read();
                if (isLink)
                    return json.GetString();
                json.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Said by whoever reads the items.
        }
        return null;
    }

    /// <summary>The id of a directory object of any kind.</summary>
    public static Guid ObjectId(ref Utf8JsonReader json)
    {
        Guid? id = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isId = json.ValueTextEquals("id"u8);
            json.Read();
            if (isId)
                id = json.GetGuid();
            else
                json.Skip();
        }

        return id ?? throw new JsonException("An object without id.");
    }
}
