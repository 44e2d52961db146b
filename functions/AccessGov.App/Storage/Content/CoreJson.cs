using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// How Core's values are written as JSON: ids as plain text, enums by name, the cases of a closed hierarchy with their name
/// under <c>kind</c>. One set of options for everything that is kept and for <c>--json</c>.
/// </summary>
public static class CoreJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Make(indented: false);

    /// <summary>The same, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameCases } },
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new IdConverterFactory());
        return options;
    }

    /// <summary>Closed hierarchies are abstract records whose cases are nested sealed records (docs/architecture.md).</summary>
    private static void NameCases(JsonTypeInfo info)
    {
        if (!info.Type.IsAbstract || info.Kind != JsonTypeInfoKind.Object)
            return;
        var cases = info
            .Type.GetNestedTypes(BindingFlags.Public)
            .Where(t => t.IsSealed)
            .Select(t => t.ContainsGenericParameters ? t.MakeGenericType(info.Type.GetGenericArguments()) : t)
            .Where(t => t.IsSubclassOf(info.Type))
            .ToArray();
        if (cases.Length == 0)
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var type in cases)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, type.Name));
    }

    /// <summary>An id is a record struct with one text, <c>Value</c> or <c>Number</c>.</summary>
    private sealed class IdConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert is { IsValueType: true, Namespace: { } space }
            && space.StartsWith("AccessGov.Core", StringComparison.Ordinal)
            && typeToConvert.GetConstructor([typeof(string)]) is not null;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class IdConverter<T> : JsonConverter<T>
        where T : struct
    {
        private static readonly Func<string, T> Make = FromConstructor();

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Make(reader.GetString() ?? throw new JsonException($"{typeof(T).Name} must be a text."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Make(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString()!);

        private static Func<string, T> FromConstructor()
        {
            var text = System.Linq.Expressions.Expression.Parameter(typeof(string));
            return System
                .Linq.Expressions.Expression.Lambda<Func<string, T>>(
                    System.Linq.Expressions.Expression.New(typeof(T).GetConstructor([typeof(string)])!, text),
                    text
                )
                .Compile();
        }
    }
}
