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
}
