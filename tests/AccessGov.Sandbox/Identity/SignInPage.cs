using System.Security.Claims;
using AccessGov.Sandbox.Tenant;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AccessGov.Sandbox.Identity;

/// <summary>Asks who somebody wants to be, and sends that one back with a code.</summary>
internal sealed class SignInPage(TenantDirectory directory, string tenantId, Action<ClaimsIdentity> alter)
{
    /// <summary>Answers a request that the rules have let in.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict was not asked.");
        if (!HttpMethods.IsPost(context.Request.Method))
            return AccountChoice.WriteAsync(context, Enabled(), request);
        return (string?)request[ClientRules.Account] is { } id && Enabled().FirstOrDefault(u => u.Id == id) is { } user
            ? context.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Principal(user, request))
            : context.ForbidAsync(
                OpenIddictServerAspNetCoreDefaults.AuthenticationScheme,
                new AuthenticationProperties(
                    new Dictionary<string, string?>
                    {
                        // Whoever chooses nobody has cancelled; Entra says it in the same words.
                        [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
                        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "Nobody who can sign in was chosen.",
                    }
                )
            );
    }

    private IEnumerable<TenantUser> Enabled() =>
        directory.Users.Where(u => u.AccountEnabled).OrderBy(u => u.EmployeeId ?? "~", StringComparer.Ordinal);

    private ClaimsPrincipal Principal(TenantUser user, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("sandbox", Claims.Name, Claims.Role);
        // Entra's own subject differs from one application to the next, and so tells nobody which account it is.
        identity.SetClaim(Claims.Subject, $"{request.ClientId}/{user.Id}");
        identity.SetClaim("oid", user.Id);
        identity.SetClaim("tid", tenantId);
        identity.SetClaim(Claims.Name, user.DisplayName);
        identity.SetClaim(Claims.PreferredUsername, user.UserPrincipalName);
        // Entra leaves the claim out where there is none.
        foreach (var role in user.AppRoles)
            identity.AddClaim(new Claim("roles", role));
        alter(identity);
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity).SetScopes(request.GetScopes());
    }
}
