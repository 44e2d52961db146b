using AccessGov.App.Composition;
using AccessGov.App.Emergency;
using AccessGov.App.Settings;
using AccessGov.Core.Enrolment;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AccessGov.Web.SignIn;

/// <summary>
/// A session lives as long as the duty: at every request the person is looked up, and who left, is held or is on leave is signed out.
/// </summary>
/// <param name="installation">Opens the installation, or throws.</param>
internal sealed class SessionEvents(Func<Installation> installation) : CookieAuthenticationEvents
{
    /// <summary>The page that says that a session was over when a form came.</summary>
    public const string OverPath = PublicPaths.Prefix + "/over";

    /// <summary>However busy, a session ends with the working day.</summary>
    private static readonly TimeSpan LongestFor = TimeSpan.FromHours(10);

    /// <summary>Clocks of two instances differ that much; a session from further ahead is none of ours.</summary>
    private static readonly TimeSpan AheadBy = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return base.RedirectToLogin(context);
        // A form may not be answered by a way to Entra: the browser stops it, and nothing would be said. A page says it, and leads there.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        // The way back is to the page, and not to the button that was pressed.
        var query = QueryString.Create(request.Query.Where(q => q.Key != "handler"));
        context.Response.Headers.Location = $"{OverPath}?to={Uri.EscapeDataString(request.Path + query)}";
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var now = installation().Workspace.Clock.GetUtcNow();
        var (worker, since) = (SessionClaims.WorkerOf(context.Principal), SessionClaims.SinceOf(context.Principal));
        var isOurs = SessionClaims.SessionOf(context.Principal) is not null;
        var onlyEnrols = SessionClaims.OnlyEnrols(context.Principal);
        var longest = onlyEnrols ? KeyTicket.ValidFor : LongestFor;
        if (isOurs && worker is { } id && since is { } at && now - at <= longest && at - now <= AheadBy)
            if (await SignIn.SignedIn.FindAsync(installation(), id, context.HttpContext.RequestAborted) is { } person)
            {
                // What the settings say of an app role is looked up too: one that they name no more means nothing.
                var known = installation().Settings.Portal.AppRoles;
                var entra = SessionClaims.AppRolesOf(context.Principal).Where(known.ContainsKey).Select(role => known[role]);
                var me = person with { OnlyEnrols = onlyEnrols, EntraRoles = entra.ToHashSet() };
                var ct = context.HttpContext.RequestAborted;
                var hasSealed = me.MayRead && await WatchSealed.IsNeededAsync(installation().Workspace, ct);
                context.HttpContext.Features.Set(me with { HasSealed = hasSealed });
                return;
            }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
