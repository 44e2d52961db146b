using System.Runtime.InteropServices;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Serve;

/// <summary>
/// Ctrl-C and SIGTERM of this process, for as long as it lives. The first one asks to stop; later ones are taken and change nothing, so
/// that an impatient supervisor does not turn a clean end into an abort. What does not end by itself is ended.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // Below TimeoutStopSec of the unit, after which systemd kills.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    // Held by whatever a late signal may still touch: never disposed, the process ends with it.
    private readonly CancellationTokenSource stop = new();
    private readonly List<PosixSignalRegistration> kept;
    private Timer? last;
    private int asked;

    public StopSignals() =>
        kept = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Take), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The registrations stay: a signal between here and the end of the process must find somebody who takes it.
        GC.KeepAlive(kept);
        last?.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Exchange(ref asked, 1) != 0)
            return;
        last = new Timer(_ => Environment.Exit(ExitCodes.Interrupted), null, Patience, Timeout.InfiniteTimeSpan);
        // Not in the signal's own thread: it must be free for the next one.
        ThreadPool.QueueUserWorkItem(_ => stop.Cancel());
    }
}
