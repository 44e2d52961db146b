using System.Globalization;
using System.Text.Json;
using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>Reads a user or group body; refuses what the schema does not know or the service would not take.</summary>
internal static class BodyReader
{
    /// <summary>Null and the values, or the refusal.</summary>
    public static GraphReply? Read(JsonElement body, ResourceSchema schema, bool synced, out Dictionary<SchemaProperty, object?> values)
    {
        values = [];
        foreach (var member in body.EnumerateObject())
        {
            // "@odata.type" may be sent (the SDK always does); other annotations mean something that is not emulated.
            if (member.NameEquals("@odata.type"))
            {
                if (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString()!.TrimStart('#') != schema.ODataType[1..])
                    return Refusals.NotEmulated($"@odata.type {member.Value} in a {schema.Name} body");
                continue;
            }

            if (!schema.TryFind(member.Name, out var property))
                return Refusals.NotEmulated($"property '{member.Name}' in a {schema.Name} body");
            if (property.ReadOnly)
                return Refusals.BadRequest($"Property '{property.Name}' is read-only and cannot be set.");
            if (property.DelegatedOnly)
                return Refusals.Denied();
            if (synced && property.OnPremisesMastered)
                return Refusals.Synced();
            if (ReadValue(member.Value, property, schema, out var value) is { } refusal)
                return refusal;
            values[property] = value;
        }

        return null;
    }

    private static GraphReply? ReadValue(JsonElement json, SchemaProperty property, ResourceSchema schema, out object? value)
    {
        value = null;
        switch (property.Kind, json.ValueKind)
        {
            case (_, JsonValueKind.Null):
                return property.Required || property.Kind is PropertyKind.Texts ? Refusals.Invalid(property, schema) : null;
            case (PropertyKind.Text, JsonValueKind.String):
                value = json.GetString();
                // Directory properties hold null or text, never the empty string.
                return ((string)value!).Length is var length && length > 0 && length <= property.MaxLength
                    ? null
                    : Refusals.Invalid(property, schema);
            case (PropertyKind.Flag, JsonValueKind.True or JsonValueKind.False):
                value = json.GetBoolean();
                return null;
            case (PropertyKind.Instant, JsonValueKind.String)
                when DateTimeOffset.TryParse(json.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant):
                value = instant;
                return null;
            case (PropertyKind.Texts, JsonValueKind.Array) when json.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String):
                value = json.EnumerateArray().Select(e => e.GetString()!).ToArray();
                return null;
            case (PropertyKind.Complex, JsonValueKind.Object):
                return ReadComplex(json, property, schema, out value);
            default:
                return Refusals.Invalid(property, schema);
        }
    }

    // A complex value is replaced whole: a member that is not sent becomes null (user-update, employeeOrgData).
    private static GraphReply? ReadComplex(JsonElement json, SchemaProperty property, ResourceSchema schema, out object? value)
    {
        var complex = property.Members.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        value = property.WriteOnly ? null : complex;
        foreach (var member in json.EnumerateObject().Where(m => !m.NameEquals("@odata.type")))
        {
            if (property.FlagMembers.Contains(member.Name))
            {
                if (member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                    return Refusals.Invalid(property, schema);
            }
            else if (!complex.ContainsKey(member.Name))
                return Refusals.NotEmulated($"property '{property.Name}/{member.Name}' in a {schema.Name} body");
            else if (member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return Refusals.Invalid(property, schema);
            else
                complex[member.Name] = member.Value.GetString();
        }

        return null;
    }
}
