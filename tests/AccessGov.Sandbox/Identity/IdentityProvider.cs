using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using AccessGov.Sandbox.Tenant;
using Microsoft.IdentityModel.Tokens;

namespace AccessGov.Sandbox.Identity;

/// <summary>
/// Stands for Entra where people sign in: OpenID Connect with code and PKCE over the accounts of an emulated tenant, on loopback. Nobody
/// has a password: whoever asks chooses who to be. OpenIddict does the protocol; what is not known is refused, never overlooked.
/// </summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    // One for the process: a key of its own for each provider would cost every test a while and prove nothing.
    private static readonly RsaSecurityKey Signing = new(RSA.Create(2048)) { KeyId = "sandbox-people" };
    private static readonly SymmetricSecurityKey Sealing = new(RandomNumberGenerator.GetBytes(32));
    private readonly WebApplication host;

    private IdentityProvider(TenantDirectory directory, IdentityOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        var rules = new ClientRules(options);
        builder.Services.AddAuthentication();
        builder
            .Services.AddOpenIddict()
            .AddServer(server =>
            {
                // No database: whatever a store would have said, the rules say.
                server.EnableDegradedMode();
                server.SetAuthorizationEndpointUris(ClientRules.AuthorizePath).SetTokenEndpointUris(ClientRules.TokenPath);
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.RegisterScopes("profile");
                server.AddSigningKey(Signing).AddEncryptionKey(Sealing);
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
                rules.AddTo(server);
            });
        host = builder.Build();
        host.UseAuthentication();
        var page = new SignInPage(directory, options.TenantId, identity => Alter?.Invoke(identity));
        host.MapMethods(ClientRules.AuthorizePath, ["GET", "POST"], page.AnswerAsync);
    }

    /// <summary>The issuer; its discovery document lies below.</summary>
    public Uri Authority { get; private set; } = null!;

    /// <summary>Changes what the next tokens say, as no honest provider would; null for honest ones.</summary>
    public Action<ClaimsIdentity>? Alter { get; set; }

    /// <summary>Starts listening.</summary>
    /// <param name="directory">Whose accounts sign in.</param>
    /// <param name="options">How to start.</param>
    public static async Task<IdentityProvider> StartAsync(TenantDirectory directory, IdentityOptions options)
    {
        var provider = new IdentityProvider(directory, options);
        await provider.host.StartAsync();
        provider.Authority = new Uri(provider.host.Urls.First());
        // The first answer takes a while on a busy machine; whoever relies on us waits for nobody as long as that.
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await http.GetStringAsync(new Uri(provider.Authority, "/.well-known/openid-configuration"));
        return provider;
    }

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => host.DisposeAsync();
}
