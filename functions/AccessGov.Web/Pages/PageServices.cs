using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.WebEncoders;

namespace AccessGov.Web.Pages;

/// <summary>
/// Services of the pages: a container of their own, made when the first page is asked for, so that no timer and no program waits for
/// Razor.
/// </summary>
internal static class PageServices
{
    public static ServiceProvider Build(IServiceProvider process, Func<Installation> installation, PortalSettings settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(process.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(process.GetRequiredService<IWebHostEnvironment>());
        services.AddSingleton<IHostEnvironment>(process.GetRequiredService<IWebHostEnvironment>());
        services.AddSingleton(process.GetRequiredService<IHostApplicationLifetime>());
        var listener = new DiagnosticListener("AccessGov.Pages");
        services.AddSingleton(listener).AddSingleton<DiagnosticSource>(listener);
        services.AddSingleton(installation).AddSingleton(settings);
        // Japanese as it is, not as eight characters of an entity each; what could end a tag is still written as one.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddHttpContextAccessor().AddScoped<PortalContext>();
        services.AddPortalSignIn(installation, settings);
        services.AddPageLimits();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = new HostCookie("__Host-accessgov-f");
            antiforgery.FormFieldName = "f";
            // PageHeaders says it, and more.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services
            .AddRazorPages(pages =>
            {
                pages.RootDirectory = "/Pages";
                pages.Conventions.ConfigureFilter(new OnlyHandlers());
                pages.Conventions.AllowAnonymousToPage("/Keys/SignIn");
                pages.Conventions.AllowAnonymousToPage("/Keys/TicketSignIn");
                pages.Conventions.AllowAnonymousToPage("/Refused");
                pages.Conventions.AllowAnonymousToPage("/SignedOut");
                pages.Conventions.AllowAnonymousToPage("/Over");
                pages.Conventions.AllowAnonymousToPage("/Failed");
                pages.Conventions.AllowAnonymousToPage("/Language");
                pages.Conventions.AllowAnonymousToPage("/Missing");
            })
            .AddApplicationPart(typeof(PageServices).Assembly);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
