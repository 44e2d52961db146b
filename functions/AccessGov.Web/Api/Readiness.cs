using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.App.Work;

namespace AccessGov.Web.Api;

/// <summary>
/// Whether this process can work: settings and policy read, records and queues within reach. Anybody may ask, so the answer is
/// remembered for a moment, and one question is under way at a time: who asks often costs the store nothing more.
/// </summary>
/// <param name="installation">Opens the installation, or throws.</param>
/// <param name="clock">The time.</param>
internal sealed class Readiness(Func<Installation> installation, TimeProvider clock)
{
    /// <summary>An answer counts that long.</summary>
    public static readonly TimeSpan CountsFor = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task<bool> look = Task.FromResult(false);
    private DateTimeOffset lookedAt;

    /// <summary>True when it can.</summary>
    public Task<bool> IsReadyAsync(CancellationToken ct)
    {
        lock (gate)
            if (look.IsCompleted && clock.GetUtcNow() - lookedAt >= CountsFor)
                (look, lookedAt) = (Task.Run(LookAsync, CancellationToken.None), clock.GetUtcNow());
        return look.WaitAsync(ct);
    }

    private async Task<bool> LookAsync()
    {
        try
        {
            // Opening reads the settings and the policy.
            var workspace = installation().Workspace;
            await workspace.Records.FindAsync(new(workspace.Tenant, "health"), "ready", CancellationToken.None);
            await workspace.Queue.PeekCountAsync(WorkQueues.ApplyUrgent, CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is OutsideFailureException or InvalidOperationException)
        {
            return false;
        }
    }
}
