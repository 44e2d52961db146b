using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;

namespace AccessGov.App.Directory.Entra.Batch;

/// <summary>Which requests of one call are still open, when each may be tried again, and what became of the others.</summary>
internal sealed class BatchRun(IReadOnlyList<SubRequest> requests, DateTimeOffset deadline, int attempts, TimeProvider clock)
{
    private readonly Queue<int> ready = new(Enumerable.Range(0, requests.Count));
    private readonly PriorityQueue<int, (DateTimeOffset NotBefore, int Id)> waiting = new();
    private readonly int[] tries = new int[requests.Count];

    public SubReply[] Replies { get; } = new SubReply[requests.Count];

    /// <summary>Ids of the next envelope; empty when all that is open must wait; null when nothing is open.</summary>
    public List<int>? Next()
    {
        var now = clock.GetUtcNow();
        if (ready.Count == 0 && waiting.Count == 0)
            return null;
        var batch = new List<int>(BatchEnvelope.Most);
        while (batch.Count < BatchEnvelope.Most && waiting.TryPeek(out var id, out var due) && due.NotBefore <= now)
            batch.Add(waiting.Dequeue());
        while (batch.Count < BatchEnvelope.Most && ready.TryDequeue(out var id))
            batch.Add(id);
        return batch;
    }

    /// <summary>Puts back what <see cref="Next"/> gave and nobody sent.</summary>
    public void Return(List<int> batch)
    {
        foreach (var id in batch)
            waiting.Enqueue(id, (DateTimeOffset.MinValue, id));
    }

    public TimeSpan UntilNext() =>
        waiting.TryPeek(out _, out var due) && due.NotBefore > clock.GetUtcNow() ? due.NotBefore - clock.GetUtcNow() : TimeSpan.Zero;

    public bool HasTimeFor(TimeSpan wait) => clock.GetUtcNow() + wait <= deadline;

    public void Finish(int id, SubReply reply) => Replies[id] = reply;

    /// <summary>Plans the next try, unless the failure is for good, tries are used up, or it would come too late.</summary>
    public void Retry(int id, OutsideFailure failure)
    {
        var retryAfter = (failure as OutsideFailure.Transient)?.RetryAfter;
        var notBefore = clock.GetUtcNow() + GraphFailures.Wait(++tries[id], retryAfter);
        if (failure is OutsideFailure.Permanent || tries[id] >= attempts || notBefore > deadline)
            Replies[id] = new SubReply.Unanswered(failure, notBefore);
        else
            waiting.Enqueue(id, (notBefore, id));
    }

    /// <summary>Ends everything that is open.</summary>
    public void GiveUp(OutsideFailure failure, TimeSpan wait)
    {
        var until = clock.GetUtcNow() + wait;
        while (waiting.TryDequeue(out var id, out var due))
            Replies[id] = new SubReply.Unanswered(failure, due.NotBefore > until ? due.NotBefore : until);
        while (ready.TryDequeue(out var id))
            Replies[id] = new SubReply.Unanswered(failure, until);
    }
}
