using AccessGov.App.Storage;

namespace AccessGov.Functions.Serve;

/// <summary>What starts a function, as its <c>function.json</c> says. Closed.</summary>
public abstract record Binding
{
    private Binding(string function) => Function = function;

    /// <summary>The function's name: the name of its folder.</summary>
    public string Function { get; }

    /// <summary>A message of a queue.</summary>
    /// <param name="Function">The function's name.</param>
    /// <param name="Name">The queue.</param>
    public sealed record Queue(string Function, QueueName Name) : Binding(Function);

    /// <summary>A time of day.</summary>
    /// <param name="Function">The function's name.</param>
    /// <param name="Schedule">Six fields of NCRONTAB in UTC, or <c>%NAME%</c>.</param>
    /// <param name="Retries">How often a failed run is repeated.</param>
    /// <param name="RetryAfter">How long after the failure.</param>
    public sealed record Timer(string Function, string Schedule, int Retries, TimeSpan RetryAfter) : Binding(Function);

    /// <summary>A public request.</summary>
    /// <param name="Function">The function's name.</param>
    /// <param name="Route">Its route below the prefix.</param>
    public sealed record Http(string Function, string Route) : Binding(Function);
}
