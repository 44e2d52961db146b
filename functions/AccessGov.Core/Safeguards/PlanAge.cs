using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Safeguards;

/// <summary>What a plan saw of the directory grows old: after a while it is neither approved nor begun, and one plans again.</summary>
public static class PlanAge
{
    /// <summary>Why a plan is too old, in hours; null while it is not.</summary>
    /// <param name="plan">Which.</param>
    /// <param name="madeAt">When it was made.</param>
    /// <param name="now">The instant.</param>
    /// <param name="validFor">How long it may lie.</param>
    public static Refusal? TooOld(PlanId plan, DateTimeOffset madeAt, DateTimeOffset now, TimeSpan validFor) =>
        now - madeAt > validFor
            ? new Refusal("plan-too-old", plan.Brief, Math.Round((decimal)(now - madeAt).TotalHours, 1), (decimal)validFor.TotalHours)
            : null;
}
