using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Scim;

/// <summary>What wraps resources and operations. Names of members count in any case (RFC 7643 §2.1).</summary>
internal static class Envelope
{
    /// <summary>A body or a Bulk request at most: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The body of a request as an object.</summary>
    public static JsonObject Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = StrictJson.Parse(body, Strict);
            return JsonObject.Create(json.RootElement.Clone()) ?? throw ScimFault.Syntax("The body must be an object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ScimFault.Syntax($"The body must be a JSON object, nested at most {Strict.MaxDepth} deep, no member twice.");
        }
    }

    public static JsonNode? Member(JsonObject from, string name) =>
        from.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public static string? Text(JsonObject from, string name) =>
        Member(from, name) switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => throw ScimFault.Syntax($"{name} must be a text."),
        };

    /// <summary>Refuses a message that is not of the schema.</summary>
    public static void Require(JsonObject body, string schema)
    {
        if (
            Member(body, "schemas") is not JsonArray schemas
            || !schemas.Any(s =>
                s is JsonValue v && v.TryGetValue<string>(out var text) && text.Equals(schema, StringComparison.OrdinalIgnoreCase)
            )
        )
            throw ScimFault.Syntax($"schemas must contain {schema}.");
    }
}
