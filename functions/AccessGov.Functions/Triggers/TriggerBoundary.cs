using System.Diagnostics;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Telemetry;
using AccessGov.App.Texts;
using AccessGov.App.Watching;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// The one place that catches: whatever goes wrong in a function is logged and reported as a failure, which the host repeats.
/// </summary>
/// <param name="installation">Opens what functions work on, or throws.</param>
/// <param name="log">Where failures are told.</param>
/// <param name="watch">Who listens to the running of this program; null for nobody.</param>
public sealed partial class TriggerBoundary(Func<Installation> installation, ILogger<TriggerBoundary> log, Watch? watch = null)
{
    // Between 'PoisonArrived' and the function whose messages failed.
    private const char Of = '-';

    /// <summary>Runs a function.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="item">The queue message; null for a timer.</param>
    /// <param name="run">What it does.</param>
    /// <exception cref="FunctionFailedException">It failed, which is logged: the host is to repeat it.</exception>
    public async Task RunAsync(string function, string? item, Func<Invocation, Task> run)
    {
        ArgumentNullException.ThrowIfNull(function);
        var started = Stopwatch.GetTimestamp();
        Begun(function);
        var name = function.Split(Of)[0];
        using var step = TraceContext.Begin(name, item is null ? ActivityKind.Internal : ActivityKind.Consumer, Came(item));
        using var met = IncidentsMet.Begin();
        var failure = await TryAsync(function, () => RunOrPutBackAsync(run, function, item));
        foreach (var incident in met.All)
            Met(function, incident.Id, new LoggedWording(Wording.Of($"Incident.{incident.Code}")));
        var took = Stopwatch.GetElapsedTime(started);
        Instrumentation.FunctionEnded(name, took, failure);
        if (failure is null)
        {
            Done(function, took.TotalMilliseconds);
            return;
        }
        step.Failed(failure);
        throw new FunctionFailedException(function, failure);
    }

    /// <summary>Tells whoever watches the log that a sealed account is open, every minute, without names.</summary>
    /// <param name="turn">What the turn found.</param>
    internal void Emergency(App.Emergency.CloseEmergencies.Turn turn)
    {
        if (turn.Open > 0)
            EmergencyOpen(turn.Open, turn.NotClosed);
    }

    private async Task<Installation> OpenedAsync(string function)
    {
        var opened = installation();
        watch?.Look(opened, FunctionsMetadata.Queues, log);
        // Another process may have agreed to a policy, or let the installation go live.
        await opened.RefreshAsync(new Core.Kernel.Actor.Trigger(function), CancellationToken.None);
        return opened;
    }

    /// <summary>What may pass by itself is tried again later and counts as done; see <see cref="DelayedRetry"/>.</summary>
    private async Task RunOrPutBackAsync(Func<Invocation, Task> run, string function, string? item)
    {
        try
        {
            var opened = await OpenedAsync(function);
            await run(new Invocation(function, item, opened));
            // A poison queue's message was processed by nobody.
            if (item is not null && !function.Contains(Of))
                await RetriedMessage.ProcessedAsync(
                    opened.Workspace,
                    new Core.Kernel.Actor.Trigger(function),
                    item,
                    CancellationToken.None
                );
        }
        // A poison queue's message waits where it is.
        catch (OutsideFailureException e) when (e.Kind is OutsideFailure.Transient && item is not null && !function.Contains(Of))
        {
            var delay = await DelayedRetry.RunAsync(
                installation().Workspace,
                WorkQueues.Of(function),
                item,
                ((OutsideFailure.Transient)e.Kind).RetryAfter,
                CancellationToken.None
            );
            if (delay is null)
                throw;
            WasPutBack(function, e.Kind.Code, new LoggedWording(e.What), delay.Value);
        }
    }

    /// <summary>Runs a step; what it throws is logged under the name.</summary>
    /// <param name="function">Under this name.</param>
    /// <param name="run">The step.</param>
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
            Outside(function, e.Kind.Code, new LoggedWording(e.What));
            return e.Kind.Code;
        }
        catch (FormatException e)
        {
            Unreadable(function, e is FlawException flaw ? new LoggedWording(flaw.What) : e.Message);
            return "unreadable";
        }
        catch (DamagedException e)
        {
            Damaged(e, function, new LoggedWording(e.What));
            return "damaged";
        }
        // The boundary: 500 → retry → poison queue → an incident.
        catch (Exception e)
        {
            Failed(e, function);
            return "bug";
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sealed emergency accounts: {Open} open, {NotClosed} of them to be shut and not shut")]
    private partial void EmergencyOpen(int open, int notClosed);

    [LoggerMessage(LogLevel.Debug, "{Function} begins")]
    private partial void Begun(string function);

    [LoggerMessage(LogLevel.Warning, "{Function} met incident {Id}: {What}")]
    private partial void Met(string function, string id, LoggedWording what);

    [LoggerMessage(LogLevel.Information, "{Function} done in {Milliseconds:F0} ms")]
    private partial void Done(string function, object milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Function} is put back for {Delay}: {Code}: {What}")]
    private partial void WasPutBack(string function, string code, LoggedWording what, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "{Function} failed: {Code}: {What}")]
    private partial void Outside(string function, string code, LoggedWording what);

    [LoggerMessage(LogLevel.Error, "{Function} stopped: {What}")]
    private partial void Damaged(Exception e, string function, LoggedWording what);

    [LoggerMessage(LogLevel.Error, "{Function} got what it cannot read: {What}")]
    private partial void Unreadable(string function, object what);

    [LoggerMessage(LogLevel.Error, "{Function} failed")]
    private partial void Failed(Exception e, string function);
}
