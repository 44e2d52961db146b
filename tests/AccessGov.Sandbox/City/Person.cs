using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>One person of the pretend city, before and after 1 April: the truth from which the extracts are made.</summary>
/// <param name="Index">Place in the stream of people.</param>
/// <param name="Kana">カナ氏名.</param>
/// <param name="BornOn">生年月日: a column that the importer must drop.</param>
/// <param name="IsFemale">性別: likewise.</param>
/// <param name="Event">What 1 April means.</param>
/// <param name="Before">As a perfect reader of the 3/31 extracts would know the person; null for a joiner.</param>
/// <param name="After">As a perfect reader of the 4/1 extracts would; a linked new number is <see cref="Renumbered"/>.</param>
/// <param name="Renumbered">The same person under the new number; null unless the event is <see cref="CityEvent.GetsNewNumber"/>.</param>
public sealed record Person(
    int Index,
    string Kana,
    DateOnly BornOn,
    bool IsFemale,
    CityEvent Event,
    Worker? Before,
    Worker After,
    Worker? Renumbered = null
)
{
    /// <summary>The unit of the first posting in force on the day; null when none is.</summary>
    public static Posting? MainPosting(Worker? worker, DateOnly on) =>
        worker?.Postings.FirstOrDefault(p =>
            p.Kind is PostingKind.Primary or PostingKind.Seconded or PostingKind.Dispatched && p.Days.Covers(on)
        );
}
