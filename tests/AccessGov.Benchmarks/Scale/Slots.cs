namespace AccessGov.Benchmarks.Scale;

/// <summary>So many at once, the others in the order in which they came.</summary>
/// <param name="free">How many; null for any number.</param>
internal sealed class Slots(int? free)
{
    private readonly Queue<TaskCompletionSource> waiting = new();
    private int? left = free;

    /// <summary>Runs something when its turn comes.</summary>
    public async Task RunAsync(Func<Task> work)
    {
        if (left is 0)
        {
            var turn = new TaskCompletionSource();
            waiting.Enqueue(turn);
            await turn.Task;
        }
        else
            left--;
        try
        {
            await work();
        }
        finally
        {
            if (waiting.TryDequeue(out var next))
                next.SetResult();
            else
                left++;
        }
    }
}
