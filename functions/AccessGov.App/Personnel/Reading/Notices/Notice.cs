using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Notices;

/// <summary>Something the reader did or saw that hinders nothing and should be known.</summary>
/// <param name="Kind">What.</param>
/// <param name="Source">The source's id.</param>
/// <param name="Row">Row as a spreadsheet counts, from 1; null when it concerns the file.</param>
/// <param name="Column">Header of the column; null when it concerns the row or the file.</param>
/// <param name="Text">What happened and, where something can be done, what.</param>
public sealed record Notice(NoticeKind Kind, string Source, int? Row, string? Column, Wording Text);
