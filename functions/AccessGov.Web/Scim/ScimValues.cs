using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Scim;

/// <summary>
/// Brings what clients send into one form: names as the schema writes them, booleans as booleans, nothing that is not kept.
/// </summary>
internal static class ScimValues
{
    /// <summary>Far above what one person has.</summary>
    private const int MostValues = 60;

    /// <summary>A whole resource without what the server sets.</summary>
    /// <param name="body">What the client sent.</param>
    /// <exception cref="ScimFault">It holds something unknown or ill-formed.</exception>
    public static JsonObject Resource(JsonObject body)
    {
        var resource = new JsonObject();
        foreach (var (name, value) in body)
        {
            if (ScimPath.IsCommon(name))
                continue;
            if (ScimSchema.Begins(name) is ({ } schema, "") && schema != ScimSchema.Core)
                Put(resource, schema.Urn, Extension(schema, value));
            else if (ScimSchema.Core.Attribute(name) is { } attribute)
                Put(resource, attribute.Name, OfCore(attribute, value));
            else
                throw ScimSchema.IsOfColumns(name) ? new ScimFault(400, "invalidValue", ScimSchema.NoColumns) : Unknown("");
        }
        return resource;
    }

    /// <summary>A value of an attribute; null when nothing is left of it.</summary>
    /// <param name="attribute">The attribute, as the schema describes it.</param>
    /// <param name="value">What the client sent.</param>
    /// <param name="path">Where it stands, for the fault.</param>
    /// <exception cref="ScimFault">It is ill-formed.</exception>
    public static JsonNode? Of(ScimAttribute attribute, JsonNode? value, string path)
    {
        if (!attribute.IsKept || value is null)
            return null;
        if (!attribute.IsMany)
            return One(attribute, value, path);
        JsonNode?[] items = value is JsonArray array ? [.. array] : [value];
        if (items.Length > MostValues)
            throw ScimFault.Value(path, $"Has {items.Length} values; at most {MostValues}.");
        var kept = new JsonArray();
        foreach (var (i, item) in items.Index())
        {
            var at = $"{path}[{i}]";
            kept.Add((JsonNode)Object(item as JsonObject ?? throw MustBeObject(at), attribute.Part, at));
        }
        return kept;
    }

    /// <summary>An extension, which stands under its schema's name. null is no extension.</summary>
    private static JsonObject? Extension(ScimSchema schema, JsonNode? value) =>
        value is null ? null : Object(value as JsonObject ?? throw MustBeObject(schema.Urn), schema.Attribute, schema.Urn);

    /// <summary>An attribute of the resource itself: here the empty list is no value.</summary>
    private static JsonNode? OfCore(ScimAttribute attribute, JsonNode? value) =>
        Of(attribute, value, attribute.Name) is var kept and not JsonArray { Count: 0 } ? kept : null;

    private static JsonNode? One(ScimAttribute attribute, JsonNode value, string path) =>
        attribute.Type switch
        {
            ScimType.Text => Text(value, path),
            ScimType.Boolean => Flag(value, path),
            ScimType.Complex => Complex(attribute, value, path),
            _ => throw new InvalidOperationException(attribute.Type.ToString()),
        };

    /// <summary>A complex value, of which nothing may be left. Entra sends a manager as the bare id, and others as a list of one.</summary>
    private static JsonObject? Complex(ScimAttribute attribute, JsonNode value, string path)
    {
        if (value is JsonArray { Count: 0 })
            return null;
        if (value is JsonArray { Count: 1 } list)
            return Complex(attribute, list[0] ?? throw MustBeObject(path), path);
        if (attribute.Name == "manager" && value.GetValueKind() == JsonValueKind.String)
            // An empty one is how Entra says that there is none.
            return Text(value, path) is { } id ? new JsonObject { ["value"] = id } : null;
        var parts = Object(value as JsonObject ?? throw MustBeObject(path), attribute.Part, path);
        return parts.Count > 0 ? parts : null;
    }

    /// <summary>Sub-attributes of a complex value, or attributes of an extension.</summary>
    /// <param name="from">What the client sent.</param>
    /// <param name="find">The attribute of a name; null when there is none.</param>
    /// <param name="path">Where it stands, for the fault.</param>
    /// <exception cref="ScimFault">It holds something unknown or ill-formed.</exception>
    public static JsonObject Object(JsonObject from, Func<string, ScimAttribute?> find, string path)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in from)
        {
            var attribute = find(name) ?? throw Unknown(path);
            // null is no value (RFC 7643 §2.5): of a list, the empty one. Left out, it would be silence.
            var isEmptyList = value is null && attribute.IsMany;
            Put(kept, attribute.Name, isEmptyList ? new JsonArray() : Of(attribute, value, $"{path}.{attribute.Name}"));
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
        if (VisibleText.FirstHidden(text) is { } hidden)
            throw ScimFault.Value(path, $"Holds the control or format character {hidden}, which nobody sees. Leave it out.");
        if (text != text.Trim())
            throw ScimFault.Value(path, "Must have no space at its ends.");
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

    private static ScimFault MustBeObject(string path) => ScimFault.Value(path, "Must be an object.");

    private static ScimFault Unknown(string path) =>
        new(
            400,
            "invalidValue",
            $"{(path.Length == 0 ? "The resource" : path)} has an attribute or schema that is not supported; a misspelt name must not "
                + $"pass as silence. See Schemas."
        );
}
