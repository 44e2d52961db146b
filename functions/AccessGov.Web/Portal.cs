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
        var boundary = new ApiBoundary(app.ServiceProvider.GetRequiredService<ILogger<ApiBoundary>>(), TimeProvider.System);
        var doors = app.MapGroup("");
        boundary.Guard(doors);
        doors.MapDirectoryNotifications(installation);
        var callers = Callers.OpenedBy(installation);
        HrEvents.Map(doors, installation, callers);
        ScimEndpoints.Map(doors, installation, callers);
        doors
            .MapGet(
                PublicPaths.Prefix + "/api/health/live",
                context => Reply.JsonAsync(context, StatusCodes.Status200OK, """{"live":true}""")
            )
            .WithMetadata(Door.Plain("Health"));
        var readiness = new Readiness(installation, TimeProvider.System);
        doors
            .MapGet(
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
            )
            .WithMetadata(Door.Plain("Health"));
    }
}
