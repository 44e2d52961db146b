using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>What became of a table that was walked over.</summary>
/// <param name="Rows">How many data rows it has.</param>
/// <param name="Notices">What was skipped.</param>
/// <param name="Reasons">Why nothing of it may be used, whatever was taken from its rows; empty when it is whole.</param>
internal sealed record TableScanned(int Rows, IReadOnlyList<Notice> Notices, IReadOnlyList<Wording> Reasons);
