using System.Globalization;
using System.Text.Json;

namespace AccessGov.Sandbox.Tenant.Metadata;

/// <summary>Whether a JSON value fits a type of the CSDL.</summary>
internal static class EdmCheck
{
    private const string Collection = "Collection(";

    /// <summary>Null when it fits, else what does not.</summary>
    public static string? Refuse(JsonElement value, string type, bool nullable, GraphMetadata metadata)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return nullable ? null : $"null for {type}, which is not nullable";
        if (type.StartsWith(Collection, StringComparison.Ordinal))
        {
            if (value.ValueKind != JsonValueKind.Array)
                return $"{value.ValueKind} for {type}";
            return value
                .EnumerateArray()
                .Select(item => Refuse(item, type[Collection.Length..^1], nullable: false, metadata))
                .FirstOrDefault(r => r is not null);
        }

        var fits = type switch
        {
            "Edm.String" => value.ValueKind == JsonValueKind.String,
            "Edm.Boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "Edm.Int16" or "Edm.Int32" or "Edm.Int64" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "Edm.Double" or "Edm.Single" or "Edm.Decimal" => value.ValueKind == JsonValueKind.Number,
            "Edm.Guid" => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out _),
            "Edm.DateTimeOffset" => value.ValueKind == JsonValueKind.String && Instant(value.GetString()!),
            _ when metadata.TryGetEnum(type, out var enumeration) => value.ValueKind == JsonValueKind.String
                && Member(value.GetString()!, enumeration),
            // Complex values and entities are walked member by member.
            _ => value.ValueKind == JsonValueKind.Object || type.StartsWith("Edm.", StringComparison.Ordinal),
        };
        return fits ? null : $"{value.GetRawText()} for {type}";
    }

    private static bool Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10);

    private static bool Member(string text, JsonElement enumeration)
    {
        var known = enumeration
            .GetProperty("members")
            .EnumerateArray()
            .Select(m => m.ValueKind == JsonValueKind.String ? m.GetString() : m.GetProperty("name").GetString())
            .ToHashSet();
        return enumeration.GetProperty("flags").GetBoolean() ? text.Split(',').All(known.Contains) : known.Contains(text);
    }
}
