namespace AccessGov.Core.Kernel;

/// <summary>Codes of kinds of leave in kept files, HR profiles and, in camel case, the interfaces for personnel systems.</summary>
public static class LeaveKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<LeaveKind> All { get; } =
        new((LeaveKind.Suspension, "Suspension"), (LeaveKind.Childcare, "Childcare"), (LeaveKind.Other, "Other"));

    /// <summary>The code of one.</summary>
    public static string Of(LeaveKind value) => All.Of(value);
}
