using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>The OAuth 2.0 client-credentials grant: any client id and secret get an opaque bearer for an hour.</summary>
internal sealed class TokenDesk(TimeProvider clock)
{
    private const int LifeSeconds = 3599;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiry = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _clients = new(StringComparer.Ordinal);

    public string Issue(string client = "")
    {
        var token = "sandbox." + Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        _expiry[token] = clock.GetUtcNow().AddSeconds(LifeSeconds);
        _clients[token] = client;
        return token;
    }

    /// <summary>Who asked for the bearer.</summary>
    public string ClientOf(string? authorization) =>
        authorization is { Length: > 7 } ? _clients.GetValueOrDefault(authorization[7..], "") : "";

    /// <summary>Null when the header carries a live bearer.</summary>
    public GraphReply? Refuse(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || authorization.Length < 8)
            return Refusals.Unauthorized("Access token is empty.");
        if (!_expiry.TryGetValue(authorization[7..], out var expiry))
            return Refusals.Unauthorized("IDX14100: JWT is not well formed.");
        return expiry > clock.GetUtcNow() ? null : Refusals.Unauthorized("Lifetime validation failed, the token is expired.");
    }

    public GraphReply Answer(string method, string form)
    {
        var fields = QueryHelpers.ParseQuery(form);
        string Field(string name) => fields.TryGetValue(name, out var value) ? value.ToString() : "";
        if (method != "POST" || Field("grant_type") != "client_credentials")
            return Refused(400, "unsupported_grant_type", "Only client_credentials is emulated.");
        if (Field("client_id").Length == 0 || (Field("client_secret").Length == 0 && Field("client_assertion").Length == 0))
            return Refused(401, "invalid_client", "client_id and client_secret or client_assertion are required.");
        if (!Field("scope").EndsWith("/.default", StringComparison.Ordinal))
            return Refused(400, "invalid_scope", "The scope must end with /.default.");
        return GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("token_type", "Bearer");
                json.WriteNumber("expires_in", LifeSeconds);
                json.WriteNumber("ext_expires_in", LifeSeconds);
                json.WriteString("access_token", Issue(Field("client_id")));
                json.WriteEndObject();
            }
        );
    }

    private static GraphReply Refused(int status, string error, string description) =>
        GraphReply.Json(
            status,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("error", error);
                json.WriteString("error_description", description);
                json.WriteEndObject();
            }
        );
}
