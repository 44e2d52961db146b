using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>What became of looking at an unseen file.</summary>
public abstract record ProfileSuggestion
{
    private ProfileSuggestion() { }

    /// <summary>A profile is proposed.</summary>
    /// <param name="Lines">The profile.</param>
    /// <param name="Missing">Logical columns that every profile maps and nobody found; while there are any, no profile is accepted.</param>
    /// <param name="Questions">How many columns and words wait for an answer.</param>
    public sealed record Proposed(IReadOnlyList<DraftLine> Lines, IReadOnlyList<string> Missing, int Questions) : ProfileSuggestion
    {
        /// <summary>Keys that the proposal leaves without a value; until a person writes them, no profile is accepted.</summary>
        public IReadOnlyList<string> Undecided { get; init; } = [];
    }

    /// <summary>Nothing can be proposed.</summary>
    /// <param name="Reasons">Each: what is wrong with the file and what to do.</param>
    public sealed record Refused(IReadOnlyList<Wording> Reasons) : ProfileSuggestion;
}
