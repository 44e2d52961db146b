using System.Net;
using System.Net.Sockets;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>What befalls a connection.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>From some byte on nothing comes back, and the connection stays open.</summary>
    Silent,

    /// <summary>From some byte on it is gone.</summary>
    Cut,

    /// <summary>From some byte on a byte comes now and then.</summary>
    Slow,

    /// <summary>What is asked arrives and is done, and the answer is lost.</summary>
    AnswerLost,
}

/// <summary>Stands between client and domain controller, and makes trouble after so many bytes from the server.</summary>
internal sealed class FaultRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly IPEndPoint server;
    private readonly Task accepting;

    public FaultRelay(string address)
    {
        server = new IPEndPoint(IPAddress.Parse(address), 636);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What befalls the next connections, and after how many bytes of the server.</summary>
    public Func<(Fault Fault, int After)> Next { get; set; } = () => (Fault.None, 0);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
                running.Add(RelayAsync(await listener.AcceptTcpClientAsync(end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient();
        var (fault, after) = Next();
        try
        {
            await to.ConnectAsync(server, end.Token);
            var (up, down) = (from.GetStream().CopyToAsync(to.GetStream(), end.Token), DownAsync(to, from, fault, after));
            await Task.WhenAny(up, down);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException) { }
    }

    private async Task DownAsync(TcpClient from, TcpClient to, Fault fault, int after)
    {
        var buffer = new byte[8192];
        var passed = 0;
        while (await from.GetStream().ReadAsync(buffer, end.Token) is > 0 and var read)
        {
            var before = fault == Fault.None ? read : Math.Clamp(after - passed, 0, read);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, before), end.Token);
            passed += read;
            if (before == read)
                continue;
            switch (fault)
            {
                case Fault.Cut:
                    to.Client.Close(0);
                    return;
                case Fault.AnswerLost:
                    return;
                case Fault.Silent:
                    await Task.Delay(Timeout.Infinite, end.Token);
                    return;
                default:
                    foreach (var one in buffer[before..read])
                    {
                        await to.GetStream().WriteAsync(new[] { one }, end.Token);
                        await Task.Delay(20, end.Token);
                    }
                    break;
            }
        }
    }
}
