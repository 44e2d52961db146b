using AccessGov.App.Applying;
using AccessGov.App.Audit;
using AccessGov.App.Drift;
using AccessGov.App.Events;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Scale;

/// <summary>The queues of one tenant, served one message after the other, so that what is counted has a name.</summary>
internal sealed class MessageLoop(Func<Workspace> workspace, Func<Actor, Task> before, StoreTally tally, TenantCounters directory)
{
    private static readonly QueueName[] Queues =
    [
        WorkQueues.HrChanged,
        WorkQueues.PlanMade,
        WorkQueues.ApplyUrgent,
        WorkQueues.ApplyChunk,
        WorkQueues.VerifyPlan,
        WorkQueues.DirectoryChanged,
        WorkQueues.SealAudit,
    ];

    private static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(5);

    /// <summary>How often a queue was found empty.</summary>
    public int Looks { get; private set; }

    /// <summary>Runs something under a name, as a function of the host would be run.</summary>
    public async Task RunAsync(string function, Func<Workspace, Actor, Task> run)
    {
        tally.Began(function);
        var actor = new Actor.Trigger(function);
        await before(actor);
        var asked = directory.HttpRequests;
        await run(workspace(), actor);
        tally.CountGraph((int)(directory.HttpRequests - asked));
        tally.Ended();
    }

    /// <summary>
    /// Serves until every queue is empty. Looks at an empty queue are not counted: they belong to the hour, not to the work.
    /// </summary>
    /// <param name="most">Never more messages than this.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<int> DrainAsync(int most, CancellationToken ct)
    {
        for (var served = 0; served < most; served++)
        {
            QueueMessage? message = null;
            QueueName from = default;
            foreach (var queue in Queues)
                if ((await workspace().Queue.ReceiveAsync(queue, 1, HoldFor, ct)) is [var found])
                {
                    (message, from) = (found, queue);
                    break;
                }
                else
                    Looks++;
            if (message is null)
                return served;
            await RunAsync(
                from.Value,
                async (w, actor) =>
                {
                    // The look that found it, and its end.
                    tally.CountQueue(2);
                    await ServeAsync(w, actor, from, WorkMessage.Read(w, message.Body), ct);
                }
            );
            await workspace().Queue.DeleteAsync(from, message, ct);
        }
        throw new InvalidOperationException($"More than {most} messages.");
    }

    private static Task ServeAsync(Workspace w, Actor actor, QueueName queue, WorkMessage message, CancellationToken ct) =>
        queue == WorkQueues.HrChanged ? HrChanged.RunAsync(w, actor, message.NeededWorker, ct)
        : queue == WorkQueues.PlanMade ? PlanMade.RunAsync(w, message.NeededPlan, ct)
        : queue == WorkQueues.ApplyUrgent ? ApplyUrgent.RunAsync(w, actor, message.NeededPlan, ct)
        : queue == WorkQueues.ApplyChunk ? ApplyChunk.FromQueueAsync(w, actor, message.NeededPlan, ct)
        : queue == WorkQueues.VerifyPlan ? VerifyPlan.FromQueueAsync(w, actor, message.NeededPlan, ct)
        : queue == WorkQueues.DirectoryChanged ? DirectoryChanged.RunAsync(w, actor, message, ct)
        : (Task)SealAudit.PartitionAsync(w, message.NeededScope, ct);
}
