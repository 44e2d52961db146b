using AccessGov.App.Failures;

namespace AccessGov.App.Composition;

/// <summary>An installation that is opened by whoever needs it first. A failure is not remembered: the next call tries again.</summary>
internal sealed class OpenOnce(Func<Installation> open) : IDisposable
{
    private readonly Lock gate = new();
    private Installation? installation;

    public Installation Value
    {
        get
        {
            lock (gate)
                return installation ??= open();
        }
    }

    /// <summary>Opens it ahead of need; a failure comes again with the first need.</summary>
    public void TryOpen()
    {
        try
        {
            _ = Value;
        }
        catch (Exception e) when (e is OutsideFailureException or InvalidOperationException) { }
    }

    public void Dispose() => installation?.Dispose();
}
