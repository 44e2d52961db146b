using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.Web.Http;

namespace AccessGov.Web.Scim;

/// <summary>What goes back.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Content; null: none.</param>
internal sealed record Answer(int Status, JsonNode? Body)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The entity tag of what is answered; null where there is none.</summary>
    public string? Version { get; init; }

    /// <summary>Address of what was made or changed.</summary>
    public string? Location { get; init; }

    /// <summary>Headers that the status asks for.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static Answer Of(int status, UserView view, AttributeChoice choice) =>
        new(status, view.ToJson(choice)) { Version = view.Version, Location = view.Location };

    public static Answer Of(ScimFault fault) => new(fault.Status, ErrorBody(fault));

    public static Answer Of(Problem problem) =>
        Of(
            new ScimFault(
                problem.Status,
                null,
                string.Join(' ', ((string?[])[problem.Title, problem.Detail]).OfType<string>()) + $" ({problem.Code})"
            )
        ) with
        {
            Headers =
            [
                .. problem.Status == StatusCodes.Status401Unauthorized ? new[] { ("WWW-Authenticate", "Bearer") } : [],
                .. problem.RetryAfter is { } wait ? new[] { ("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString("F0")) } : [],
            ],
        };

    /// <summary>What answers a method that an address does not have (RFC 9110 §15.5.6).</summary>
    /// <param name="allowed">Those it has, as the header names them.</param>
    public static Answer OfOtherMethod(string allowed) =>
        Of(new ScimFault(StatusCodes.Status405MethodNotAllowed, null, $"This address has {allowed}.")) with
        {
            Headers = [("Allow", allowed)],
        };

    /// <summary>A fault as a SCIM client expects it (RFC 7644 §3.12).</summary>
    public static JsonObject ErrorBody(ScimFault fault)
    {
        var body = new JsonObject { ["schemas"] = new JsonArray(ScimFault.Schema), ["status"] = fault.Status.ToString() };
        if (fault.Type is not null)
            body["scimType"] = fault.Type;
        body["detail"] = fault.Message;
        return body;
    }

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (Version is not null)
            response.Headers.ETag = Version;
        if (Location is not null)
            response.Headers[Status == StatusCodes.Status201Created ? "Location" : "Content-Location"] = Location;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (Body is null || HttpMethods.IsHead(context.Request.Method))
            return;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Body, Plain);
        response.ContentType = "application/scim+json";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
