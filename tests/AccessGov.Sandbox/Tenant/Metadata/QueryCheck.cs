using System.Text.Json;
using System.Text.RegularExpressions;

namespace AccessGov.Sandbox.Tenant.Metadata;

/// <summary>Whether the query options of a recorded request exist, and the properties they name.</summary>
internal sealed partial class QueryCheck(GraphMetadata metadata, Action<string> violation)
{
    // The description of delta declares them; the documentation says that users and groups do not support them.
    private static readonly string[] NotOnDelta = ["$top", "$orderby", "$expand"];

    // Allow-list: tokens are not described.
    private static readonly string[] Tokens = ["$skiptoken", "$deltatoken"];

    public void Check(GraphOperation operation, string query)
    {
        var delta = operation.Name.EndsWith("/delta()", StringComparison.Ordinal);
        foreach (var option in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(option.Split('=')[0]);
            var value =
                option.Length > name.Length
                    ? Uri.UnescapeDataString(option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..].Replace('+', ' '))
                    : "";
            if (Tokens.Contains(name))
                continue;
            if (!operation.QueryOptions.Contains(name) || (delta && NotOnDelta.Contains(name)))
                violation($"query option {name} is unknown");
            foreach (var property in Named(name, value))
                if (ItemType(operation) is { } type && !type.GetProperty("properties").TryGetProperty(property, out _))
                    violation($"{name} names the unknown property {property}");
        }
    }

    private static IEnumerable<string> Named(string option, string value) =>
        option switch
        {
            "$select" => value.Split(',', StringSplitOptions.TrimEntries),
            "$orderby" => value.Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split(' ')[0]),
            "$filter" => Comparison().Matches(Literal().Replace(value, "''")).Select(m => m.Groups[1].Value),
            _ => [],
        };

    /// <summary>The CSDL type of what the operation returns, one or many; null when it is none of one type.</summary>
    private JsonElement? ItemType(GraphOperation operation)
    {
        if (!operation.TryGetReply(200, out var schema) || schema is not { } reply)
            return null;
        var resolved = metadata.Resolve(reply, out var name);
        if (name is not null && metadata.TryGetType(name, out var single))
            return single;
        if (Find(resolved, "value") is { } value && metadata.Resolve(value).TryGetProperty("items", out var items))
        {
            metadata.Resolve(items, out var itemName);
            // Of directoryObjects one may select what the derived types have.
            if (itemName is not null && itemName != "microsoft.graph.directoryObject" && metadata.TryGetType(itemName, out var type))
                return type;
        }

        return null;
    }

    private JsonElement? Find(JsonElement schema, string property)
    {
        schema = metadata.Resolve(schema);
        if (schema.TryGetProperty("properties", out var own) && own.TryGetProperty(property, out var found))
            return found;
        return schema.TryGetProperty("allOf", out var all)
            ? all.EnumerateArray().Select(part => Find(part, property)).FirstOrDefault(f => f is not null)
            : null;
    }

    [GeneratedRegex("'(''|[^'])*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(\w+)(?:/\w+)*\s+(?:eq|ne|in|gt|ge|lt|le)\b")]
    private static partial Regex Comparison();
}
