using AccessGov.Web;
using Microsoft.Azure.Functions.Worker;

namespace AccessGov.Functions.Triggers;

/// <summary>Every public request. What answers it is one web application, the same as in <c>accessgov serve</c>.</summary>
/// <param name="portal">That web application.</param>
public sealed class Web(PortalPipeline portal)
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    [Function("Web")]
    public Task AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "head", "options", Route = "{*path}")]
            HttpRequest request
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        // Routing ran for the catch-all already: ours runs anew.
        request.HttpContext.SetEndpoint(null);
        request.RouteValues.Clear();
        return portal.AnswerAsync(request.HttpContext);
    }
}
