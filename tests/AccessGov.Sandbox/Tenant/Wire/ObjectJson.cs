using System.Text.Json;
using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>Directory objects as JSON.</summary>
internal static class ObjectJson
{
    public static void Write(Utf8JsonWriter json, TenantObject target, PropertySet properties, bool withType = false)
    {
        json.WriteStartObject();
        if (withType)
            json.WriteString("@odata.type", target.Schema.ODataType);
        WriteProperties(json, target, properties);
        json.WriteEndObject();
    }

    public static void WriteProperties(Utf8JsonWriter json, TenantObject target, PropertySet properties)
    {
        foreach (var property in target.Schema.Properties)
            if (properties.Contains(property))
                WriteProperty(json, property, target.Get(property));
    }

    public static void WriteProperty(Utf8JsonWriter json, SchemaProperty property, object? value)
    {
        json.WritePropertyName(property.Name);
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DateTimeOffset instant:
                json.WriteStringValue(Instant(instant));
                break;
            case string[] texts:
                WriteTexts(json, texts);
                break;
            case IReadOnlyDictionary<string, string?> complex:
                WriteComplex(json, complex);
                break;
            case null when property.Kind == PropertyKind.Texts:
                WriteTexts(json, []);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static void WriteTexts(Utf8JsonWriter json, string[] texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteComplex(Utf8JsonWriter json, IReadOnlyDictionary<string, string?> complex)
    {
        json.WriteStartObject();
        foreach (var (name, value) in complex)
        {
            if (value is null)
                json.WriteNull(name);
            else
                json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
