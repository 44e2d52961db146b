using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.Web.Pages;

namespace AccessGov.Web;

/// <summary>
/// The web application: one pipeline, built when the first request comes, so that a timer's cold start does without it. It runs behind
/// the catch-all function on Azure Functions and in Kestrel under <c>accessgov serve</c>.
/// </summary>
/// <param name="services">The process's services; routing among them.</param>
/// <param name="installation">Opens the installation, or throws.</param>
public sealed class PortalPipeline(IServiceProvider services, Func<Installation> installation)
{
    /// <summary>
    /// No body is larger, in bytes: what the Functions host lets through at most. Each endpoint has its own, smaller bound.
    /// </summary>
    public const int MaxBodyBytes = 104_857_600;

    private readonly Lazy<RequestDelegate> pipeline = new(() => Build(services, installation));

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request and its answer; no endpoint may be chosen yet.</param>
    public Task AnswerAsync(HttpContext context) => pipeline.Value(context);

    private static RequestDelegate Build(IServiceProvider services, Func<Installation> installation)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseEndpoints(endpoints => endpoints.MapPortal(installation));
        // Whatever no program's door answers is a page, if the settings name the portal's address.
        var pages = new PagesOnce(services, installation);
        app.Use(next =>
            context =>
                IsOfPrograms(context.Request.Path) || pages.Find() is not { } page ? next(context) : page.AnswerAsync(context)
        );
        return app.Build();

        static bool IsOfPrograms(PathString path) => path.StartsWithSegments(PublicPaths.Prefix + "/api", StringComparison.Ordinal);
    }
}
