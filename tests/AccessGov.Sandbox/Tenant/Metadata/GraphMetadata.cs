using System.Text.Json;

namespace AccessGov.Sandbox.Tenant.Metadata;

/// <summary>
/// Microsoft's description of Graph in a folder: <c>graph-slice.lenient.json</c> (OpenAPI) and <c>graph-types.json</c> (types
/// of the CSDL). The folder is not part of the project.
/// </summary>
public sealed class GraphMetadata
{
    private readonly JsonElement _openApi;
    private readonly JsonElement _types;
    private readonly JsonElement _enums;
    private readonly List<(string[] Segments, string Template, JsonElement Item)> _paths = [];

    private GraphMetadata(JsonElement openApi, JsonElement types)
    {
        _openApi = openApi;
        _types = types.GetProperty("types");
        _enums = types.GetProperty("enums");
        foreach (var path in openApi.GetProperty("paths").EnumerateObject())
            _paths.Add((path.Name.Split('/', StringSplitOptions.RemoveEmptyEntries), path.Name, path.Value));
    }

    /// <summary>Reads the two files; throws when one is missing.</summary>
    public static GraphMetadata Load(string folder) =>
        new(Read(Path.Combine(folder, "graph-slice.lenient.json")), Read(Path.Combine(folder, "graph-types.json")));

    internal GraphOperation? Find(string method, string[] segments)
    {
        // A literal segment is a better match than a parameter: /users/delta() before /users/{user-id}.
        var best = _paths
            .Where(p => Fits(p.Segments, segments) && p.Item.TryGetProperty(method.ToLowerInvariant(), out _))
            .OrderBy(p => p.Segments.Count(IsParameter))
            .FirstOrDefault();
        return best.Template is null ? null : new($"{method} {best.Template}", best.Item.GetProperty(method.ToLowerInvariant()), this);
    }

    internal bool KnowsPath(string[] segments) => _paths.Exists(p => Fits(p.Segments, segments));

    internal JsonElement Resolve(JsonElement element) => Resolve(element, out _);

    /// <summary>Follows references; <paramref name="name"/> is the last one's: <c>microsoft.graph.user</c>.</summary>
    internal JsonElement Resolve(JsonElement element, out string? name)
    {
        name = null;
        while (element.TryGetProperty("$ref", out var reference))
        {
            var target = _openApi;
            foreach (var step in reference.GetString()!.Split('/')[1..])
            {
                target = target.GetProperty(step);
                name = step;
            }

            element = target;
        }

        return element;
    }

    internal bool TryGetSchema(string typeName, out JsonElement schema) =>
        _openApi.GetProperty("components").GetProperty("schemas").TryGetProperty(typeName, out schema);

    internal bool TryGetType(string typeName, out JsonElement type) => _types.TryGetProperty(typeName, out type);

    internal bool TryGetEnum(string typeName, out JsonElement enumeration) => _enums.TryGetProperty(typeName, out enumeration);

    private static bool Fits(string[] template, string[] segments) =>
        template.Length == segments.Length && template.Zip(segments).All(p => IsParameter(p.First) || p.First == p.Second);

    private static bool IsParameter(string segment) => segment[0] == '{';

    private static JsonElement Read(string path)
    {
        using var file = File.OpenRead(path);
        using var document = JsonDocument.Parse(file);
        return document.RootElement.Clone();
    }
}
