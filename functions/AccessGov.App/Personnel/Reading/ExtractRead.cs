using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading;

/// <summary>What became of a personnel extract.</summary>
public abstract record ExtractRead
{
    private ExtractRead() { }

    /// <summary>The file is whole and enough of it was understood.</summary>
    /// <param name="Extract">What it says. <see cref="SourceExtract.RowsRejected"/> counts the rows of held-back workers too.</param>
    /// <param name="Rejected">Cells and rows that could not be used.</param>
    /// <param name="HeldBack">Workers who are in the file and, on purpose, not in the extract.</param>
    /// <param name="Notices">What else should be known.</param>
    public sealed record Read(
        SourceExtract Extract,
        IReadOnlyList<RejectedRow> Rejected,
        IReadOnlyList<HeldBackWorker> HeldBack,
        IReadOnlyList<Notice> Notices
    ) : ExtractRead;

    /// <summary>Nothing of the file may be applied.</summary>
    /// <param name="Reasons">Each: what is wrong and what to do.</param>
    /// <param name="Rejected">The rows at fault, when rows were read.</param>
    public sealed record Refused(IReadOnlyList<Wording> Reasons, IReadOnlyList<RejectedRow> Rejected) : ExtractRead
    {
        /// <summary>What else should be known, as far as the file was read: who corrects it corrects it once.</summary>
        public IReadOnlyList<Notice> Notices { get; init; } = [];
    }
}
