namespace AccessGov.Functions.Tests.Crash;

/// <summary>Where a replica dies: at the n-th thing it asks of the world after a function began, or a random moment after that.</summary>
/// <param name="Function">The function; null for any.</param>
/// <param name="Kind">What is counted.</param>
/// <param name="Count">How many.</param>
/// <param name="BeforeEffect">The last one is lost on its way there; else only its answer is.</param>
/// <param name="Service">Which of the storage services.</param>
/// <param name="After">With <see cref="What.Time"/>: how long after the beginning.</param>
internal sealed record KillPoint(string? Function, KillPoint.What Kind, int Count, bool BeforeEffect, int Service, TimeSpan After)
{
    /// <summary>When what is counted does not come.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(400);

    // The pipe's functions. A verification is short and comes last, so it is aimed at more often than it is hit.
    private static readonly string?[] Functions =
    [
        "HrFileArrived",
        "HrFileArrived",
        "HrChanged",
        "PlanMade",
        "ApplyChunk",
        "ApplyChunk",
        "ApplyChunk",
        "ApplyUrgent",
        "VerifyPlan",
        "VerifyPlan",
        "VerifyPlan",
        "VerifyPlan",
        "SealAudit",
        "SealAudit",
        null,
    ];

    /// <summary>What is counted.</summary>
    public enum What
    {
        /// <summary>Milliseconds.</summary>
        Time,

        /// <summary>Requests to the directory, sub-requests included.</summary>
        Directory,

        /// <summary>Pieces sent to a storage service.</summary>
        Storage,
    }

    /// <summary>A random one.</summary>
    public static KillPoint Any(Random random, bool hasStorageService) =>
        new(
            Functions[random.Next(Functions.Length)],
            (What)random.Next(hasStorageService ? 3 : 2),
            1 + random.Next(12),
            random.Next(2) == 0,
            random.Next(3),
            TimeSpan.FromMilliseconds(random.Next(60))
        );
}
