using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>
/// Writes every exchange as one JSON line {method,url,requestHeaders,requestBody,status,responseHeaders,responseBody}: the
/// envelope of a $batch and each request in it. Bearers, passwords and clientStates are blotted out;
/// the token endpoint is no part of Graph and is not recorded.
/// </summary>
internal sealed class ExchangeRecorder : IDisposable
{
    private const string Blot = "(redacted)";
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Secrets =
    [
        "password",
        "clientState",
        "access_token",
        "client_secret",
        "temporaryAccessPass",
        "newPassword",
    ];
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public ExchangeRecorder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
    }

    public void Record(GraphRequest request, GraphReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("method", request.Method);
            json.WriteString("url", request.AbsoluteUri.AbsoluteUri);
            Headers(json, "requestHeaders", request.Headers);
            Body(json, "requestBody", request.Body);
            json.WriteNumber("status", reply.Status);
            Headers(json, "responseHeaders", reply.Headers);
            Body(json, "responseBody", reply.Body);
            json.WriteEndObject();
        }

        lock (_gate)
        {
            _file.Write(buffer.WrittenSpan);
            _file.WriteByte((byte)'\n');
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();

    private static void Headers(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> headers)
    {
        json.WriteStartObject(name);
        foreach (var (header, value) in headers)
            json.WriteString(header, header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? Blot : value);
        json.WriteEndObject();
    }

    private static void Body(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> body)
    {
        json.WritePropertyName(name);
        if (body.IsEmpty)
        {
            json.WriteNullValue();
            return;
        }

        JsonNode? node;
        try
        {
            if (!Array.Exists(Secrets, s => body.Span.IndexOf(Encoding.UTF8.GetBytes($"\"{s}\"")) >= 0))
            {
                json.WriteRawValue(body.Span);
                return;
            }

            node = JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            // Unreadable text could hide a secret from the search below.
            json.WriteStringValue("(not JSON)");
            return;
        }

        BlotOut(node);
        node!.WriteTo(json);
    }

    private static void BlotOut(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                BlotOut(item);
        if (node is not JsonObject target)
            return;
        foreach (var (name, value) in target.ToArray())
        {
            if (Secrets.Contains(name) && value is JsonValue)
                target[name] = Blot;
            else
                BlotOut(value);
        }
    }
}
