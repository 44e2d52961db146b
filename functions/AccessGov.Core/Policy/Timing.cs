using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>What happens to a worker on leave.</summary>
public enum LeaveTreatment
{
    /// <summary>Accounts and rights stay as if on duty.</summary>
    Keep,

    /// <summary>The account stays enabled, every entitlement is withheld.</summary>
    Withhold,

    /// <summary>The account is disabled and every entitlement is withheld.</summary>
    Disable,
}

/// <summary>Days that policy gives around personnel events.</summary>
/// <param name="JoinerLeadDays">An account is prepared, disabled and without rights, this many days before 採用日; 0 to 90.</param>
/// <param name="OverlapDays">Days a mover keeps the old post's rights of a zone; absent means 0; never for My Number.</param>
/// <param name="RetentionDays">A leaver's disabled account is deleted this many days after 退職日; 30 to 3650.</param>
/// <param name="OnLeave">Treatment per kind of leave; absent means <see cref="LeaveTreatment.Disable"/>.</param>
/// <param name="TrainingValidDays">A completed training holds this many days; 30 to 1100.</param>
public sealed record Timing(
    int JoinerLeadDays,
    IReadOnlyDictionary<Zone, int> OverlapDays,
    int RetentionDays,
    IReadOnlyDictionary<LeaveKind, LeaveTreatment> OnLeave,
    int TrainingValidDays
)
{
    /// <summary>Years after which facts of the record may be erased, by two people; 1 to 100. Null: they never are.</summary>
    public int? RecordYears { get; init; }

    /// <summary>The least of <see cref="KeepDays"/>: whoever looks into last quarter's matter finds it.</summary>
    public const int LeastKeepDays = 92;

    /// <summary><see cref="KeepDays"/> of a policy that says nothing: a fiscal year, and the month after it.</summary>
    public const int UsualKeepDays = 400;

    /// <summary>
    /// Days for which is kept what neither the record nor the present needs: deliveries and statements that others have replaced, incidents
    /// that are settled; <see cref="LeastKeepDays"/> to 3650.
    /// </summary>
    public int KeepDays { get; init; } = UsualKeepDays;

    /// <summary>Overlap of a zone in days; 0 for My Number whatever is configured.</summary>
    /// <param name="zone">The zone.</param>
    public int OverlapOf(Zone zone) => zone == Zone.MyNumber ? 0 : OverlapDays.GetValueOrDefault(zone);

    /// <summary>Treatment of a kind of leave.</summary>
    /// <param name="kind">The kind of leave.</param>
    public LeaveTreatment TreatmentOf(LeaveKind kind) => OnLeave.GetValueOrDefault(kind, LeaveTreatment.Disable);
}
