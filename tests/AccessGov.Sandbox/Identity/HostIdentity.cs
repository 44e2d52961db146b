using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AccessGov.Sandbox.Identity;

/// <summary>
/// Stands for the endpoint of an Azure host that gives the programs on it tokens of their managed identity (App Service, API version
/// 2019-08-01). Only the token that stands for an application's secret can be had; anything else is refused, never overlooked.
/// </summary>
public sealed class HostIdentity : IAsyncDisposable
{
    /// <summary>For whom the token is: Entra's exchange of foreign tokens.</summary>
    public const string Audience = "api://AzureADTokenExchange";

    private const string Secret = "sandbox-identity-header";
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "sandbox-host" };
    private readonly string tenantId,
        clientId;
    private readonly WebApplication host;

    private HostIdentity(string tenantId, string clientId)
    {
        (this.tenantId, this.clientId) = (tenantId, clientId);
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        host = builder.Build();
        host.MapGet("/msi/token", Answer);
    }

    /// <summary>Principal id of the identity: the <c>sub</c> of its tokens, and of the trust that the application has in it.</summary>
    public string Subject { get; } = Guid.NewGuid().ToString();

    /// <summary>True once somebody asked for a token and got one.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>What a program on this host finds in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>
        {
            ["IDENTITY_ENDPOINT"] = new Uri(new Uri(host.Urls.First()), "/msi/token").AbsoluteUri,
            ["IDENTITY_HEADER"] = Secret,
        };

    private string Issuer => $"https://login.microsoftonline.com/{tenantId}/v2.0";

    /// <summary>Starts listening.</summary>
    /// <param name="tenantId">The tenant of the identity.</param>
    /// <param name="clientId">Client id of the identity.</param>
    public static async Task<HostIdentity> StartAsync(string tenantId, string clientId)
    {
        var identity = new HostIdentity(tenantId, clientId);
        await identity.host.StartAsync();
        return identity;
    }

    /// <summary>Whether a token is one of ours and still holds, as Entra asks before it takes it for an application's secret.</summary>
    /// <param name="assertion">The token.</param>
    public async Task<bool> VouchesAsync(string? assertion) =>
        (
            await new JsonWebTokenHandler().ValidateTokenAsync(
                assertion,
                new TokenValidationParameters
                {
                    IssuerSigningKey = key,
                    ValidIssuer = Issuer,
                    ValidAudience = Audience,
                }
            )
        )
            is { IsValid: true, ClaimsIdentity: var claims }
        && claims.FindFirst("sub")?.Value == Subject;

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => host.DisposeAsync();

    private IResult Answer(HttpRequest request)
    {
        string[] known = ["api-version", "resource", "client_id"];
        if (
            request.Query.Keys.FirstOrDefault(k => !known.Contains(k)) is not null
            || request.Query["api-version"] != "2019-08-01"
            || request.Headers["X-IDENTITY-HEADER"] != Secret
            || request.Query["resource"] != Audience
            || request.Query["client_id"] != clientId
        )
            return Results.BadRequest(new { error = "invalid_request", error_description = "The sandbox's host does not know this." });
        WasAsked = true;
        var until = DateTimeOffset.UtcNow.AddHours(1);
        var token = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                Claims = new Dictionary<string, object> { ["sub"] = Subject },
                Expires = until.UtcDateTime,
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            }
        );
        return Results.Json(
            new
            {
                access_token = token,
                expires_on = $"{until.ToUnixTimeSeconds()}",
                resource = Audience,
                token_type = "Bearer",
                client_id = clientId,
            }
        );
    }
}
