using AccessGov.App.Composition;
using AccessGov.App.Settings;

namespace AccessGov.Web.Pages;

/// <summary>Answers what people ask for: pages below <c>/portal</c>, with their own services.</summary>
internal sealed class PagePipeline
{
    private readonly ServiceProvider services;
    private readonly RequestDelegate answer;
    private readonly Uri address;

    public PagePipeline(IServiceProvider process, Func<Installation> installation, Uri address)
    {
        this.address = address;
        var settings = installation().Settings.Portal;
        services = PageServices.Build(process, installation, settings);
        var app = new ApplicationBuilder(services);
        app.UseSecurityHeaders(PageHeaders.Of(address));
        app.Use(next =>
            context =>
            {
                // Of what people see nothing is kept; assets say otherwise of themselves.
                context.Response.Headers.CacheControl = "no-cache, no-store";
                return next(context);
            }
        );
        app.UseExceptionHandler(PublicPaths.Prefix + "/failed");
        app.UseStatusCodePagesWithReExecute(PublicPaths.Prefix + "/missing", "?code={0}");
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseEndpoints(endpoints =>
        {
            Assets.Map(endpoints);
            SignInEndpoints.Map(endpoints, settings);
            endpoints.MapRazorPages();
        });
        answer = app.Build();
    }

    /// <summary>Answers a request for a page.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        // Behind a proxy the address is what the settings say, never what a caller's headers say. Without a port that nobody writes: Entra
        // compares the redirect address letter by letter.
        (context.Request.Scheme, context.Request.Host) = (address.Scheme, HostString.FromUriComponent(address.Authority));
        await using var scope = services.CreateAsyncScope();
        var process = context.RequestServices;
        context.RequestServices = scope.ServiceProvider;
        // The process's own factory of contexts does not know that ours wants to be told.
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
        try
        {
            await answer(context);
        }
        finally
        {
            context.RequestServices = process;
        }
    }
}
