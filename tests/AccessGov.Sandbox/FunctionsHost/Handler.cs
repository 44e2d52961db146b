using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// The custom handler's process, as the host treats it: a port in the environment, asked until it answers anything, killed without a
/// warning, started again after an exit that is not 0; after three such errors the host gives up.
/// </summary>
internal sealed class Handler(FunctionsHostOptions options, string executable) : IAsyncDisposable
{
    private const int ErrorsBeforeGivingUp = 3;
    private static readonly TimeSpan InitializationTimeout = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HttpClient http = new();
    private Process? process;
    private int errors;

    /// <summary>Loopback port of the running process.</summary>
    public int Port { get; private set; }

    public ConcurrentQueue<string> Lines { get; } = new();

    public int Starts { get; private set; }

    /// <summary>Starts the process when none runs, and waits until it answers.</summary>
    public async Task<int> RunningAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (process is { HasExited: false })
                return Port;
            if (process is { ExitCode: not 0 and not 200 } && Starts > 0 && !killed && ++errors >= ErrorsBeforeGivingUp)
                throw new InvalidOperationException($"The handler failed {errors} times; the host stops.\n{string.Join('\n', Lines)}");
            killed = false;
            Launch();
            await AnswerAsync(ct);
            return Port;
        }
        finally
        {
            gate.Release();
        }
    }

    private bool killed;

    /// <summary>Process.Kill, SIGKILL on Linux: the host knows no other way.</summary>
    public async Task KillAsync()
    {
        if (process is not { HasExited: false } running)
            return;
        killed = true;
        running.Kill();
        await running.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        http.Dispose();
        gate.Dispose();
    }

    private void Launch()
    {
        process?.Dispose();
        Port = FreePort();
        var start = new ProcessStartInfo(executable)
        {
            WorkingDirectory = options.AppFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in options.AppSettings)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = start.Environment["FUNCTIONS_HTTPWORKER_PORT"] = $"{Port}";
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = start.Environment["FUNCTIONS_HTTPWORKER_ID"] = Guid.NewGuid().ToString();
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = options.AppFolder;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                Lines.Enqueue(line.Data);
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                Lines.Enqueue(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Starts++;
    }

    /// <summary>GET / every 25 ms; any HTTP answer will do, and only a refused connection means wait.</summary>
    private async Task AnswerAsync(CancellationToken ct)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(InitializationTimeout);
        while (true)
            try
            {
                using var reply = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}/"), bound.Token);
                return;
            }
            catch (HttpRequestException e) when (e.InnerException is SocketException)
            {
                if (process!.HasExited)
                    throw new InvalidOperationException($"The handler ended before it answered.\n{string.Join('\n', Lines)}");
                await Task.Delay(25, bound.Token);
            }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
