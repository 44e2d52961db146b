using AccessGov.App.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace AccessGov.Web.Pages;

/// <summary>To Entra and back, or to the page where a key is asked for.</summary>
internal static class SignInEndpoints
{
    private const string Path = PublicPaths.Prefix + "/signin";

    /// <summary>The page where people sign in with a key.</summary>
    public const string KeyPath = Path + "/key";

    public static void Map(IEndpointRouteBuilder endpoints, PortalSettings settings) =>
        endpoints
            .MapGet(
                Path,
                (HttpContext context, string? to) =>
                {
                    if (settings.SignIn == PortalSignIn.Entra)
                        return context.ChallengeAsync(
                            OpenIdConnectDefaults.AuthenticationScheme,
                            new AuthenticationProperties { RedirectUri = Here(to) }
                        );
                    context.Response.Redirect($"{KeyPath}?to={Uri.EscapeDataString(Here(to))}");
                    return Task.CompletedTask;
                }
            )
            .AllowAnonymous();

    /// <summary>A page of ours, or the first one: nobody is sent elsewhere.</summary>
    /// <param name="to">What the address asks for.</param>
    internal static string Here(string? to) =>
        to is not null
        && to.StartsWith(PublicPaths.Prefix, StringComparison.Ordinal)
        && (to.Length == PublicPaths.Prefix.Length || to[PublicPaths.Prefix.Length] is '/' or '?')
        && !to.Contains('\\', StringComparison.Ordinal)
        // What an address cannot hold as it is would be refused where it is written.
        && to.All(c => c is > ' ' and <= '~')
        // There somebody who is signed in already would be sent round and round.
        && !to.StartsWith(Path, StringComparison.OrdinalIgnoreCase)
            ? to
            : PublicPaths.Prefix;
}
