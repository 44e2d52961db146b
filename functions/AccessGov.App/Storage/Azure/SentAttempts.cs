using Azure.Core;
using Azure.Core.Pipeline;

namespace AccessGov.App.Storage.Azure;

/// <summary>
/// Counts how often the SDK sent one call. More than once means that an earlier reply was lost, and that the conflict or the
/// missing row we are told of may be our own success.
/// </summary>
internal sealed class SentAttempts : HttpPipelineSynchronousPolicy
{
    private const string Name = "accessgov-attempts";

    /// <summary>Counts the calls of the current flow until the scope is disposed.</summary>
    public static Counter Begin()
    {
        var counter = new Counter();
        counter.Scope = HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Name] = counter });
        return counter;
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.TryGetProperty(Name, out var found) && found is Counter counter)
            counter.Add();
    }

    internal sealed class Counter : IDisposable
    {
        private int _sent;

        public IDisposable? Scope { get; set; }

        public bool Repeated => Volatile.Read(ref _sent) > 1;

        public void Add() => Interlocked.Increment(ref _sent);

        public void Dispose() => Scope?.Dispose();
    }
}
