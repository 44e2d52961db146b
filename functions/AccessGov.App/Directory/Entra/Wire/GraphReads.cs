using System.Net;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>GETs with patience: retried while that may help, then an <see cref="OutsideFailureException"/>.</summary>
internal sealed class GraphReads(HttpClient http, GraphQuota quota, GraphCounters counters, DirectorySettings settings, TimeProvider clock)
{
    /// <summary>Fills <paramref name="body"/> with one whole answer; false for 404. A half answer counts as none.</summary>
    public async Task<bool> TryGetAsync(Uri uri, int resourceUnits, MemoryStream body, CancellationToken ct)
    {
        var deadline = clock.GetUtcNow() + settings.PatienceFor;
        for (var attempt = 1; ; attempt++)
        {
            await WaitForQuotaAsync(resourceUnits, ct);
            var (status, failure) = await TryOnceAsync(uri, body, ct);
            if (failure is null)
                return status != (int)HttpStatusCode.NotFound;
            if (failure is not OutsideFailure.Transient { RetryAfter: var retryAfter } || attempt >= settings.Attempts)
                throw Failed(uri, failure, attempt);
            var wait = GraphFailures.Wait(attempt, retryAfter);
            if (clock.GetUtcNow() + wait > deadline)
                throw Failed(uri, failure, attempt);
            await DelayAsync(wait, ct);
        }
    }

    public async Task DelayAsync(TimeSpan wait, CancellationToken ct)
    {
        counters.Waited(wait);
        await Task.Delay(wait, clock, ct);
    }

    /// <summary>What may be said of an address: host and path, never its query, which carries names and ids.</summary>
    private OutsideFailureException Failed(Uri uri, OutsideFailure failure, int attempts) =>
        new(
            failure,
            Wording.Of(
                "Outside.get-failed",
                uri.GetLeftPart(UriPartial.Path),
                GraphFailures.InWords(failure.Code),
                attempts,
                settings.Attempts
            )
        );

    private async Task WaitForQuotaAsync(int resourceUnits, CancellationToken ct)
    {
        while (quota.Take(resourceUnits, 0) is { Ticks: > 0 } wait)
            await DelayAsync(wait, ct);
    }

    private async Task<(int Status, OutsideFailure? Failure)> TryOnceAsync(Uri uri, MemoryStream body, CancellationToken ct)
    {
        body.SetLength(0);
        try
        {
            using var reply = await http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, ct);
            await reply.Content.CopyToAsync(body, ct);
            var status = (int)reply.StatusCode;
            if (reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound)
                return (status, null);
            var error = GraphError.Read(body.GetBuffer().AsMemory(0, (int)body.Length));
            return (status, GraphFailures.Classify(status, error, GraphFailures.RetryAfter(reply, clock.GetUtcNow())));
        }
        catch (Exception e) when (GraphFailures.IsBrokenConnection(e, ct))
        {
            return (0, new OutsideFailure.Transient(GraphFailures.BrokenCode(e)));
        }
    }
}
