using System.Collections.Concurrent;
using System.Net;
using AccessGov.Sandbox.FunctionsHost.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>Where workers come to: HTTP/2 without TLS on a loopback port. A worker is known by the id that it was started with.</summary>
internal sealed class WorkerServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, WorkerChannel> awaited = new();
    private readonly WebApplication app;

    private WorkerServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public static async Task<WorkerServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        WorkerServer? server = null;
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        builder.Services.AddSingleton(_ => server!);
        server = new WorkerServer(builder.Build());
        server.app.MapGrpcService<Service>();
        await server.app.StartAsync();
        server.Address = new Uri(server.app.Urls.First());
        return server;
    }

    /// <summary>A channel for the worker that will come with this id.</summary>
    public WorkerChannel Await(string workerId, Action<string> line) => awaited[workerId] = new WorkerChannel(line);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class Service(WorkerServer server, IHostApplicationLifetime lifetime) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream,
            IServerStreamWriter<StreamingMessage> responseStream,
            ServerCallContext context
        )
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
            if (!await requestStream.MoveNext(ends.Token) || requestStream.Current.StartStream is not { } start)
                throw new RpcException(new Status(StatusCode.InvalidArgument, "A worker's first message is StartStream."));
            if (!server.awaited.TryRemove(start.WorkerId, out var channel))
                throw new RpcException(new Status(StatusCode.NotFound, "No worker of that id was started, or it came twice."));
            await channel.RunAsync(requestStream, responseStream, ends.Token);
        }
    }
}
