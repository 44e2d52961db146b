using AccessGov.App.Storage;

namespace AccessGov.Functions.Triggers;

/// <summary>What starts a function, as its attributes say and the build writes down (<see cref="FunctionsMetadata"/>). Closed.</summary>
public abstract record FunctionBinding
{
    private FunctionBinding(string function, string entryPoint) => (Function, EntryPoint) = (function, entryPoint);

    /// <summary>The function's name.</summary>
    public string Function { get; }

    /// <summary>The method that answers: namespace, class, method.</summary>
    public string EntryPoint { get; }

    /// <summary>A message of a queue.</summary>
    /// <param name="Function">The function's name.</param>
    /// <param name="EntryPoint">The method that answers.</param>
    /// <param name="Name">The queue.</param>
    public sealed record Queue(string Function, string EntryPoint, QueueName Name) : FunctionBinding(Function, EntryPoint);

    /// <summary>A time of day.</summary>
    /// <param name="Function">The function's name.</param>
    /// <param name="EntryPoint">The method that answers.</param>
    /// <param name="Schedule">Six fields of NCRONTAB in UTC, or <c>%NAME%</c>.</param>
    /// <param name="Retries">How often a failed run is repeated; 0 for never.</param>
    /// <param name="RetryAfter">How long after the failure.</param>
    public sealed record Timer(string Function, string EntryPoint, string Schedule, int Retries, TimeSpan RetryAfter)
        : FunctionBinding(Function, EntryPoint);

    /// <summary>A public request.</summary>
    /// <param name="Function">The function's name.</param>
    /// <param name="EntryPoint">The method that answers.</param>
    /// <param name="Route">Its route below the prefix.</param>
    public sealed record Http(string Function, string EntryPoint, string Route) : FunctionBinding(Function, EntryPoint);
}
