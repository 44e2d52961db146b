using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading;

/// <summary>What became of a list beside the extracts: announcements, keys, trainings, contracts.</summary>
/// <typeparam name="T">What the list says.</typeparam>
public abstract record ListRead<T>
{
    private ListRead() { }

    /// <summary>The file is whole and enough of it was understood.</summary>
    /// <param name="Content">What it says.</param>
    /// <param name="Rejected">Rows that could not be used.</param>
    /// <param name="Notices">What else should be known.</param>
    public sealed record Read(T Content, IReadOnlyList<RejectedRow> Rejected, IReadOnlyList<Notice> Notices) : ListRead<T>;

    /// <summary>Nothing of the file may be used.</summary>
    /// <param name="Reasons">Each: what is wrong and what to do.</param>
    /// <param name="Rejected">The rows at fault, when rows were read.</param>
    public sealed record Refused(IReadOnlyList<Wording> Reasons, IReadOnlyList<RejectedRow> Rejected) : ListRead<T>
    {
        /// <summary>What else should be known, as far as the file was read: who corrects it corrects it once.</summary>
        public IReadOnlyList<Notice> Notices { get; init; } = [];
    }
}
