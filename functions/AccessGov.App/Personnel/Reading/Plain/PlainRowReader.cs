using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>
/// Reads rows of which nothing is to be told, which nearly all are, without a text for each cell. It never rejects: whatever is not plain
/// is left to <see cref="Rows.RowReader"/>, which finds the words for it.
/// </summary>
internal sealed class PlainRowReader
{
    // Entra's limit for displayName; jobTitle's is 128.
    internal const int LongestName = 256,
        LongestPost = 128,
        LongestCode = 64;

    private readonly MappingProfile profile;
    private readonly DateOnly asOf;
    private readonly PlainCells cells;
    private readonly PlainTerms terms;
    private readonly PlainPostings postings;
    private readonly PlainCells.Column<TextCell> sideTexts;
    private readonly PlainCells.Column<TextCell> formerIds;
    private readonly PlainCells.Column<WordCell<LeaveKind>> leaveKinds;
    private readonly PlainCells.Column<DayCell> leavesFrom;
    private readonly PlainCells.Column<DayCell> leavesUntil;
    private readonly NameColumn names;
    private readonly NameColumn displayNames;
    private readonly NameColumn formerNames;
    private readonly NameColumn kana;

    /// <summary>For one file.</summary>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    /// <param name="header">Where the columns stand.</param>
    public PlainRowReader(MappingProfile profile, DateOnly asOf, TableHeader header)
    {
        (this.profile, this.asOf) = (profile, asOf);
        cells = new PlainCells(profile.Form, header);
        terms = new PlainTerms(profile, asOf, cells);
        postings = new PlainPostings(profile, cells);
        sideTexts = cells.Texts(ExtractColumn.ConcurrentText, int.MaxValue);
        formerIds = cells.Texts(ExtractColumn.FormerId, int.MaxValue);
        leaveKinds = cells.Words(ExtractColumn.LeaveKind, profile.LeaveKinds);
        leavesFrom = cells.Days(ExtractColumn.LeaveFrom);
        leavesUntil = cells.Days(ExtractColumn.LeaveUntil);
        names = new(header.PositionOf(ExtractColumn.Name));
        displayNames = new(header.PositionOf(ExtractColumn.DisplayName));
        formerNames = new(header.PositionOf(ExtractColumn.FormerName));
        kana = new(header.PositionOf(ExtractColumn.Kana));
    }

    /// <summary>Reads a row of a worker whom the source employs.</summary>
    /// <param name="csv">Stands on the row, which is not ragged.</param>
    /// <param name="worker">Whose it is.</param>
    /// <param name="before">What the row before says.</param>
    /// <param name="isFollowing">True when that one is plain and of the same worker.</param>
    /// <param name="row">Takes what it says.</param>
    /// <returns>False when the row must be looked at closely.</returns>
    public bool TryRead(CsvReader csv, Number worker, ref PlainRow before, bool isFollowing, ref PlainRow row)
    {
        // All are looked at, so that the next row knows what stood in this one.
        var isSame = kana.Follows(csv) & names.Follows(csv) & displayNames.Follows(csv) & formerNames.Follows(csv);
        if (
            !terms.TryRead(csv, out row.Term)
            || !postings.TryRead(csv, row.Term.Term.EndsAtOnce || row.Term.Term.Days.EndedBefore(asOf), out row.Posting)
            || !TryLeave(csv, out row.Leave)
            || sideTexts.In(csv).Text.Length > 0
            || !TryFormerId(formerIds.In(csv).Text, worker, out row.FormerId)
        )
            return false;
        row.IsSamePerson = isSame && isFollowing && ReferenceEquals(before.Term, row.Term) && before.FormerId == row.FormerId;
        if (row.IsSamePerson)
        {
            (row.Name, row.FormerName) = (before.Name, before.FormerName);
            return true;
        }
        if (
            !cells.TryName(names.Of(csv), LongestName, out var name)
            || name.Length == 0
            || !cells.TryName(displayNames.Of(csv), LongestName, out var shown)
            || !cells.TryName(formerNames.Of(csv), LongestName, out var former)
        )
            return false;
        (row.Name, row.FormerName) = (shown.Length > 0 ? shown : name, former.Length > 0 ? former : null);
        return true;
    }

    /// <summary>From and until of what must have a first day; false when either must be looked at closely.</summary>
    internal static bool TrySpan(DayCell from, DayCell until, out DateSpan days)
    {
        days = new DateSpan(from.On ?? default, until.On);
        return !from.IsOdd && !until.IsOdd && from.On is not null && !(until.On < from.On);
    }

    private bool TryFormerId(string text, Number worker, out string? former)
    {
        former = null;
        if (text.Length == 0)
            return true;
        if (
            !EmployeeNumbers.TryRead(text, profile.Form.IdWidth, out var id, out _)
            || Folding.HalfWidth(text).Length < id.Value.Length
            || Number.Of(id).Equals(worker)
        )
            return false;
        former = id.Value;
        return true;
    }

    private bool TryLeave(CsvReader csv, out Leave? leave)
    {
        leave = null;
        var (kind, from, until) = (leaveKinds.In(csv), leavesFrom.In(csv), leavesUntil.In(csv));
        if (kind.Key.Length == 0)
            return !from.IsOdd && !until.IsOdd && from.On is null && until.On is null;
        if (kind.Meaning is not { } meaning || !TrySpan(from, until, out var days))
            return false;
        leave = new Leave(meaning, days);
        return true;
    }

    /// <summary>A column in which nearly every person's cell differs, and the next row of the same person has the same.</summary>
    private sealed class NameColumn(int? at)
    {
        private byte[] before = new byte[64];
        private int length;

        public ReadOnlySpan<byte> Of(CsvReader csv) => at is { } column ? csv.GetSpan(column) : [];

        /// <summary>True when the row that this was last asked of had the same cell.</summary>
        public bool Follows(CsvReader csv)
        {
            var cell = Of(csv);
            if (cell.SequenceEqual(before.AsSpan(0, length)))
                return true;
            if (cell.Length > before.Length)
                before = new byte[cell.Length];
            cell.CopyTo(before);
            length = cell.Length;
            return false;
        }
    }
}
