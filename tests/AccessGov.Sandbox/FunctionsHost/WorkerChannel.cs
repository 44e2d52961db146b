using System.Collections.Concurrent;
using System.Threading.Channels;
using AccessGov.Sandbox.FunctionsHost.Rpc;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// The stream of one worker: what was asked waits here for its answer, many at once. Answers are matched as the host matches them, by
/// their kind, by the function's id or by the invocation's id. A message that no host would expect ends the channel.
/// </summary>
internal sealed class WorkerChannel(Action<string> line)
{
    private readonly Channel<StreamingMessage> outbound = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> waiting = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Exception> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the worker has opened its stream.</summary>
    public Task Started => started.Task;

    /// <summary>Why nothing more can be asked, as soon as that is so.</summary>
    public Task<Exception> Ended => ended.Task;

    /// <summary>True once every function is loaded.</summary>
    public bool IsReady { get; set; }

    /// <summary>What the worker said that it can do.</summary>
    public IReadOnlyDictionary<string, string> Capabilities { get; private set; } = new Dictionary<string, string>();

    /// <summary>Reads and writes until either side ends.</summary>
    public async Task RunAsync(IAsyncStreamReader<StreamingMessage> from, IServerStreamWriter<StreamingMessage> to, CancellationToken ct)
    {
        started.TrySetResult();
        var writing = WriteAsync(to, ct);
        try
        {
            while (await from.MoveNext(ct))
                Take(from.Current);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The worker's process is gone, or ours stops: whoever watches the process says which.
        }
        catch (InvalidDataException e)
        {
            End(e);
        }
        outbound.Writer.TryComplete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Fails whatever waits and whatever will be asked.</summary>
    public void End(Exception why)
    {
        ended.TrySetResult(why);
        started.TrySetException(why);
        foreach (var key in waiting.Keys)
            if (waiting.TryRemove(key, out var source))
                source.TrySetException(why);
    }

    public async Task InitAsync(string folder)
    {
        var request = new WorkerInitRequest
        {
            HostVersion = "4.1037.0.0",
            WorkerDirectory = folder,
            FunctionAppDirectory = folder,
        };
        request.Capabilities.Add("MultiStream", "");
        request.Capabilities.Add("V2Compatable", "True");
        var reply = await AskAsync(nameof(WorkerInitResponse), new StreamingMessage { WorkerInitRequest = request });
        Succeeded(reply.WorkerInitResponse.Result, "to begin");
        Capabilities = reply.WorkerInitResponse.Capabilities;
    }

    public async Task<IReadOnlyList<RpcFunctionMetadata>> FunctionsAsync(string folder)
    {
        var request = new FunctionsMetadataRequest { FunctionAppDirectory = folder };
        var reply = await AskAsync(nameof(FunctionMetadataResponse), new StreamingMessage { FunctionsMetadataRequest = request });
        Succeeded(reply.FunctionMetadataResponse.Result, "to tell its functions");
        if (reply.FunctionMetadataResponse.UseDefaultMetadataIndexing)
            throw new InvalidDataException("The worker leaves its functions to the host.");
        return [.. reply.FunctionMetadataResponse.Functions];
    }

    public async Task LoadAsync(RpcFunctionMetadata function)
    {
        var request = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
        var reply = await AskAsync(LoadKey(function.FunctionId), new StreamingMessage { FunctionLoadRequest = request });
        Succeeded(reply.FunctionLoadResponse.Result, $"to load {function.Name}");
    }

    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request) =>
        (await AskAsync(InvocationKey(request.InvocationId), new StreamingMessage { InvocationRequest = request })).InvocationResponse;

    /// <summary>Asks the worker to cancel an invocation's token; the invocation still answers.</summary>
    public void Cancel(string invocationId)
    {
        if (Capabilities.ContainsKey("HandlesInvocationCancelMessage"))
            outbound.Writer.TryWrite(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = invocationId } });
    }

    /// <summary>Asks the worker to end.</summary>
    /// <returns>False when the worker does not understand that.</returns>
    public bool Terminate(TimeSpan grace)
    {
        var request = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(grace) };
        return Capabilities.ContainsKey("HandlesWorkerTerminateMessage")
            && outbound.Writer.TryWrite(new StreamingMessage { WorkerTerminate = request });
    }

    private async Task<StreamingMessage> AskAsync(string key, StreamingMessage question)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!waiting.TryAdd(key, answer))
            throw new InvalidOperationException($"{key} is being waited for already.");
        outbound.Writer.TryWrite(question);
        // Asked while the channel ended: nobody else would fail it.
        if (ended.Task.IsCompleted)
            answer.TrySetException(await ended.Task);
        return await answer.Task;
    }

    private void Take(StreamingMessage message)
    {
        if (message.RpcLog is { } log)
        {
            line($"[{log.Level}] {log.Category}: {log.Message}{(log.Exception is { } e ? $"\n{e.Message}\n{e.StackTrace}" : "")}");
            return;
        }
        // What the worker says to InvocationCancel and WorkerTerminate; the host has nothing to do with it.
        if (message.CalculateSize() == 0)
            return;
        var key = message.ContentCase switch
        {
            StreamingMessage.ContentOneofCase.WorkerInitResponse => nameof(WorkerInitResponse),
            StreamingMessage.ContentOneofCase.FunctionMetadataResponse => nameof(FunctionMetadataResponse),
            StreamingMessage.ContentOneofCase.FunctionLoadResponse => LoadKey(message.FunctionLoadResponse.FunctionId),
            StreamingMessage.ContentOneofCase.InvocationResponse => InvocationKey(message.InvocationResponse.InvocationId),
            var kind => throw new InvalidDataException($"The worker sent what this host does not know or expect ({kind}): {message}"),
        };
        if (!waiting.TryRemove(key, out var source))
            throw new InvalidDataException($"The worker answered what nobody asked: {key}");
        source.TrySetResult(message);
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> to, CancellationToken ct)
    {
        await foreach (var message in outbound.Reader.ReadAllAsync(ct))
            await to.WriteAsync(message, ct);
    }

    private static void Succeeded(StatusResult? result, string what)
    {
        if (result?.Status != StatusResult.Types.Status.Success)
            throw new InvalidDataException($"The worker failed {what}: {result?.Exception?.Message ?? result?.Result}");
    }

    private static string LoadKey(string functionId) => "load " + functionId;

    private static string InvocationKey(string invocationId) => "invocation " + invocationId;
}
