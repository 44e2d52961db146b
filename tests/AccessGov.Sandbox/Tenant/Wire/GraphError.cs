using System.Text.Json;

namespace AccessGov.Sandbox.Tenant.Wire;

internal sealed record GraphErrorDetail(string Code, string Target);

/// <summary>The error resource; its date has no offset on the wire, whatever the metadata says (json-batching documentation).</summary>
internal sealed record GraphError(string Code, string Message, GraphErrorDetail? Detail)
{
    public void Write(Utf8JsonWriter json, string requestId, string clientRequestId, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("code", Code);
        json.WriteString("message", Message);
        if (Detail is not null)
        {
            json.WriteStartArray("details");
            json.WriteStartObject();
            json.WriteString("code", Detail.Code);
            json.WriteString("message", Message);
            json.WriteString("target", Detail.Target);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartObject("innerError");
        json.WriteString("date", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss"));
        json.WriteString("request-id", requestId);
        json.WriteString("client-request-id", clientRequestId);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
