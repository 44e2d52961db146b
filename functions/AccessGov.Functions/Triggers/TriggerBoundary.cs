using System.Diagnostics;
using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.App.Telemetry;
using AccessGov.App.Work;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// The one place that catches: whatever goes wrong in a function is logged and reported as a failure, which the host repeats.
/// </summary>
internal sealed partial class TriggerBoundary(Func<Installation> installation, ILogger<TriggerBoundary> log)
{
    /// <summary>Runs a function.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="item">The queue message; null for a timer.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>True when it succeeded.</returns>
    public async Task<bool> RunAsync(string function, string? item, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        Begun(function);
        // The part after the hyphen names a queue and is not this program's to vouch for.
        var name = function.Split(TriggerTable.Of)[0];
        using var step = TraceContext.Begin(name, item is null ? ActivityKind.Internal : ActivityKind.Consumer, Came(item));
        var failure = await TryAsync(
            function,
            () =>
            {
                var run = TriggerTable.Find(function) ?? throw new InvalidOperationException($"There is no function {function}.");
                return RunOrPutBackAsync(run, new Invocation(function, item, installation()), ct);
            }
        );
        var took = Stopwatch.GetElapsedTime(started);
        if (failure is null)
            Done(function, took.TotalMilliseconds);
        else
            step.Failed(failure);
        Instrumentation.FunctionEnded(name, took, failure);
        return failure is null;
    }

    /// <summary>What may pass by itself is tried again later and counts as done; see <see cref="DelayedRetry"/>.</summary>
    private async Task RunOrPutBackAsync(Func<Invocation, CancellationToken, Task> run, Invocation call, CancellationToken ct)
    {
        try
        {
            await run(call, ct);
        }
        // A poison queue's message waits where it is.
        catch (OutsideFailureException e)
            when (e.Kind is OutsideFailure.Transient && call.Item is not null && !call.Function.Contains(TriggerTable.Of))
        {
            var delay = await DelayedRetry.RunAsync(
                call.Workspace,
                TriggerTable.QueueOf(call.Function),
                call.Item,
                ((OutsideFailure.Transient)e.Kind).RetryAfter,
                CancellationToken.None
            );
            if (delay is null)
                throw;
            WasPutBack(call.Function, e.Kind.Code, e.Message, delay.Value);
        }
    }

    /// <summary>Runs a step; what it throws is logged under the name.</summary>
    /// <returns>True when it succeeded.</returns>
    public async Task<bool> GuardAsync(string function, Func<Task> run) => await TryAsync(function, run) is null;

    /// <summary>A message that belongs to no trace is an event by itself, which arrives now.</summary>
    private static TraceContext Came(string? item)
    {
        var came = TraceContext.Of(Instrumentation.IsOn ? item : null);
        return item is not null && came is { Trace: null, ArrivedAt: null } ? came with { ArrivedAt = DateTimeOffset.UtcNow } : came;
    }

    /// <returns>Null, or the code of what went wrong.</returns>
    private async Task<string?> TryAsync(string function, Func<Task> run)
    {
        try
        {
            await run();
            return null;
        }
        catch (OutsideFailureException e)
        {
            Outside(function, e.Kind.Code, e.Message);
            return e.Kind.Code;
        }
        catch (FormatException e)
        {
            Unreadable(function, e.Message);
            return "unreadable";
        }
        // The boundary: 500 → retry → poison queue → a finding.
        catch (Exception e)
        {
            Failed(e, function);
            return e.GetType().Name;
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Function} begins")]
    private partial void Begun(string function);

    [LoggerMessage(LogLevel.Information, "{Function} done in {Milliseconds:F0} ms")]
    private partial void Done(string function, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Function} is put back for {Delay}: {Code}: {What}")]
    private partial void WasPutBack(string function, string code, string what, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "{Function} failed: {Code}: {What}")]
    private partial void Outside(string function, string code, string what);

    [LoggerMessage(LogLevel.Error, "{Function} got what it cannot read: {What}")]
    private partial void Unreadable(string function, string what);

    [LoggerMessage(LogLevel.Error, "{Function} failed")]
    private partial void Failed(Exception e, string function);
}
