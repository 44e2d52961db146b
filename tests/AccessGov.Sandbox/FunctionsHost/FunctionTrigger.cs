namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>What starts a function. Closed.</summary>
internal abstract record FunctionTrigger
{
    private FunctionTrigger() { }

    /// <summary>A time of day.</summary>
    /// <param name="Schedule">Six fields of NCRONTAB, in UTC.</param>
    /// <param name="UseMonitor">The host remembers when it ran last.</param>
    public sealed record Timer(string Schedule, bool UseMonitor) : FunctionTrigger;

    /// <summary>A message.</summary>
    /// <param name="Name">The queue.</param>
    /// <param name="Connection">The app setting that holds the connection string.</param>
    public sealed record Queue(string Name, string Connection) : FunctionTrigger;

    /// <summary>A public request.</summary>
    /// <param name="Route">Its route below the prefix.</param>
    /// <param name="Methods">The methods it takes; empty: all.</param>
    public sealed record Http(string Route, IReadOnlyList<string> Methods) : FunctionTrigger;
}
