using AccessGov.App.Composition;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AccessGov.Web.SignIn;

/// <summary>
/// People sign in with Entra (OpenID Connect, code and PKCE). The session is a cookie of this host alone; what it may do is looked up at
/// every request.
/// </summary>
internal static class SignInSetup
{
    /// <summary>Name of the session's cookie.</summary>
    public const string Cookie = "__Host-accessgov";

    /// <summary>Where Entra sends people back to; registered there as the redirect address.</summary>
    public const string CallbackPath = PublicPaths.Prefix + "/signin-oidc";

    /// <summary>A session that nobody uses ends after this.</summary>
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(30);

    public static void AddPortalSignIn(this IServiceCollection services, Func<Installation> installation, PortalSettings settings)
    {
        var tenant = installation().Settings.Directory.TenantId;
        services.AddDataProtection().SetApplicationName("accessgov-portal");
        var seal = new KeyRingSeal(installation);
        services.AddSingleton(seal);
        services.Configure<KeyManagementOptions>(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new KeyRing(installation, seal), seal));
        var signIn = services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                Harden(cookie.Cookie, Cookie);
                (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (IdleFor, true);
                cookie.LoginPath = PublicPaths.Prefix + "/signin";
                cookie.AccessDeniedPath = PublicPaths.Prefix + "/refused";
                cookie.ReturnUrlParameter = "to";
                cookie.Events = new SessionEvents(installation);
                // How long a session lives is the city's time. The steps of signing in go by the browser's and Entra's: the machine's.
                cookie.TimeProvider = installation().Workspace.Clock;
            });
        if (settings.SignIn == PortalSignIn.Entra)
            signIn.AddOpenIdConnect(oidc =>
            {
                oidc.Authority = (settings.Authority ?? new Uri($"https://login.microsoftonline.com/{tenant}/v2.0")).AbsoluteUri;
                oidc.RequireHttpsMetadata = settings.Authority?.IsLoopback != true;
                oidc.ClientId = settings.ClientId;
                oidc.ClientSecret = settings.ClientSecretFile is { } file ? File.ReadAllText(file).Trim() : null;
                oidc.ResponseType = OpenIdConnectResponseType.Code;
                // The answer comes as a redirect of the browser itself: a cookie that is only of this site goes with it.
                oidc.ResponseMode = OpenIdConnectResponseMode.Query;
                (oidc.UsePkce, oidc.SaveTokens, oidc.MapInboundClaims) = (true, false, false);
                oidc.GetClaimsFromUserInfoEndpoint = false;
                oidc.CallbackPath = CallbackPath;
                oidc.Scope.Clear();
                oidc.Scope.Add("openid");
                oidc.Scope.Add("profile");
                Harden(oidc.CorrelationCookie, "__Host-accessgov-c.");
                Harden(oidc.NonceCookie, "__Host-accessgov-n.");
                oidc.Events = new EntraEvents(
                    installation,
                    tenant,
                    settings.ManagedIdentityClientId is { Length: > 0 } id ? EntraCredentials.InsteadOfSecret(id) : null
                );
            });
        services.AddAuthorizationBuilder().SetFallbackPolicy(PageRights.SignedInPolicy).AddPortalRights();
    }

    private static void Harden(CookieBuilder cookie, string name)
    {
        (cookie.Name, cookie.Path, cookie.HttpOnly) = (name, "/", true);
        (cookie.SameSite, cookie.SecurePolicy, cookie.IsEssential) = (SameSiteMode.Lax, CookieSecurePolicy.Always, true);
    }
}
