using System.Text.Json;

namespace AccessGov.Sandbox.Tenant.Metadata;

/// <summary>One operation of the OpenAPI description.</summary>
internal sealed class GraphOperation(string name, JsonElement operation, GraphMetadata metadata)
{
    public string Name => name;

    public IReadOnlySet<string> QueryOptions { get; } = Parameters(operation, metadata);

    public JsonElement? RequestSchema => operation.TryGetProperty("requestBody", out var body) ? Content(metadata.Resolve(body)) : null;

    /// <summary>Whether the status is declared; its schema is null when the reply has no body.</summary>
    public bool TryGetReply(int status, out JsonElement? schema)
    {
        schema = null;
        var responses = operation.GetProperty("responses");
        if (!responses.TryGetProperty($"{status}", out var response) && !responses.TryGetProperty($"{status / 100}XX", out response))
            return false;
        schema = Content(metadata.Resolve(response));
        return true;
    }

    private static HashSet<string> Parameters(JsonElement operation, GraphMetadata metadata) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters
                .EnumerateArray()
                .Select(p => metadata.Resolve(p))
                .Where(p => p.GetProperty("in").GetString() == "query")
                .Select(p => p.GetProperty("name").GetString()!)
                .ToHashSet(StringComparer.Ordinal)
            : [];

    private static JsonElement? Content(JsonElement holder) =>
        holder.TryGetProperty("content", out var content) ? content.EnumerateObject().First().Value.GetProperty("schema") : null;
}
