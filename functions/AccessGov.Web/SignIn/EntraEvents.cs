using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace AccessGov.Web.SignIn;

/// <summary>Turns the account that Entra signed in into a person whom personnel knows, or into a page that says why not.</summary>
/// <param name="installation">Opens the installation, or throws.</param>
/// <param name="tenant">The directory's tenant: of another one nobody is let in.</param>
/// <param name="insteadOfSecret">Fetches the token that stands for the application's secret; null where it has one, or none.</param>
internal sealed class EntraEvents(
    Func<Installation> installation,
    string tenant,
    Func<CancellationToken, Task<string>>? insteadOfSecret = null
) : OpenIdConnectEvents
{
    /// <summary>Jobs ask a directory that does not answer again for a minute and a half; nobody looks at an empty window so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>RFC 7523, section 2.2.</summary>
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <inheritdoc/>
    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        if (insteadOfSecret is null || context.TokenEndpointRequest is not { } request)
            return;
        (request.ClientAssertionType, request.ClientAssertion) = (
            JwtBearer,
            await insteadOfSecret(context.HttpContext.RequestAborted)
        );
    }

    /// <inheritdoc/>
    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var of = installation();
        var token = context.Principal;
        if (!Guid.TryParse(token?.FindFirst("oid")?.Value, out var account))
            Refuse(context, "no-account");
        else if (!string.Equals(token.FindFirst("tid")?.Value, tenant, StringComparison.OrdinalIgnoreCase))
            Refuse(context, "other-tenant");
        else if (await PersonAsync(of, account, context.HttpContext.RequestAborted) is { } person)
            await BeginAsync(context, of, person);
        else
            Refuse(context, "directory");
    }

    /// <summary>Null where the directory does not answer within the time that somebody sits and waits.</summary>
    private static async Task<PersonOfAccount?> PersonAsync(Installation of, Guid account, CancellationToken aborted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        try
        {
            return await PersonOfAccount.FindAsync(of, account, patience.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        // What went wrong is for the log; who pressed "cancel" there is simply not signed in.
        var code = context.Failure switch
        {
            OutsideFailureException => "directory",
            _ when context.Request.Query["error"] == "access_denied" => "cancelled",
            _ => "failed",
        };
        Refuse(context, code);
        return Task.CompletedTask;
    }

    private static async Task BeginAsync(TokenValidatedContext context, Installation of, PersonOfAccount person)
    {
        if (person is not PersonOfAccount.Of { Worker: var worker })
            Refuse(context, ((PersonOfAccount.Nobodys)person).Code);
        else if (await SignedIn.FindAsync(of, worker, context.HttpContext.RequestAborted) is null)
            Refuse(context, "not-on-duty");
        else
            context.Principal = SessionClaims.Of(
                worker,
                of.Workspace.Clock.GetUtcNow(),
                // What the settings do not name means nothing here.
                appRoles: AppRoles(context).Where(of.Settings.Portal.AppRoles.ContainsKey)
            );
    }

    private static IEnumerable<string> AppRoles(TokenValidatedContext context) =>
        context.Principal?.FindAll("roles").Select(c => c.Value).Distinct() ?? [];

    private static void Refuse(TokenValidatedContext context, string code)
    {
        To(context.Response, code);
        context.HandleResponse();
    }

    private static void Refuse(RemoteFailureContext context, string code)
    {
        To(context.Response, code);
        context.HandleResponse();
    }

    private static void To(HttpResponse response, string code) => response.Redirect($"{PublicPaths.Prefix}/refused?why={code}");
}
