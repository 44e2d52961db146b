namespace AccessGov.Functions.Serve;

/// <summary>Tells idle pumps that a function has just ended and may have enqueued something: they look at once.</summary>
internal sealed class WorkSignal
{
    private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends every wait.</summary>
    public void Beat() => Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>The next beat. Take it before looking, or a beat in between is missed.</summary>
    public Task Next => next.Task;
}
