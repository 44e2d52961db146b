using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>The postings of plain rows; one object for all who serve in the same post of the same office on the same days.</summary>
internal sealed class PlainPostings(MappingProfile profile, PlainCells cells)
{
    private readonly PlainCells.Column<WordCell<PostingKind>> kinds = cells.Words(ExtractColumn.PostingKind, profile.PostingKinds);
    private readonly PlainCells.Column<TextCell> orgs = cells.Texts(ExtractColumn.Org, PlainRowReader.LongestCode, Folding.HalfWidth);
    private readonly PlainCells.Column<TextCell> posts = cells.Texts(ExtractColumn.Post, PlainRowReader.LongestPost);
    private readonly PlainCells.Column<DayCell> begins = cells.Days(ExtractColumn.PostedFrom);
    private readonly PlainCells.Column<DayCell> ends = cells.Days(ExtractColumn.PostedUntil);
    private readonly SharedFacts<Posting[]> known = new();

    /// <summary>Reads the posting of a worker whom the source employs.</summary>
    /// <param name="csv">Stands on the row.</param>
    /// <param name="mayLack">True when the worker has left.</param>
    /// <param name="posting">The posting alone in its list, or none.</param>
    /// <returns>False when the row must be looked at closely.</returns>
    public bool TryRead(CsvReader csv, bool mayLack, out Posting[] posting)
    {
        posting = [];
        var (kind, org, post, from, until) = (kinds.In(csv), orgs.In(csv), posts.In(csv), begins.In(csv), ends.In(csv));
        if (mayLack && kind.Key.Length == 0 && org.Text.Length == 0 && post.Text.Length == 0 && from.IsEmpty && until.IsEmpty)
            return true;
        if (
            // It may be somebody whom another source employs.
            kind.Key == profile.GuestKind
            || kind.Meaning is not { } meaning
            || org.IsOdd
            || org.Text.Length == 0
            || post.IsOdd
            || !PlainRowReader.TrySpan(from, until, out var days)
        )
            return false;
        var (text, when) = (((ulong)org.Number << 32) | (uint)post.Number, SharedTerm.Number((int)meaning, days));
        posting =
            known.Find(text, when) ?? known.Add(text, when, [new Posting(profile.Source, meaning, new OrgCode(org.Text), post.Text, days)]);
        return true;
    }
}
