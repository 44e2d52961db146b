using AccessGov.Core.Codes;

namespace AccessGov.Core.Kernel;

/// <summary>Why a worker who is employed is not on duty.</summary>
[CodedBy(typeof(LeaveKindCodes))]
public enum LeaveKind
{
    /// <summary>休職.</summary>
    Suspension,

    /// <summary>育児休業.</summary>
    Childcare,

    /// <summary>介護休暇・病気休暇 and other long absences.</summary>
    Other,
}

/// <summary>Codes of kinds of leave in kept files, HR profiles and, in camel case, the interfaces for personnel systems.</summary>
public static class LeaveKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<LeaveKind> All { get; } =
        new((LeaveKind.Suspension, "Suspension"), (LeaveKind.Childcare, "Childcare"), (LeaveKind.Other, "Other"));

    /// <summary>The code of one.</summary>
    public static string Of(LeaveKind value) => All.Of(value);
}
