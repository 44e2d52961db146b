using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using TraceContext = AccessGov.App.Telemetry.TraceContext;

namespace AccessGov.Functions.Triggers;

/// <summary>Takes up the trace that the Functions host is in, for whatever has none of its own.</summary>
internal sealed class HostTrace : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        TraceContext.OfHost = context.TraceContext.TraceParent;
        return next(context);
    }
}
