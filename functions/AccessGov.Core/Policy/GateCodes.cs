using AccessGov.Core.Codes;

namespace AccessGov.Core.Policy;

/// <summary>Codes of gates in plans, findings and JSON.</summary>
public static class GateCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<Gate> All { get; } =
        new(
            (Gate.MfaKey, "MfaKey"),
            (Gate.Training, "Training"),
            (Gate.Review, "Review"),
            (Gate.Contract, "Contract"),
            (Gate.EntraKey, "EntraKey")
        );

    /// <summary>The code of one.</summary>
    public static string Of(Gate value) => All.Of(value);
}
