using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AccessGov.App.Directory.Entra.Wire;

namespace AccessGov.App.Directory.Entra.Batch;

/// <summary>The envelope of <c>POST /$batch</c> (learn.microsoft.com, json-batching): up to 20 requests, answers in any order.</summary>
internal static class BatchEnvelope
{
    public const int Most = 20;

    public static ReadOnlyMemory<byte> Write(IEnumerable<(int Id, SubRequest Request)> requests)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("requests");
            foreach (var (id, request) in requests)
            {
                json.WriteStartObject();
                json.WriteString("id", id.ToString(CultureInfo.InvariantCulture));
                json.WriteString("method", request.Method.Method);
                json.WriteString("url", request.Url);
                if (!request.Body.IsEmpty)
                {
                    json.WriteStartObject("headers");
                    json.WriteString("Content-Type", "application/json");
                    json.WriteEndObject();
                    json.WritePropertyName("body");
                    json.WriteRawValue(request.Body.Span);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The answers by id; what is not there was not answered.</summary>
    /// <exception cref="JsonException">Not the answer to a batch.</exception>
    public static Dictionary<int, (SubReply.Answered Reply, TimeSpan? RetryAfter)> Read(ReadOnlyMemory<byte> utf8, DateTimeOffset now)
    {
        using var json = JsonDocument.Parse(utf8);
        try
        {
            return Read(json.RootElement, now);
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("Not the answer to a batch.");
        }
    }

    private static Dictionary<int, (SubReply.Answered Reply, TimeSpan? RetryAfter)> Read(JsonElement envelope, DateTimeOffset now)
    {
        if (
            envelope.ValueKind != JsonValueKind.Object
            || !envelope.TryGetProperty("responses", out var responses)
            || responses.ValueKind != JsonValueKind.Array
        )
            throw new JsonException("No responses.");
        var replies = new Dictionary<int, (SubReply.Answered, TimeSpan?)>();
        foreach (var response in responses.EnumerateArray())
        {
            if (!response.TryGetProperty("id", out var id) || !int.TryParse(id.GetString(), CultureInfo.InvariantCulture, out var number))
                continue;
            if (!response.TryGetProperty("status", out var status) || !status.TryGetInt32(out var code))
                continue;
            var body = response.TryGetProperty("body", out var found) ? found.Clone() : default;
            var error = code < 400 ? GraphError.None : GraphError.Read(body);
            replies[number] = (new SubReply.Answered(code, error, body), RetryAfter(response, now));
        }

        return replies;
    }

    private static TimeSpan? RetryAfter(JsonElement response, DateTimeOffset now)
    {
        if (!response.TryGetProperty("headers", out var headers) || headers.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var header in headers.EnumerateObject())
        {
            if (!header.Name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))
                continue;
            var text = header.Value.ToString();
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                return date > now ? date - now : TimeSpan.Zero;
        }

        return null;
    }
}
