using System.Text.Json;

namespace AccessGov.Sandbox.Tenant.Metadata;

/// <summary>
/// Holds recorded traffic against Microsoft's metadata: every path, query option, property, type and status must exist there,
/// but for what the service is known to do otherwise ($batch, tokens, annotations, 204 of PATCH).
/// </summary>
public static class RecordingChecker
{
    /// <summary>The violations, each kind once, in order of first appearance. Throws on a line that is no exchange.</summary>
    public static IReadOnlyList<MetadataViolation> Check(string recordFile, GraphMetadata metadata)
    {
        var found = new Dictionary<(string, string), MetadataViolation>();
        var number = 0;
        foreach (var line in File.ReadLines(recordFile))
        {
            number++;
            using var exchange = JsonDocument.Parse(line);
            var (operation, wrongs) = Check(exchange.RootElement, metadata);
            foreach (var what in wrongs)
                found[(operation, what)] = found.TryGetValue((operation, what), out var seen)
                    ? seen with
                    {
                        Times = seen.Times + 1,
                    }
                    : new(number, operation, what, 1);
        }

        return [.. found.Values.OrderBy(v => v.Line)];
    }

    private static (string Operation, List<string> Wrongs) Check(JsonElement exchange, GraphMetadata metadata)
    {
        var wrongs = new List<string>();
        var method = exchange.GetProperty("method").GetString()!;
        var url = new Uri(exchange.GetProperty("url").GetString()!);
        var status = exchange.GetProperty("status").GetInt32();
        var request = exchange.GetProperty("requestBody");
        var response = exchange.GetProperty("responseBody");
        if (status == 501)
            wrongs.Add("the emulator does not know this");
        if (Segments(url) is not { } segments)
            return ($"{method} {url.AbsolutePath}", [.. wrongs, "the path is not below /v1.0"]);
        // $batch is in no description; the requests in it have lines of their own.
        if (segments is ["$batch"])
            return ("POST /$batch", wrongs);
        if (metadata.Find(method, segments) is not { } operation)
        {
            wrongs.Add(metadata.KnowsPath(segments) ? "the method is unknown" : "the path is unknown");
            return ($"{method} {url.AbsolutePath}", wrongs);
        }

        new QueryCheck(metadata, wrongs.Add).Check(operation, url.Query.TrimStart('?'));
        var bodies = new BodyCheck(metadata, wrongs.Add);
        if (request.ValueKind != JsonValueKind.Null)
        {
            if (operation.RequestSchema is { } schema)
                bodies.Check(request, schema, "request");
            else
                wrongs.Add("a request body where none is described");
        }

        if (!operation.TryGetReply(status, out var reply))
            wrongs.Add($"status {status} is unknown");
        else if (response.ValueKind != JsonValueKind.Null)
        {
            if (reply is { } schema)
                bodies.Check(response, schema, "response");
            else
                wrongs.Add($"a response body with status {status}, where none is described");
        }
        // Only a 204 has no body; the service answers PATCH so although an entity is described.
        else if (status != 204 && reply is not null)
            wrongs.Add($"status {status} without a body");

        return (operation.Name, wrongs);
    }

    /// <summary>The path below /v1.0 as the description writes it.</summary>
    private static string[]? Segments(Uri url)
    {
        var all = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (all is not ["v1.0", .. var segments])
            return null;
        return
        [
            .. segments
                .Select(Uri.UnescapeDataString)
                .Select(
                    (s, i) =>
                        i == 0
                            ? s
                            : s switch
                            {
                                "delta" or "microsoft.graph.delta" or "microsoft.graph.delta()" => "delta()",
                                "microsoft.graph.user" => "graph.user",
                                "microsoft.graph.group" => "graph.group",
                                _ when s.StartsWith("microsoft.graph.", StringComparison.Ordinal) => s["microsoft.graph.".Length..],
                                _ => s,
                            }
                ),
        ];
    }
}
