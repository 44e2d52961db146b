using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AccessGov.Sandbox.Mail;

/// <summary>
/// A mail server on this machine that speaks SMTP (RFC 5321) as far as a sender of mail needs it. What it does not know it answers by 500
/// and counts: a test that met it fails.
/// </summary>
public sealed class SmtpDouble : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly ConcurrentBag<Task> talks = [];
    private readonly SmtpOptions options;
    private readonly Task listening;
    private int notKnown;

    private SmtpDouble(SmtpOptions options)
    {
        this.options = options;
        listener.Start();
        listening = ListenAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every mail that was taken, in order.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    /// <summary>Commands that it does not know, and such as came out of turn.</summary>
    public int NotKnown => notKnown;

    /// <summary>Starts listening.</summary>
    public static SmtpDouble Start(SmtpOptions? options = null) => new(options ?? new SmtpOptions());

    /// <summary>Stops listening and ends every conversation.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await listening;
        await Task.WhenAll(talks);
        ended.Dispose();
    }

    internal bool Take(ReceivedMail mail)
    {
        mails.Enqueue(mail);
        return options.OnTaken(mail);
    }

    internal void Complain(string line)
    {
        Interlocked.Increment(ref notKnown);
        Console.Error.WriteLine($"!!! SMTP NOT KNOWN: {line}");
    }

    private async Task ListenAsync()
    {
        while (true)
            try
            {
                var client = await listener.AcceptTcpClientAsync(ended.Token);
                talks.Add(new SmtpTalk(this, options, client).RunAsync(ended.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
    }
}
