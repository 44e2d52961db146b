using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>A sheet of paper as one person typed it. Nothing comes of it before somebody else has typed the same.</summary>
/// <param name="Sheet">用紙番号.</param>
/// <param name="Reviewer">Who decided, and put a seal on it.</param>
/// <param name="By">Who typed it.</param>
/// <param name="At">When.</param>
/// <param name="SignedOn">The date that stands on the paper.</param>
/// <param name="Lines">Every right of the sheet.</param>
public sealed record PaperEntry(
    string Sheet,
    EmployeeId Reviewer,
    EmployeeId By,
    DateTimeOffset At,
    DateOnly SignedOn,
    IReadOnlyList<PaperLine> Lines
);
