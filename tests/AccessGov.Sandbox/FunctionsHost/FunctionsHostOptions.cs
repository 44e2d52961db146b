namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>How to start a <see cref="FunctionsHostEmulator"/>.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The folder with <c>host.json</c> and the executable it names.</summary>
    public required string AppFolder { get; init; }

    /// <summary>The folder whose direct children hold <c>function.json</c>; null: <see cref="AppFolder"/>, as in a package.</summary>
    public string? BindingsFolder { get; init; }

    /// <summary>Connection string of the storage that the queue triggers listen on.</summary>
    public required string Storage { get; init; }

    /// <summary>App settings: environment of the handler, and what <c>%NAME%</c> means in bindings.</summary>
    public IReadOnlyDictionary<string, string> AppSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Overrides <c>visibilityTimeout</c> of host.json, so that a story of five failures does not take minutes.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Overrides <c>functionTimeout</c> of host.json.</summary>
    public TimeSpan? FunctionTimeout { get; init; }

    /// <summary>Forwards every public path as it is, like a host with an empty route prefix: what the second wall is for.</summary>
    public bool WithoutRoutePrefix { get; init; }
}
