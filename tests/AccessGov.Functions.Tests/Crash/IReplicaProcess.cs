namespace AccessGov.Functions.Tests.Crash;

/// <summary>What is killed: <c>accessgov serve</c>, or the worker of a Functions host.</summary>
internal interface IReplicaProcess : IDisposable
{
    /// <summary>Starts it, or starts it again after a kill.</summary>
    Task StartAsync();

    /// <summary>SIGKILL, without waiting for the end.</summary>
    void KillNow();

    /// <summary>Why it ended by itself, which it never may; null while it did not.</summary>
    string? Fallen { get; }
}
