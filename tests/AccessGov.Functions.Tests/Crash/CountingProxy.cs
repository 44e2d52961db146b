using System.Net;
using System.Net.Sockets;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>
/// One replica's only way to a service: passes bytes on and counts what the replica sends. Armed, it acts at the n-th piece, which is
/// then lost on its way there or whose answer is lost on its way back.
/// </summary>
internal sealed class CountingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly IPEndPoint target;
    private Armed? armed;
    private long sent;

    private sealed class Armed(int pieces, bool beforeEffect, Action act)
    {
        private int left = pieces;

        public bool BeforeEffect => beforeEffect;

        public Action Act => act;

        public bool IsDue() => Interlocked.Decrement(ref left) == 0;
    }

    public CountingProxy(int port, string address = "127.0.0.1")
    {
        target = new IPEndPoint(IPAddress.Parse(address), port);
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Pieces that the replica has sent.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Acts once, at the n-th piece from now.</summary>
    public void Arm(int pieces, bool beforeEffect, Action act) => armed = new Armed(pieces, beforeEffect, act);

    public void Disarm() => armed = null;

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    private async Task PassAsync(TcpClient from)
    {
        using var near = from;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(target, stop.Token);
            await Task.WhenAny(ThereAsync(near.GetStream(), far.GetStream()), far.GetStream().CopyToAsync(near.GetStream(), stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException) { }
    }

    private async Task ThereAsync(NetworkStream near, NetworkStream far)
    {
        var buffer = new byte[32 * 1024];
        for (int read; (read = await near.ReadAsync(buffer, stop.Token)) > 0;)
        {
            Interlocked.Increment(ref sent);
            var due = armed is { } now && now.IsDue() ? now : null;
            if (due is { BeforeEffect: true })
            {
                due.Act();
                return;
            }
            await far.WriteAsync(buffer.AsMemory(0, read), stop.Token);
            due?.Act();
        }
    }
}
