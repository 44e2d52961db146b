using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AccessGov.Web.Programs;

/// <summary>
/// Access tokens of applications of the Entra tenant (learn.microsoft.com, access tokens; access token claims). Only RS256 by a key that
/// the tenant publishes now, only for our audience, only of an application acting for itself.
/// </summary>
internal sealed class CallerTokens
{
    // Entra's tokens of applications have some 2 KiB.
    private const int Longest = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> published;
    private readonly TokenValidationParameters demands;
    private readonly string tenant;

    public CallerTokens(ApiSettings settings, TimeProvider clock)
    {
        tenant = settings.TokenTenant;
        var authority = (settings.Authority ?? new Uri($"https://login.microsoftonline.com/{tenant}/v2.0")).AbsoluteUri.TrimEnd('/');
        published = new ConfigurationManager<OpenIdConnectConfiguration>(
            authority + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !new Uri(authority).IsLoopback }
        );
        demands = new TokenValidationParameters
        {
            ConfigurationManager = published,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidAudience = settings.Audience ?? throw new InvalidOperationException("No audience is set."),
            // A registration whose requestedAccessTokenVersion is not 2 gets tokens of the former issuer, signed with the same keys.
            ValidIssuers = settings.Authority is null ? [$"https://sts.windows.net/{tenant}/"] : [],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) =>
                until > clock.GetUtcNow().UtcDateTime - Skew && (from ?? DateTime.MinValue) < clock.GetUtcNow().UtcDateTime + Skew,
        };
    }

    /// <summary>The application that a token speaks for; null when the token may not be used.</summary>
    /// <exception cref="OutsideFailureException">The tenant's keys cannot be read.</exception>
    public async Task<Guid?> AppOfAsync(string token, CancellationToken ct)
    {
        if (token.Length is 0 or > Longest)
            return null;
        try
        {
            await published.GetConfigurationAsync(ct);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            throw new OutsideFailureException(
                new OutsideFailure.Transient("token-keys-unreadable"),
                Wording.Of("Outside.token-keys-unreadable"),
                e
            );
        }
        var result = await handler.ValidateTokenAsync(token, demands);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken read)
            return null;
        string? Claim(string name) => read.TryGetPayloadValue<string>(name, out var value) ? value : null;
        // 'scp' is a person's token that an application carries; 'idtyp' is there when the registration asks for it, else the subject
        // tells.
        var isOfApp =
            !read.TryGetPayloadValue<object>("scp", out _)
            && (Claim("idtyp") ?? (Claim("oid") is { } id && id == Claim("sub") ? "app" : "user")) == "app";
        return
            isOfApp
            && string.Equals(Claim("tid"), tenant, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(Claim("azp") ?? Claim("appid"), out var app)
            ? app
            : null;
    }
}
