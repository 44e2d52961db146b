using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;

namespace AccessGov.App.Directory.Entra.Batch;

/// <summary>
/// Sends requests in <c>$batch</c> envelopes until each has a final answer or time is up. Only what may succeed later is
/// repeated, each request on its own Retry-After and under its own id. The SDK's batch repeats every refusal under a new id.
/// </summary>
internal sealed class BatchSender(
    Uri root,
    HttpClient http,
    GraphQuota quota,
    GraphCounters counters,
    DirectorySettings settings,
    TimeProvider clock
)
{
    private readonly Uri endpoint = new($"{root.AbsoluteUri}/$batch");

    /// <summary>One reply a request, in their order. Does not throw for outside failures.</summary>
    public async Task<SubReply[]> SendAsync(IReadOnlyList<SubRequest> requests, DateTimeOffset deadline, CancellationToken ct)
    {
        var run = new BatchRun(requests, deadline, settings.Attempts, clock);
        while (run.Next() is { } batch)
        {
            if (batch.Count == 0)
            {
                await DelayAsync(run.UntilNext(), ct);
                continue;
            }

            var writing = batch.Count(id => requests[id].Writes);
            if (quota.Take(batch.Count, writing) is { Ticks: > 0 } wait)
            {
                run.Return(batch);
                if (!run.HasTimeFor(wait))
                    run.GiveUp(new OutsideFailure.Transient("own-quota"), wait);
                else
                    await DelayAsync(wait, ct);
                continue;
            }

            counters.AskedInBatch(batch.Count, writing);
            await PostAsync(run, batch, requests, ct);
        }

        return run.Replies;
    }

    private async Task DelayAsync(TimeSpan wait, CancellationToken ct)
    {
        counters.Waited(wait);
        await Task.Delay(wait, clock, ct);
    }

    private async Task PostAsync(BatchRun run, List<int> batch, IReadOnlyList<SubRequest> requests, CancellationToken ct)
    {
        using var content = new ReadOnlyMemoryContent(BatchEnvelope.Write(batch.Select(id => (id, requests[id]))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var reply = await http.PostAsync(endpoint, content, ct);
            var body = await reply.Content.ReadAsByteArrayAsync(ct);
            var retryAfter = GraphFailures.RetryAfter(reply, clock.GetUtcNow());
            if (reply.StatusCode == HttpStatusCode.OK)
                Sort(run, batch, BatchEnvelope.Read(body, clock.GetUtcNow()));
            else
                RefuseAll(run, batch, (int)reply.StatusCode, GraphError.Read(body), retryAfter);
        }
        catch (Exception e) when (e is JsonException || GraphFailures.IsBrokenConnection(e, ct))
        {
            // The effect may have happened: every request is made so that saying it again is recognised.
            foreach (var id in batch)
                run.Retry(id, new OutsideFailure.Transient("reply-lost"));
        }
        catch (OutsideFailureException e)
        {
            foreach (var id in batch)
                run.Retry(id, e.Kind);
        }
    }

    private void Sort(BatchRun run, List<int> batch, Dictionary<int, (SubReply.Answered Reply, TimeSpan? RetryAfter)> replies)
    {
        foreach (var id in batch)
        {
            if (!replies.TryGetValue(id, out var got))
                run.Retry(id, new OutsideFailure.Transient("reply-lost"));
            else if (!GraphFailures.IsRetryable(got.Reply.Status, got.Reply.Error))
                run.Finish(id, got.Reply);
            else
            {
                if (got.Reply.Status == 429)
                    counters.WasThrottled();
                run.Retry(id, GraphFailures.Classify(got.Reply.Status, got.Reply.Error, got.RetryAfter));
            }
        }
    }

    private static void RefuseAll(BatchRun run, List<int> batch, int status, GraphError error, TimeSpan? retryAfter)
    {
        var failure = GraphFailures.Classify(status, error, retryAfter);
        foreach (var id in batch)
            run.Retry(id, failure);
    }
}
