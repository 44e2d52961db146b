using AccessGov.Core.Codes;

namespace AccessGov.Core.Desired;

/// <summary>Codes of what withholds a right, in JSON.</summary>
public static class WithheldCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<WithheldReason> All { get; } =
        new CaseCodes<WithheldReason>()
            .With<WithheldReason.GateClosed>("GateClosed")
            .With<WithheldReason.GateUnknown>("GateUnknown")
            .With<WithheldReason.Separated>("Separated")
            .With<WithheldReason.OnLeave>("OnLeave")
            .With<WithheldReason.Held>("Held")
            .With<WithheldReason.Reviewed>("Reviewed");

    /// <summary>The code of one.</summary>
    public static string Of(WithheldReason value) => All.Of(value);
}
