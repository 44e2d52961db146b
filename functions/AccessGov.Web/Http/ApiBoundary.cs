using AccessGov.App.Failures;

namespace AccessGov.Web.Http;

/// <summary>
/// Where what an endpoint throws ends: strangers read a code, the log says what. Refused callers are counted, not listed.
/// </summary>
internal sealed partial class ApiBoundary
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly string endpoint;
    private readonly ILogger log;
    private int refused;
    private long toldAt;

    private ApiBoundary(string endpoint, ILogger log) => (this.endpoint, this.log) = (endpoint, log);

    /// <summary>An endpoint that answers by itself or gives a problem to answer with.</summary>
    public static RequestDelegate Around(IEndpointRouteBuilder app, string endpoint, Func<HttpContext, Task<Problem?>> answer)
    {
        var boundary = new ApiBoundary(endpoint, app.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(endpoint));
        return async context =>
        {
            if (await boundary.GuardAsync(context, answer) is { } problem && !context.Response.HasStarted)
                await problem.WriteAsync(context);
        };
    }

    private async Task<Problem?> GuardAsync(HttpContext context, Func<HttpContext, Task<Problem?>> answer)
    {
        try
        {
            var problem = await answer(context);
            if (problem?.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
                Count(problem);
            return problem;
        }
        catch (OutsideFailureException e)
        {
            Outside(endpoint, e.Kind.Code, e.Message);
            return Problems.Of(e.Kind);
        }
        catch (Exception e)
            when (e is OperationCanceledException or BadHttpRequestException && context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        // The boundary: a stranger learns nothing of a bug.
        catch (Exception e)
        {
            Failed(e, endpoint);
            return Problems.Failed;
        }
    }

    // Once a minute at most, and nothing of the request: whoever is refused must not fill the disk.
    private void Count(Problem last)
    {
        lock (gate)
        {
            refused++;
            if (toldAt != 0 && System.Diagnostics.Stopwatch.GetElapsedTime(toldAt) < Every)
                return;
            Refused(endpoint, refused, last.Code);
            (refused, toldAt) = (0, System.Diagnostics.Stopwatch.GetTimestamp());
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Endpoint} refused {Count} requests of callers, the last as {Code}")]
    private partial void Refused(string endpoint, int count, string code);

    [LoggerMessage(LogLevel.Error, "{Endpoint} failed: {Code}: {What}")]
    private partial void Outside(string endpoint, string code, string what);

    [LoggerMessage(LogLevel.Error, "{Endpoint} failed")]
    private partial void Failed(Exception e, string endpoint);
}
