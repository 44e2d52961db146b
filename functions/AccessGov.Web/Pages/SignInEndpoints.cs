using AccessGov.App.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace AccessGov.Web.Pages;

/// <summary>To Entra and back.</summary>
internal static class SignInEndpoints
{
    private const string Path = PublicPaths.Prefix + "/signin";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(
                Path,
                (HttpContext context, string? to) =>
                    context.ChallengeAsync(
                        OpenIdConnectDefaults.AuthenticationScheme,
                        new AuthenticationProperties { RedirectUri = Here(to) }
                    )
            )
            .AllowAnonymous();

    /// <summary>A page of ours, or the first one: nobody is sent elsewhere.</summary>
    /// <param name="to">What the address asks for.</param>
    internal static string Here(string? to) =>
        to is not null
        && to.StartsWith(PublicPaths.Prefix, StringComparison.Ordinal)
        && (to.Length == PublicPaths.Prefix.Length || to[PublicPaths.Prefix.Length] is '/' or '?')
        && !to.Contains('\\', StringComparison.Ordinal)
        // There somebody who is signed in already would be sent round and round.
        && !to.StartsWith(Path, StringComparison.OrdinalIgnoreCase)
            ? to
            : PublicPaths.Prefix;
}
