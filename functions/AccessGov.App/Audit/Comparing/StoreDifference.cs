namespace AccessGov.App.Audit.Comparing;

/// <summary>Something in the store that the sealed record tells otherwise.</summary>
/// <param name="Code">One of the codes here; each has a text.</param>
/// <param name="Partition">Where.</param>
/// <param name="Subject">The row, or the value that differs.</param>
public sealed record StoreDifference(string Code, string Partition, string Subject)
{
    /// <summary>A sealed fact has other content in the store.</summary>
    public const string FactAltered = "fact-altered";

    /// <summary>A sealed fact is gone from the store.</summary>
    public const string FactMissing = "fact-missing";

    /// <summary>A fact stands among the sealed ones and was never sealed.</summary>
    public const string FactAdded = "fact-added";

    /// <summary>The cursor of a partition does not stand on its last sealed fact: facts would be sealed twice, or never.</summary>
    public const string CursorMoved = "cursor-moved";

    /// <summary>The row that says where the chain ends does not.</summary>
    public const string HeadDiffers = "head-differs";

    /// <summary>What two people are to have decided is not what the record says they did.</summary>
    public const string DecisionUnrecorded = "decision-unrecorded";

    /// <summary>Personnel facts in force, or a list, are other content than the record says was taken over.</summary>
    public const string PersonnelDiffer = "personnel-differ";

    /// <summary>Who is kept out, or who is no longer, is not what the record says.</summary>
    public const string HoldDiffers = "hold-differs";

    /// <summary>Whether a backup of the store was put back, and when, is not what the record says.</summary>
    public const string RestoredDiffers = "restored-differs";

    /// <summary>Who supplied something by hand, or who agreed to it, is not what the record says.</summary>
    public const string SuppliedDiffers = "supplied-differs";

    /// <summary>A plan has a state and was never told of.</summary>
    public const string PlanUnknown = "plan-unknown";

    /// <summary>A plan was told of and has no state that can be read.</summary>
    public const string PlanStateMissing = "plan-state-missing";

    /// <summary>A plan that was made stands in no list: nobody sees that it waits.</summary>
    public const string PlanUnlisted = "plan-unlisted";

    /// <summary>The state of a plan names other content, another day, instant or author than the record.</summary>
    public const string PlanContentDiffers = "plan-content-differs";

    /// <summary>The state of a plan has another verdict than the record.</summary>
    public const string PlanVerdictDiffers = "plan-verdict-differs";

    /// <summary>The state of a plan says that it is approved, and the record does not.</summary>
    public const string PlanApprovalUnrecorded = "plan-approval-unrecorded";

    /// <summary>Somebody rejected a plan and its state does not say so, or the state says so and the record does not.</summary>
    public const string PlanRejectionDiffers = "plan-rejection-differs";

    /// <summary>The state of a plan says that it is further, or less far, than the record.</summary>
    public const string PlanProgressDiffers = "plan-progress-differs";

    /// <summary>A key of the register stands otherwise than the record says, or the record does not know it.</summary>
    public const string KeyDiffers = "key-differs";

    /// <summary>The store says of a sealed account, or of who asked and agreed to open it, what the record does not.</summary>
    public const string EmergencyDiffers = "emergency-differs";

    /// <summary>What a fact names by its hash is gone, or is other content.</summary>
    public const string KeptDiffers = "kept-differs";

    /// <summary>The store says of a request, or of who asked and agreed, what the record does not.</summary>
    public const string RequestDiffers = "request-differs";

    /// <summary>What is remembered of packages between nodes is not what the record says was sent and taken over.</summary>
    public const string TransferDiffers = "transfer-differs";
}
