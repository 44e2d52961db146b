using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace AccessGov.Web.Pages;

/// <summary>
/// A page that answers some methods and handlers answers no others: without one it would be shown as it was before anything was looked up.
/// Pages that only show may be asked in any way.
/// </summary>
internal sealed class OnlyHandlers : IPageFilter
{
    /// <inheritdoc/>
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    /// <inheritdoc/>
    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is not null || context.ActionDescriptor.HandlerMethods is not { Count: > 0 } known)
            return;
        var method = context.HttpContext.Request.Method;
        var only = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        if (!only || known.Any(h => HttpMethods.IsGet(h.HttpMethod)))
            context.Result = new NotFoundResult();
    }

    /// <inheritdoc/>
    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
