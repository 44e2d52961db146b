using System.Text;
using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>One request of a $batch, read and checked.</summary>
internal sealed record BatchStep(string Id, GraphRequest Request, IReadOnlyList<string> DependsOn)
{
    public static GraphReply? ReadAll(JsonElement envelope, Uri root, int max, out List<BatchStep> steps)
    {
        steps = [];
        if (envelope.EnumerateObject().FirstOrDefault(m => m.Name != "requests") is { Value.ValueKind: not JsonValueKind.Undefined } other)
            return Refusals.NotEmulated($"property '{other.Name}' of a $batch");
        if (
            !envelope.TryGetProperty("requests", out var requests)
            || requests.ValueKind != JsonValueKind.Array
            || requests.GetArrayLength() == 0
        )
            return Bad("Invalid batch payload format.");
        if (requests.GetArrayLength() > max)
            return GraphReply.Refused(400, "MaximumValueExceeded", $"Number of batch request steps exceeds the maximum value of {max}.");
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var request in requests.EnumerateArray())
        {
            if (Read(request, root, out var step) is { } refusal)
                return refusal;
            // A step may wait only for steps before it, which rules circles out.
            if (step!.DependsOn.FirstOrDefault(d => !ids.Contains(d)) is { } unknown)
                return Bad($"Request id : {step.Id} depends on unknown request id : {unknown}.");
            if (!ids.Add(step.Id))
                return Bad($"Request Id : {step.Id} has to be unique in a batch.");
            steps.Add(step);
        }

        return null;
    }

    private static GraphReply? Read(JsonElement json, Uri root, out BatchStep? step)
    {
        step = null;
        string? id = null,
            method = null,
            url = null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var dependsOn = new List<string>();
        ReadOnlyMemory<byte> body = default;
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case "id":
                    id = member.Value.GetString();
                    break;
                case "method":
                    method = member.Value.GetString()?.ToUpperInvariant();
                    break;
                case "url":
                    url = member.Value.GetString();
                    break;
                case "headers":
                    foreach (var header in member.Value.EnumerateObject())
                        headers[header.Name] = header.Value.GetString() ?? "";
                    break;
                case "dependsOn":
                    dependsOn.AddRange(member.Value.EnumerateArray().Select(e => e.GetString()!));
                    break;
                case "body" when member.Value.ValueKind == JsonValueKind.Object:
                    body = Encoding.UTF8.GetBytes(member.Value.GetRawText());
                    break;
                default:
                    return Refusals.NotEmulated($"property '{member.Name}' ({member.Value.ValueKind}) of a request in a $batch");
            }
        }

        if (string.IsNullOrEmpty(id) || method is null || string.IsNullOrEmpty(url))
            return Bad("A request in a batch needs an id, a method and a url.");
        if (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal))
            return Bad($"Request id : {id} must have a relative url.");
        if (!body.IsEmpty && !headers.ContainsKey("Content-Type"))
            return Bad($"Write request id : {id} does not contain Content-Type header or body.");
        // Of writes the service wants a body unless there is none to send.
        if (body.IsEmpty && method == "PATCH")
            return Bad($"Write request id : {id} does not contain Content-Type header or body.");
        if (GraphRequest.Read(method, root, url.StartsWith('/') ? url : "/" + url, headers, body, out var reason) is not { } request)
            return Bad(reason!);
        step = new(id, request, dependsOn);
        return null;
    }

    private static GraphReply Bad(string message) => GraphReply.Refused(400, "BadRequest", message);
}
