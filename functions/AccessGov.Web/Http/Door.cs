namespace AccessGov.Web.Http;

/// <summary>What the boundary knows of an endpoint; every endpoint of the portal carries one.</summary>
/// <param name="Name">For the log.</param>
/// <param name="Write">Answers with a problem in the form that this endpoint's clients read.</param>
internal sealed record Door(string Name, Func<HttpContext, Problem, Task> Write)
{
    /// <summary>A door whose problems are RFC 9457's.</summary>
    public static Door Plain(string name) => new(name, (context, problem) => problem.WriteAsync(context));
}
