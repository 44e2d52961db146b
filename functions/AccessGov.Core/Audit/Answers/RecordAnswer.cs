namespace AccessGov.Core.Audit.Answers;

/// <summary>What the record says.</summary>
/// <param name="Tenant">Whose record.</param>
/// <param name="Facts">How many lines it has.</param>
/// <param name="Person">Of whom; null for everybody.</param>
/// <param name="On">Of which day; null for all.</param>
/// <param name="Policies">Which policy held, oldest first.</param>
/// <param name="Approvals">Who approved what, oldest first.</param>
/// <param name="Changes">What was changed, oldest first.</param>
/// <param name="Holders">Who held rights; null when that was not asked.</param>
/// <param name="Outside">What was changed outside the product, as far as baselines and outcomes show.</param>
public sealed record RecordAnswer(
    string Tenant,
    long Facts,
    string? Person,
    DateOnly? On,
    IReadOnlyList<PolicyUsed> Policies,
    IReadOnlyList<ToldApproval> Approvals,
    IReadOnlyList<ToldChange> Changes,
    HoldersOnDay? Holders,
    IReadOnlyList<OutsideChange> Outside
)
{
    /// <summary>What happened with sealed accounts, oldest first; null for nothing.</summary>
    public IReadOnlyList<ToldEmergency>? Emergencies { get; init; }

    /// <summary>What happened with access reviews, oldest first; null for nothing.</summary>
    public IReadOnlyList<ToldReview>? Reviews { get; init; }

    /// <summary>What happened with requests and exceptions, oldest first; null for nothing.</summary>
    public IReadOnlyList<ToldRequest>? Requests { get; init; }

    /// <summary>What was erased after its retention; null for nothing. It is told whatever was asked.</summary>
    public IReadOnlyList<ToldErasure>? Erased { get; init; }
}
