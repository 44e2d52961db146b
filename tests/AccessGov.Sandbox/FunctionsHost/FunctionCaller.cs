using AccessGov.Sandbox.FunctionsHost.Rpc;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// Calls functions, many at once. A function that runs too long is asked to stop (InvocationCancel) and has two seconds; then its worker
/// is ended, with everything else that runs in it.
/// </summary>
internal sealed class FunctionCaller(WorkerSupervisor worker, TimeSpan functionTimeout)
{
    /// <summary>What a call answers that ran too long.</summary>
    public const string TimedOut = "functionTimeout";

    // TimeoutAttribute.GracePeriod of the WebJobs SDK.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Calls a function and waits for its answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="ct">Asks the function to stop; it is waited for all the same.</param>
    /// <returns>Null when it succeeded, else why not.</returns>
    public async Task<string?> CallAsync(FunctionCall call, CancellationToken ct)
    {
        var channel = await worker.RunningAsync(ct);
        var id = Guid.NewGuid().ToString();
        using var step = call.BeginStep();
        call.Prepare(channel, id);
        var answer = channel.InvokeAsync(call.Request(id, step));
        await using var cancelling = ct.Register(() => channel.Cancel(id));
        if (!await EndsAsync(answer, functionTimeout))
        {
            channel.Cancel(id);
            if (!await EndsAsync(answer, Grace))
                await worker.EndAsync(channel);
            return TimedOut;
        }
        try
        {
            return Failure(call.Function, await answer);
        }
        catch (Exception e) when (e is WorkerExitedException or InvalidDataException)
        {
            return e.Message;
        }
    }

    private static async Task<bool> EndsAsync(Task task, TimeSpan limit)
    {
        using var early = new CancellationTokenSource();
        var first = await Task.WhenAny(task, Task.Delay(limit, early.Token));
        await early.CancelAsync();
        return first == task;
    }

    private static string? Failure(HostedFunction function, InvocationResponse answer)
    {
        if (answer.Result?.Status != StatusResult.Types.Status.Success)
            return $"{answer.Result?.Status}: {answer.Result?.Exception?.Message ?? answer.Result?.Result}";
        // An output binding would be the host's to carry out, and this one has none.
        var isAll = answer.OutputData.Count == 0 && answer.ReturnValue is null;
        return isAll ? null : $"{function.Name} gave the host something to do: {answer}";
    }
}
