using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>What became of a delivered table.</summary>
internal abstract record TableRead
{
    private TableRead() { }

    /// <summary>Header, rows and totals were found and agree.</summary>
    /// <param name="Rows">Data rows in file order.</param>
    /// <param name="Notices">What was skipped.</param>
    /// <param name="Form">How the rows are written.</param>
    public sealed record Whole(IReadOnlyList<TableRow> Rows, IReadOnlyList<Notice> Notices, TableForm Form) : TableRead;

    /// <summary>The file is not what the profile describes, or not all of it.</summary>
    /// <param name="Reasons">Each: what is wrong and what to do.</param>
    /// <param name="Notices">What was skipped before that was found.</param>
    public sealed record Refused(IReadOnlyList<Wording> Reasons, IReadOnlyList<Notice> Notices) : TableRead;
}
