using AccessGov.Core.Kernel;

namespace AccessGov.Core.Applying;

/// <summary>Codes of outcomes in facts, in the state of a plan and in JSON.</summary>
public static class OutcomeCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<ActionOutcome> All { get; } =
        new CaseCodes<ActionOutcome>()
            .With<ActionOutcome.Applied>("applied")
            .With<ActionOutcome.AlreadyTrue>("already-true")
            .With<ActionOutcome.Stale>("stale")
            .With<ActionOutcome.Deferred>("deferred")
            .With<ActionOutcome.Failed>("failed");

    /// <summary>The code of one.</summary>
    public static string Of(ActionOutcome value) => All.Of(value);
}
