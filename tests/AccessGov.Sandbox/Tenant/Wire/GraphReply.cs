using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>What the tenant answers; a refusal carries its error until the request it answers is known.</summary>
internal sealed class GraphReply
{
    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private GraphReply(int status) => Status = status;

    public int Status { get; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ReadOnlyMemory<byte> Body { get; private set; }

    public GraphError? Error { get; private init; }

    /// <summary>The effect stands, but the caller never learns of it.</summary>
    public bool Lost { get; set; }

    public static GraphReply Empty(int status = 204) => new(status);

    public static GraphReply Json(int status, Action<Utf8JsonWriter> write) => new(status) { Body = Render(write) };

    public static GraphReply Refused(int status, string code, string message, GraphErrorDetail? detail = null) =>
        new(status) { Error = new(code, message, detail) };

    /// <summary>Writes the error body; a reply that is no refusal stays as it is.</summary>
    public GraphReply For(GraphRequest? request, DateTimeOffset now)
    {
        var requestId = request?.RequestId ?? Guid.NewGuid().ToString();
        if (Error is { } error && Body.IsEmpty)
            Body = Render(json => error.Write(json, requestId, request?.ClientRequestId ?? requestId, now));
        if (!Body.IsEmpty)
            Headers.TryAdd(
                "Content-Type",
                "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
            );
        Headers["request-id"] = requestId;
        Headers["client-request-id"] = request?.ClientRequestId ?? requestId;
        return this;
    }

    private static ReadOnlyMemory<byte> Render(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
            write(json);
        return buffer.WrittenMemory;
    }
}
