using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>A workbook that is not read. Stays within the reading, which hands it out as a value.</summary>
/// <param name="why">What is wrong and what to do.</param>
/// <param name="inner">What was met first; null for nothing.</param>
internal sealed class WorkbookFault(Wording why, Exception? inner = null) : Exception(why.Key, inner)
{
    /// <summary>What is wrong and what to do.</summary>
    public Wording Why => why;

    /// <summary>What the workbook says contradicts itself, or cannot be read to its end.</summary>
    public static WorkbookFault Damaged(Exception? inner = null) => new(Wording.Of("Workbook.damaged"), inner);

    /// <summary>More than anybody writes by hand.</summary>
    /// <param name="most">Most bytes.</param>
    public static WorkbookFault TooLarge(long most) => new(Wording.Of("Workbook.too-large", most));

    /// <summary>A cell that Excel itself could not have written.</summary>
    /// <param name="most">Most characters.</param>
    public static WorkbookFault CellTooLong(int most) => new(Wording.Of("Workbook.cell-too-long", most));
}
