using System.Diagnostics;
using AccessGov.Sandbox.FunctionsHost.Rpc;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>One call of a function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Data">What its trigger parameter gets.</param>
internal sealed record FunctionCall(HostedFunction Function, TypedData Data)
{
    /// <summary>What else the trigger says (<c>BindingData</c>).</summary>
    public IReadOnlyDictionary<string, TypedData> Metadata { get; init; } = new Dictionary<string, TypedData>();

    /// <summary>The caller's <c>traceparent</c>; null: the trace begins here.</summary>
    public string? CallerTrace { get; init; }

    /// <summary>Runs before the worker is asked, with its channel and the invocation's id.</summary>
    public Action<WorkerChannel, string> Prepare { get; init; } = (_, _) => { };

    /// <summary>Which repetition it is, and of how many; null: the first run.</summary>
    public RetryContext? Retry { get; init; }

    /// <summary>The host's own step in the trace, whose id the worker gets.</summary>
    public Activity BeginStep()
    {
        var step = new Activity(Function.Name).SetIdFormat(ActivityIdFormat.W3C);
        if (CallerTrace is not null)
            step.SetParentId(CallerTrace);
        step.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        return step.Start();
    }

    /// <summary>The message that asks the worker.</summary>
    public InvocationRequest Request(string id, Activity step)
    {
        var request = new InvocationRequest
        {
            InvocationId = id,
            FunctionId = Function.Id,
            TraceContext = new RpcTraceContext { TraceParent = step.Id, TraceState = step.TraceStateString ?? "" },
            RetryContext = Retry,
        };
        request.InputData.Add(new ParameterBinding { Name = Function.Input, Data = Data });
        foreach (var (name, value) in Metadata)
            request.TriggerMetadata.Add(name, value);
        return request;
    }
}
