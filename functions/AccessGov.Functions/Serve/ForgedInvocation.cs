namespace AccessGov.Functions.Serve;

/// <summary>
/// Refuses requests that pretend to come from the Functions host: its worker would take the header below for the name of a call that is
/// under way. Here there is no such host, so whoever sends it means no good.
/// </summary>
internal static class ForgedInvocation
{
    private const string Header = "x-ms-invocation-id";

    /// <summary>Answers 400 to such a request and lets every other one on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">What answers the others.</param>
    public static Task RefuseAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Headers.ContainsKey(Header) ? Web.Http.Problems.ForgedInvocation.WriteAsync(context) : next(context);
}
