using AccessGov.App.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace AccessGov.Web.Pages.Keys;

/// <summary>A page by which people sign in where keys alone say who they are: where Entra does, there is no such page (404).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnlyWithKeysAttribute : Attribute, IResourceFilter
{
    /// <summary>Answers where the page is not there.</summary>
    /// <param name="context">The request.</param>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var here = context.HttpContext.RequestServices.GetRequiredService<PortalContext>();
        if (here.Installation.Settings.Portal.SignIn != PortalSignIn.Key)
            context.Result = new NotFoundResult();
    }

    /// <summary>Nothing is left to do.</summary>
    /// <param name="context">The request.</param>
    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
