namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>How to start a <see cref="FunctionsHostEmulator"/>.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The built or unpacked application: <c>host.json</c>, <c>worker.config.json</c> and the program that it names.</summary>
    public required string AppFolder { get; init; }

    /// <summary>The app setting that holds the connection string of the host's own storage account.</summary>
    public const string StorageSetting = "AzureWebJobsStorage";

    /// <summary>Connection string of the storage account: <c>AzureWebJobsStorage</c> unless the app settings have their own.</summary>
    public required string Storage { get; init; }

    /// <summary>
    /// App settings: environment of the worker, what <c>%NAME%</c> means in bindings, and what <c>AzureFunctionsJobHost__…</c> puts in
    /// the place of host.json's.
    /// </summary>
    public IReadOnlyDictionary<string, string> AppSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Overrides <c>visibilityTimeout</c> of host.json, so that a story of five failures does not take minutes.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Overrides <c>functionTimeout</c> of host.json.</summary>
    public TimeSpan? FunctionTimeout { get; init; }

    /// <summary>How long a message being worked on is hidden; renewed at half of it. Ten minutes, as in the storage extension.</summary>
    public TimeSpan HiddenFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Names the host's memory of when timers ran last: hosts of one id on one account share it. By itself: nobody.</summary>
    public string HostId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>Told each line of the log as it comes; null for nobody.</summary>
    public Action<string>? Hear { get; init; }

    /// <summary>
    /// Believes <c>X-Forwarded-Proto</c> and <c>DISGUISED-HOST</c>, as the host does on Azure behind the front end that ends TLS: they
    /// become the request's scheme and host.
    /// </summary>
    public bool BehindFrontEnd { get; init; }
}
