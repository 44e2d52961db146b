using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
using Azure;
using Azure.Identity;

namespace AccessGov.App.Storage.Azure;

/// <summary>The Azure SDK's exceptions as outside failures ("Common REST API error codes" of Azure Storage).</summary>
internal static class AzureFailures
{
    /// <summary>Runs one call and classifies what escapes it. A caller's own cancellation and our own bugs pass through.</summary>
    public static async Task<T> GuardedAsync<T>(Wording what, Func<Task<T>> act, CancellationToken cancellation)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception e) when (Classify(e, cancellation) is { } kind)
        {
            throw new OutsideFailureException(kind, Wording.Of("Outside.not-done", what), e);
        }
    }

    private static OutsideFailure? Classify(Exception e, CancellationToken cancellation) =>
        e switch
        {
            // What is left when the SDK's own retries are used up.
            AggregateException { InnerExceptions: [.., var last] } => Classify(last, cancellation),
            RequestFailedException failed => OfStatus(failed),
            AuthenticationFailedException => new OutsideFailure.Transient("credential-unavailable"),
            OperationCanceledException when !cancellation.IsCancellationRequested => new OutsideFailure.Transient("storage-timeout"),
            HttpRequestException or IOException => new OutsideFailure.Transient("storage-unreachable"),
            _ => null,
        };

    private static OutsideFailure OfStatus(RequestFailedException e) =>
        e switch
        {
            { Status: 0 } => new OutsideFailure.Transient("storage-unreachable"),
            { Status: 408 or 429 or >= 500 and not (501 or 505 or 507) } => new OutsideFailure.Transient(
                e.ErrorCode ?? $"storage-{e.Status}",
                RetryAfter(e)
            ),
            { ErrorCode: "TableBeingDeleted" or "QueueBeingDeleted" or "ContainerBeingDeleted" } => new OutsideFailure.Transient(
                e.ErrorCode,
                TimeSpan.FromSeconds(30)
            ),
            { Status: 401 or 403 } => new OutsideFailure.Permanent("storage-forbidden"),
            _ => new OutsideFailure.Permanent(e.ErrorCode ?? $"storage-{e.Status}"),
        };

    private static TimeSpan? RetryAfter(RequestFailedException e) =>
        e.GetRawResponse() is { } response
        && response.Headers.TryGetValue("Retry-After", out var text)
        && int.TryParse(text, out var seconds)
        && seconds >= 0
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
