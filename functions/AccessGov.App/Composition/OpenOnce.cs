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

    public void Dispose() => installation?.Dispose();
}
