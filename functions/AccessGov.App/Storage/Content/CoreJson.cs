using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AccessGov.Core.Codes;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// How Core's values are written as JSON: ids as plain text, enums by their code, the cases of a closed hierarchy with their code
/// under <c>kind</c> (<see cref="CodedByAttribute"/>). One set of options for everything that is kept and for <c>--json</c>.
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
        options.Converters.Add(new EnumConverterFactory());
        options.Converters.Add(new IdConverterFactory());
        options.Converters.Add(new WordingConverter());
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
        var codes = ((CaseCodes)CodesOf(info.Type)).ByCase;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var type in cases)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, codes[type]));
    }

    /// <summary>No type is kept under the name that it happens to have in the source.</summary>
    private static object CodesOf(Type type) =>
        type.GetCustomAttribute<CodedByAttribute>()?.Codes.GetProperty("All")?.GetValue(null)
        ?? throw new NotSupportedException($"{type} has no codes, so it cannot be written as JSON.");

    private sealed class EnumConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(EnumConverter<>).MakeGenericType(typeToConvert), CodesOf(typeToConvert))!;
    }

    private sealed class EnumConverter<T>(EnumCodes<T> codes) : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(codes.Of(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(codes.Of(value));

        private T Parse(string? code) =>
            code is not null && codes.TryRead(code, out var value) ? value : throw new JsonException($"'{code}' is no {typeof(T).Name}.");
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
        // Compiling takes longer than a short command; whoever reads a city's ids is glad of it.
        private const int Few = 200;
        private static readonly ConstructorInfo Constructor = typeof(T).GetConstructor([typeof(string)])!;
        private static readonly ConstructorInvoker First = ConstructorInvoker.Create(Constructor);
        private static Func<string, T>? compiled;
        private static int made;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Make(reader.GetString() ?? throw new JsonException($"{typeof(T).Name} must be a text."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Make(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString()!);

        private static T Make(string text)
        {
            if (compiled is { } make)
                return make(text);
            if (++made > Few)
                compiled = Compile();
            return (T)First.Invoke(text);
        }

        private static Func<string, T> Compile()
        {
            var text = System.Linq.Expressions.Expression.Parameter(typeof(string));
            return System
                .Linq.Expressions.Expression.Lambda<Func<string, T>>(System.Linq.Expressions.Expression.New(Constructor, text), text)
                .Compile();
        }
    }
}
