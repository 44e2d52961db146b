using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>That something was handed in on paper: whose decision it is, and which two people typed it.</summary>
/// <param name="Sheet">用紙番号.</param>
/// <param name="Reviewer">Who decided, and put a seal on it.</param>
/// <param name="EnteredBy">Who typed it first.</param>
/// <param name="ConfirmedBy">Who typed the same without having seen that.</param>
/// <param name="SignedOn">The date that stands on the paper.</param>
public sealed record ReviewPaper(string Sheet, EmployeeId Reviewer, EmployeeId EnteredBy, EmployeeId ConfirmedBy, DateOnly SignedOn);
