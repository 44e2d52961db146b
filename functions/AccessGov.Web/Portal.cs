using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.Web.Api;
using AccessGov.Web.Http;
using AccessGov.Web.Programs;
using AccessGov.Web.Scim;

namespace AccessGov.Web;

/// <summary>What the public sees, all of it below <c>/portal</c>.</summary>
internal static class Portal
{
    /// <summary>Adds the health endpoints and those of <c>Api</c>.</summary>
    /// <param name="app">The web application.</param>
    /// <param name="installation">Opens the installation, or throws.</param>
    public static void MapPortal(this IEndpointRouteBuilder app, Func<Installation> installation)
    {
        app.MapDirectoryNotifications(installation);
        var callers = Callers.OpenedBy(installation);
        HrEvents.Map(app, installation, callers);
        ScimEndpoints.Map(app, installation, callers);
        app.MapGet(
            PublicPaths.Prefix + "/api/health/live",
            context => Reply.JsonAsync(context, StatusCodes.Status200OK, """{"live":true}""")
        );
        var readiness = new Readiness(installation, TimeProvider.System);
        app.MapGet(
            PublicPaths.Prefix + "/api/health/ready",
            async context =>
            {
                var ready = await readiness.IsReadyAsync(context.RequestAborted);
                // Why not is for the log, not for strangers.
                await Reply.JsonAsync(
                    context,
                    ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
                    ready ? """{"ready":true}""" : """{"ready":false}"""
                );
            }
        );
    }
}
