using System.Text.Json;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Http;

/// <summary>A refusal as its caller reads it (RFC 9457). Holds nothing that the caller did not send, and no secret.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code, kebab-case (docs/operations.md).</param>
/// <param name="Title">What it means, in English: programs read this.</param>
internal sealed record Problem(int Status, string Code, string Title)
{
    private const string ContentType = "application/problem+json";
    private static readonly object CodeKey = new();
    private static readonly UiTexts English = new("en");

    /// <summary>What is wrong with this very request, in English; null when the title says all, or the sender has proved nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>What is wrong with the content.</summary>
    public IReadOnlyList<PersonFault> Faults { get; init; } = [];

    /// <summary>Why it is not believed.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>When trying again makes sense; null: not by itself.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The code of the problem that a request was answered with; empty for none.</summary>
    public static string CodeIn(HttpContext context) => context.Items[CodeKey] as string ?? "";

    /// <summary>Remembers the code for the boundary.</summary>
    public void MarkIn(HttpContext context) => context.Items[CodeKey] = Code;

    /// <summary>
    /// Answers with it. The web function is proxied, so other content types than JSON pass (docs/operations.md, Azure Functions).
    /// </summary>
    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        MarkIn(context);
        response.StatusCode = Status;
        response.ContentType = ContentType;
        // RFC 9110 §15.5.2: a 401 names a way to prove oneself.
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("F0", System.Globalization.CultureInfo.InvariantCulture);
        var bytes = Json();
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private byte[] Json()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", $"urn:accessgov:problem:{Code}");
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("code", Code);
            if (Detail is not null)
                json.WriteString("detail", Detail);
            if (Faults.Count > 0)
            {
                json.WriteStartArray("faults");
                foreach (var fault in Faults)
                {
                    json.WriteStartObject();
                    json.WriteString("path", fault.Path);
                    json.WriteString("text", English.Of(fault.Text));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            if (Refusals.Count > 0)
            {
                json.WriteStartArray("refusals");
                foreach (var refusal in Refusals)
                {
                    json.WriteStartObject();
                    json.WriteString("code", refusal.Code);
                    json.WriteString("subject", refusal.Subject);
                    json.WriteNumber("number", refusal.Number);
                    json.WriteNumber("limit", refusal.Limit);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
