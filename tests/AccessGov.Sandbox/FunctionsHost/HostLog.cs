using System.Collections.Concurrent;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>What the worker printed and logged, and what the host had to say about it, line by line.</summary>
/// <param name="hear">Told of each line as it comes; null for nobody.</param>
internal sealed class HostLog(Action<string>? hear)
{
    private readonly ConcurrentQueue<string> lines = new();

    public void Enqueue(string line)
    {
        lines.Enqueue(line);
        hear?.Invoke(line);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', lines);
}
