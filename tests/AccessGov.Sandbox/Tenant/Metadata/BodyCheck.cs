using System.Text.Json;
using System.Text.RegularExpressions;

namespace AccessGov.Sandbox.Tenant.Metadata;

/// <summary>Walks a recorded body along its schema, and along the CSDL type where the schema names one.</summary>
internal sealed class BodyCheck(GraphMetadata metadata, Action<string> violation)
{
    public void Check(JsonElement value, JsonElement schema, string where)
    {
        schema = metadata.Resolve(schema, out var name);
        if (schema.TryGetProperty("anyOf", out var options))
        {
            if (value.ValueKind == JsonValueKind.Null)
            {
                if (!options.EnumerateArray().Any(o => o.TryGetProperty("nullable", out var n) && n.GetBoolean()))
                    violation($"{where} is null and not nullable");
                return;
            }

            Check(value, options[0], where);
            return;
        }

        var shape = Shape.Of(schema, name, metadata);
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!(schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()))
                violation($"{where} is null and not nullable");
        }
        else if (value.ValueKind == JsonValueKind.Object && shape.Properties.Count > 0)
            CheckObject(value, shape, where);
        else
            CheckLeaf(value, schema, where);
    }

    private void CheckObject(JsonElement value, Shape shape, string where)
    {
        // An object of a derived type says so: {"@odata.type":"#microsoft.graph.user"} among directoryObjects.
        if (
            value.TryGetProperty("@odata.type", out var stated)
            && stated.ValueKind == JsonValueKind.String
            && stated.GetString() is ['#', .. var derived]
            && derived != shape.Name
        )
        {
            if (!metadata.TryGetSchema(derived, out var schema))
                violation($"{where} has the unknown type {derived}");
            else
                shape = Shape.Of(schema, derived, metadata);
        }

        foreach (var member in value.EnumerateObject())
        {
            var at = $"{where}/{member.Name}";
            if (member.Name.Contains('@', StringComparison.Ordinal))
                CheckAnnotation(member, shape, at);
            else if (!shape.Properties.TryGetValue(member.Name, out var schema))
                violation($"{at} is no property of {shape.Name ?? "the body"}");
            else
            {
                CheckType(member, shape, at);
                Check(member.Value, schema, at);
            }
        }
    }

    // Allow-list: @odata.*, @removed, members@odata.bind and members@delta are annotations and not described.
    private void CheckAnnotation(JsonProperty member, Shape shape, string at)
    {
        var property = member.Name.Split('@')[0];
        if (
            property.Length > 0
            && shape.Name is not null
            && metadata.TryGetType(shape.Name, out var type)
            && !type.GetProperty("properties").TryGetProperty(property, out _)
        )
            violation($"{at} annotates no property of {shape.Name}");
        if (!Regex.IsMatch(member.Name, @"^\w*@(odata\.(context|count|nextLink|deltaLink|type|id|bind|etag)|removed|delta)$"))
            violation($"{at} is an unknown annotation");
    }

    private void CheckType(JsonProperty member, Shape shape, string at)
    {
        if (shape.Name is null || !metadata.TryGetType(shape.Name, out var type))
            return;
        if (!type.GetProperty("properties").TryGetProperty(member.Name, out var property))
            violation($"{at} is no property of the type {shape.Name}");
        else if (
            EdmCheck.Refuse(
                member.Value,
                property.GetProperty("type").GetString()!,
                property.GetProperty("nullable").GetBoolean(),
                metadata
            ) is
            { } wrong
        )
            violation($"{at}: {wrong}");
    }

    private void CheckLeaf(JsonElement value, JsonElement schema, string where)
    {
        if (!schema.TryGetProperty("type", out var type))
            return;
        var fits = type.GetString() switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" or "integer" => value.ValueKind == JsonValueKind.Number,
            "array" => value.ValueKind == JsonValueKind.Array,
            _ => value.ValueKind == JsonValueKind.Object,
        };
        if (!fits)
            violation($"{where} is {value.ValueKind}, not {type}");
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var n = 0;
            foreach (var item in value.EnumerateArray())
                Check(item, schema.GetProperty("items"), $"{where}[{(n++ == 0 ? "0" : "n")}]");
        }
        // Allow-list: the pattern of innerError.date asks for an offset that real bodies lack.
        else if (
            value.ValueKind == JsonValueKind.String
            && schema.TryGetProperty("pattern", out var pattern)
            && !where.EndsWith("/innerError/date", StringComparison.Ordinal)
            && !Regex.IsMatch(value.GetString()!, pattern.GetString()!)
        )
            violation($"{where} is '{value.GetString()}', against its pattern");
    }

    /// <summary>An object schema with what it inherits.</summary>
    private sealed record Shape(string? Name, Dictionary<string, JsonElement> Properties)
    {
        public static Shape Of(JsonElement schema, string? name, GraphMetadata metadata)
        {
            var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            Collect(schema);
            return new(name, properties);

            void Collect(JsonElement part)
            {
                part = metadata.Resolve(part);
                if (part.TryGetProperty("allOf", out var all))
                    foreach (var one in all.EnumerateArray())
                        Collect(one);
                if (!part.TryGetProperty("properties", out var own))
                    return;
                foreach (var property in own.EnumerateObject())
                    properties[property.Name] = property.Value;
            }
        }
    }
}
