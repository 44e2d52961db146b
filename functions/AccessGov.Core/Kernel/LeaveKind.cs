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
