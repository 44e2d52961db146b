using AccessGov.Core.Codes;

namespace AccessGov.Core.Desired;

/// <summary>Codes of causes in facts, plans and their hashes.</summary>
public static class CauseCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<Cause> All { get; } =
        new CaseCodes<Cause>()
            .With<Cause.Joins>("Joins")
            .With<Cause.Serves>("Serves")
            .With<Cause.IsGranted>("IsGranted")
            .With<Cause.Moved>("Moved")
            .With<Cause.Left>("Left")
            .With<Cause.OnLeave>("OnLeave")
            .With<Cause.OnDuty>("OnDuty")
            .With<Cause.GateClosed>("GateClosed")
            .With<Cause.Separated>("Separated")
            .With<Cause.GrantExpired>("GrantExpired")
            .With<Cause.Unexplained>("Unexplained")
            .With<Cause.AttributesDiffer>("AttributesDiffer")
            .With<Cause.Renumbered>("Renumbered")
            .With<Cause.RetentionOver>("RetentionOver")
            .With<Cause.Held>("Held")
            .With<Cause.ShutByOthers>("ShutByOthers")
            .With<Cause.Vanished>("Vanished")
            .With<Cause.WasDeleted>("WasDeleted")
            .With<Cause.RightRetired>("RightRetired")
            .With<Cause.NoLongerDue>("NoLongerDue")
            .With<Cause.Adopted>("Adopted")
            .With<Cause.WasStopped>("WasStopped")
            .With<Cause.ReviewedAway>("ReviewedAway");

    /// <summary>The code of one.</summary>
    public static string Of(Cause value) => All.Of(value);
}
