using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Notices;

/// <summary>A data row that was not used, and how to mend it.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Row">Row as a spreadsheet counts, from 1, preamble and header included.</param>
/// <param name="Column">Header of the column at fault; empty when the whole row is.</param>
/// <param name="Value">The cell as delivered; empty when the whole row is at fault. Never from a sensitive column: those are dropped before
/// rows are read.</param>
/// <param name="Remedy">What is wrong and what HR should do.</param>
public sealed record RejectedRow(string Source, int Row, string Column, string Value, Wording Remedy)
{
    /// <summary>Whom the row is about; null where its number cannot be read, and in lists.</summary>
    public EmployeeId? Worker { get; init; }
}
