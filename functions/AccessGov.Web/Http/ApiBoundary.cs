using AccessGov.App.Failures;
using AccessGov.App.Texts;

namespace AccessGov.Web.Http;

/// <summary>
/// Where what any endpoint throws ends: strangers read a code, the log says what. Nobody fills the disk by asking: refused callers are
/// counted, and of one kind of fault one stack a minute is told.
/// </summary>
internal sealed partial class ApiBoundary(ILogger<ApiBoundary> log, TimeProvider clock)
{
    private readonly Ration ration = new(clock);

    /// <summary>Stands before every endpoint of a group, also before those that are added later.</summary>
    public void Guard(IEndpointConventionBuilder group) =>
        // Last of all conventions: the endpoint has its door by then.
        group.Finally(endpoint =>
        {
            var answer = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} answers nothing.");
            var door =
                endpoint.Metadata.OfType<Door>().SingleOrDefault()
                ?? throw new InvalidOperationException($"{endpoint.DisplayName} has no door.");
            endpoint.RequestDelegate = context => AnswerAsync(context, door, answer);
        });

    private async Task AnswerAsync(HttpContext context, Door door, RequestDelegate answer)
    {
        try
        {
            if (await ProblemAsync(context, door, answer) is { } problem)
            {
                if (context.Response.HasStarted)
                    context.Abort();
                else
                    await door.Write(context, problem);
            }
        }
        // Who does not wait for an answer gets none.
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested) { }
        if (IsRefusal(context.Response.StatusCode) && ration.MayTell($"{door.Name} refused", out var count))
            Refused(door.Name, count, context.Response.StatusCode, Problem.CodeIn(context));
    }

    private async Task<Problem?> ProblemAsync(HttpContext context, Door door, RequestDelegate answer)
    {
        try
        {
            await answer(context);
            return null;
        }
        catch (OutsideFailureException e)
        {
            if (ration.MayTell($"{door.Name} {e.Kind.Code}", out var count))
                Outside(door.Name, e.Kind.Code, count, new LoggedWording(e.What));
            return Problems.Of(e.Kind);
        }
        // A body that is cut off, too slow or too large for the server, a length that is none …
        catch (BadHttpRequestException e)
        {
            return Problems.RequestBroken(e.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return Problems.RequestBroken(StatusCodes.Status400BadRequest);
        }
        // The boundary: a stranger learns nothing of a bug.
        catch (Exception e)
        {
            if (ration.MayTell((door.Name, e.GetType()), out var count))
                Failed(e, door.Name, count);
            return Problems.Failed;
        }
    }

    // Not 404, 409 and 422: they are answers to whoever may ask.
    private static bool IsRefusal(int status) => status is 400 or 401 or 403 or 408 or 413 or 415 or 429;

    [LoggerMessage(LogLevel.Warning, "{Endpoint} refused {Count} requests of callers, the last with {Status} {Code}")]
    private partial void Refused(string endpoint, int count, int status, string code);

    [LoggerMessage(LogLevel.Error, "{Endpoint} failed: {Code} ({Count} times): {What}")]
    private partial void Outside(string endpoint, string code, int count, LoggedWording what);

    [LoggerMessage(LogLevel.Error, "{Endpoint} failed ({Count} times)")]
    private partial void Failed(Exception e, string endpoint, int count);
}
