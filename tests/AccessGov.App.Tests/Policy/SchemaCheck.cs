using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AccessGov.App.Yaml;

namespace AccessGov.App.Tests.Policy;

/// <summary>
/// As much of JSON Schema 2020-12 as our schemas use; a keyword that it does not know throws.
/// (JsonSchema.Net cannot be restored: a package that it needs is missing.)
/// </summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private static readonly HashSet<string> Known =
    [
        "$schema",
        "$defs",
        "title",
        "description",
        "$ref",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "minItems",
        "minProperties",
        "uniqueItems",
        "enum",
        "pattern",
        "format",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "oneOf",
        "anyOf",
    ];

    public IEnumerable<string> Check(YamlNode node) => Check(node, root, "");

    private IEnumerable<string> Check(YamlNode node, JsonElement schema, string path)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Known.Contains(keyword.Name))
                throw new NotSupportedException(keyword.Name);
            foreach (var fault in Check(node, keyword.Name, keyword.Value, schema, path))
                yield return fault;
        }
    }

    private IEnumerable<string> Check(YamlNode node, string keyword, JsonElement value, JsonElement schema, string path) =>
        (keyword, node) switch
        {
            ("$ref", _) => Check(node, root.GetProperty("$defs").GetProperty(value.GetString()!["#/$defs/".Length..]), path),
            ("type", _) => When(
                TypeOf(node) != value.GetString() && !(value.GetString() == "number" && TypeOf(node) == "integer"),
                $"{path}: is {TypeOf(node)}"
            ),
            ("properties", YamlNode.Mapping map) => map
                .Entries.Where(e => value.TryGetProperty(e.Key.Text, out _))
                .SelectMany(e => Check(e.Value, value.GetProperty(e.Key.Text), $"{path}.{e.Key.Text}")),
            ("additionalProperties", YamlNode.Mapping map) when value.ValueKind == JsonValueKind.Object => map.Entries.SelectMany(e =>
                Check(e.Value, value, $"{path}.{e.Key.Text}")
            ),
            ("additionalProperties", YamlNode.Mapping map) => map
                .Entries.Where(e => !schema.GetProperty("properties").TryGetProperty(e.Key.Text, out _))
                .Select(e => $"{path}: unknown {e.Key.Text}"),
            ("required", YamlNode.Mapping map) => value
                .EnumerateArray()
                .Where(k => map.Entries.All(e => e.Key.Text != k.GetString()))
                .Select(k => $"{path}: no {k}"),
            ("items", YamlNode.Sequence list) => list.Items.SelectMany((item, i) => Check(item, value, $"{path}[{i}]")),
            ("minProperties", YamlNode.Mapping map) => When(map.Entries.Count < value.GetInt32(), $"{path}: too few"),
            ("minItems", YamlNode.Sequence list) => When(list.Items.Count < value.GetInt32(), $"{path}: too few"),
            ("enum", YamlNode.Scalar s) => When(!value.EnumerateArray().Any(v => v.ToString() == s.Text), $"{path}: {s.Text} is no choice"),
            ("pattern", YamlNode.Scalar s) => When(!Regex.IsMatch(s.Text, value.GetString()!), $"{path}: {s.Text} does not match"),
            ("minLength", YamlNode.Scalar s) => When(s.Text.Length < value.GetInt32(), $"{path}: too short"),
            ("maxLength", YamlNode.Scalar s) => When(s.Text.Length > value.GetInt32(), $"{path}: too long"),
            ("minimum", YamlNode.Scalar s) => When(Number(s) < value.GetDecimal(), $"{path}: too small"),
            ("maximum", YamlNode.Scalar s) => When(Number(s) > value.GetDecimal(), $"{path}: too large"),
            ("oneOf", _) => When(value.EnumerateArray().Count(v => !Check(node, v, path).Any()) != 1, $"{path}: not one of"),
            ("anyOf", _) => When(value.EnumerateArray().All(v => Check(node, v, path).Any()), $"{path}: none of"),
            _ => [],
        };

    private static string TypeOf(YamlNode node) =>
        node switch
        {
            YamlNode.Mapping => "object",
            YamlNode.Sequence => "array",
            YamlNode.Scalar { Plain: true, Text: "true" or "false" } => "boolean",
            YamlNode.Scalar { Plain: true, Text: var t } when Regex.IsMatch(t, "^-?[0-9]+$") => "integer",
            YamlNode.Scalar { Plain: true, Text: var t } when Regex.IsMatch(t, @"^-?[0-9]+\.[0-9]+$") => "number",
            _ => "string",
        };

    private static decimal? Number(YamlNode.Scalar s) =>
        decimal.TryParse(s.Text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<string> When(bool fault, string message) => fault ? [message] : [];
}
