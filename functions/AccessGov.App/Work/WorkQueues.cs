using AccessGov.App.Storage;

namespace AccessGov.App.Work;

/// <summary>The queues between flows. Each has the name of the function that serves it, in kebab-case.</summary>
public static class WorkQueues
{
    /// <summary>A personnel file lies in the inbox.</summary>
    public static QueueName HrFileArrived { get; } = new("hr-file-arrived");

    /// <summary>Facts of one worker changed.</summary>
    public static QueueName HrChanged { get; } = new("hr-changed");

    /// <summary>A plan was made by a trigger, or approved by a person.</summary>
    public static QueueName PlanMade { get; } = new("plan-made");

    /// <summary>The next chunk of a plan.</summary>
    public static QueueName ApplyChunk { get; } = new("apply-chunk");

    /// <summary>A plan that takes access from somebody who has left: before everything else.</summary>
    public static QueueName ApplyUrgent { get; } = new("apply-urgent");

    /// <summary>A plan whose every action has an outcome.</summary>
    public static QueueName VerifyPlan { get; } = new("verify-plan");

    /// <summary>Somebody changed an account or a group in the directory.</summary>
    public static QueueName DirectoryChanged { get; } = new("directory-changed");

    /// <summary>A partition has new facts, which the tenant's chain does not hold yet.</summary>
    public static QueueName SealAudit { get; } = new("seal-audit");

    /// <summary>The queue of a function: its name in kebab-case.</summary>
    /// <param name="function">The function's name.</param>
    public static QueueName Of(string function) =>
        new(
            string.Concat(
                function.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString())
            )
        );
}
