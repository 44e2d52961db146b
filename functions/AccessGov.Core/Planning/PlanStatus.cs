using AccessGov.Core.Codes;

namespace AccessGov.Core.Planning;

/// <summary>Where a plan stands.</summary>
[CodedBy(typeof(PlanStatusCodes))]
public enum PlanStatus
{
    /// <summary>Made and judged.</summary>
    Made,

    /// <summary>May be applied.</summary>
    Approved,

    /// <summary>Being applied, chunk by chunk.</summary>
    Applying,

    /// <summary>Every action has an outcome.</summary>
    Applied,

    /// <summary>Somebody said no: it is never approved and never applied.</summary>
    Rejected,
}

/// <summary>Codes of a plan's status in its state and in JSON.</summary>
public static class PlanStatusCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<PlanStatus> All { get; } =
        new(
            (PlanStatus.Made, "Made"),
            (PlanStatus.Approved, "Approved"),
            (PlanStatus.Applying, "Applying"),
            (PlanStatus.Applied, "Applied"),
            (PlanStatus.Rejected, "Rejected")
        );

    /// <summary>The code of one.</summary>
    public static string Of(PlanStatus value) => All.Of(value);
}
