using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessGov.Web.Scim;

/// <summary>
/// Brings what clients send into one form: names as the schema writes them, booleans as booleans, nothing that is not kept.
/// </summary>
internal static class ScimValues
{
    /// <summary>Far above what one person has.</summary>
    private const int MostValues = 60;

    /// <summary>A whole resource without what the server sets.</summary>
    /// <exception cref="ScimFault">It holds something unknown or ill-formed.</exception>
    public static JsonObject Resource(JsonObject body)
    {
        var resource = new JsonObject();
        foreach (var (name, value) in body)
        {
            if (ScimPath.IsCommon(name))
                continue;
            if (ScimSchema.Begins(name) is ({ } schema, "") && schema != ScimSchema.Core)
            {
                if (value is null)
                    continue;
                if (value is not JsonObject extension)
                    throw ScimFault.Value(schema.Urn, "Must be an object.");
                Put(resource, schema.Urn, Object(extension, schema.Attribute, schema.Urn));
            }
            else if (ScimSchema.Core.Attribute(name) is { } attribute)
                Put(
                    resource,
                    attribute.Name,
                    Of(attribute, value, attribute.Name) is JsonArray { Count: 0 } ? null : Of(attribute, value, attribute.Name)
                );
            else
                throw Unknown("");
        }
        return resource;
    }

    /// <summary>A value of an attribute; null when nothing is left of it.</summary>
    public static JsonNode? Of(ScimAttribute attribute, JsonNode? value, string path)
    {
        if (!attribute.IsKept || value is null)
            return null;
        if (!attribute.IsMany)
            return One(attribute, value, path);
        JsonNode?[] items = value is JsonArray array ? [.. array] : [value];
        if (items.Length > MostValues)
            throw ScimFault.Value(path, $"Has {items.Length} values; at most {MostValues}.");
        return new JsonArray([
            .. items.Select(
                (item, i) =>
                    item is JsonObject parts
                        ? (JsonNode)Object(parts, attribute.Part, $"{path}[{i}]")
                        : throw ScimFault.Value($"{path}[{i}]", "Must be an object.")
            ),
        ]);
    }

    private static JsonNode? One(ScimAttribute attribute, JsonNode value, string path) =>
        attribute.Type switch
        {
            ScimType.Text => Text(value, path),
            ScimType.Boolean => Flag(value, path),
            // Entra sends a manager as the bare id, and others as a list of one.
            ScimType.Complex when value is JsonArray { Count: 1 } list => One(
                attribute,
                list[0] ?? throw ScimFault.Value(path, "Must be an object."),
                path
            ),
            ScimType.Complex when attribute.Name == "manager" && value.GetValueKind() == JsonValueKind.String => new JsonObject
            {
                ["value"] = Text(value, path),
            },
            ScimType.Complex when value is JsonObject parts => Object(parts, attribute.Part, path) is { Count: > 0 } kept ? kept : null,
            ScimType.Complex => throw ScimFault.Value(path, "Must be an object."),
            _ => throw new InvalidOperationException(attribute.Type.ToString()),
        };

    /// <summary>Sub-attributes of a complex value, or attributes of an extension.</summary>
    public static JsonObject Object(JsonObject from, Func<string, ScimAttribute?> find, string path)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in from)
        {
            var attribute = find(name) ?? throw Unknown(path);
            // null is no value (RFC 7643 §2.5): of a list, the empty one. Left out, it would be silence.
            Put(
                kept,
                attribute.Name,
                value is null && attribute.IsMany ? new JsonArray() : Of(attribute, value, $"{path}.{attribute.Name}")
            );
        }
        return kept;
    }

    private static void Put(JsonObject into, string name, JsonNode? value)
    {
        if (value is null)
            return;
        if (!into.TryAdd(name, value))
            throw ScimFault.Syntax($"{name} stands here twice.");
    }

    // An empty text is how some clients say that there is nothing.
    private static JsonValue? Text(JsonNode value, string path)
    {
        if (value.GetValueKind() != JsonValueKind.String)
            throw ScimFault.Value(path, "Must be a text.");
        var text = (string)value!;
        if (text.Length > ScimAttribute.LongestText)
            throw ScimFault.Value(path, $"Has {text.Length} characters; at most {ScimAttribute.LongestText}.");
        if (text.Any(char.IsControl) || text != text.Trim())
            throw ScimFault.Value(path, "Must have no control characters and no space at its ends.");
        return text.Length == 0 ? null : JsonValue.Create(text);
    }

    /// <summary>
    /// Entra sends "True" and "False" unless it is asked not to (learn.microsoft.com,
    /// application-provisioning-config-problem-scim-compatibility).
    /// </summary>
    private static JsonValue Flag(JsonNode value, string path) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => JsonValue.Create(true),
            JsonValueKind.False => JsonValue.Create(false),
            JsonValueKind.String when bool.TryParse((string)value!, out var flag) => JsonValue.Create(flag),
            _ => throw ScimFault.Value(path, "Must be true or false."),
        };

    private static ScimFault Unknown(string path) =>
        new(
            400,
            "invalidValue",
            $"{(path.Length == 0 ? "The resource" : path)} has an attribute or schema that is not supported; a misspelt name must not "
                + $"pass as silence. See Schemas."
        );
}
