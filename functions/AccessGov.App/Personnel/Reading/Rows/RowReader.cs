using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using static AccessGov.App.Personnel.Reading.Profiles.ExtractColumn;

namespace AccessGov.App.Personnel.Reading.Rows;

/// <summary>Reads one row of an extract into the words of Core.</summary>
internal sealed class RowReader(MappingProfile profile, DateOnly asOf, List<RejectedRow> rejected, List<Notice> notices)
{
    // Entra's limit for displayName; jobTitle's is 128.
    private const int LongestName = 256,
        LongestPost = 128,
        LongestCode = 64;
    private static readonly string[] PostingColumns = [ExtractColumn.PostingKind, Org, Post, PostedFrom, PostedUntil];

    /// <summary>The row's 職員番号, if it can be trusted; a fault is rejected.</summary>
    public EmployeeId? WorkerOf(TableRow row) => Cells(row).Id(ExtractColumn.EmployeeId);

    /// <summary>Reads the row; null when any cell of it was rejected.</summary>
    public RowFacts? Read(TableRow row, EmployeeId worker)
    {
        var cells = Cells(row);
        if (row.IsRagged)
        {
            cells.Reject(null, row.Ragged);
            return null;
        }
        var facts = IsGuest(row) ? Guest(cells, row, worker) : Employed(cells, row, worker);
        return cells.IsRejected ? null : facts;
    }

    /// <summary>True when the row asks for an immediate stop, whatever else is wrong with it.</summary>
    public bool AsksForStop(TableRow row) => profile.Stops.GetValueOrDefault(Folding.Key(row[EndsAtOnce]));

    /// <summary>
    /// True when the row may tell a posting of a worker whom another source employs. Of a ragged row only a date proves the contrary.
    /// </summary>
    public bool MayBeGuest(TableRow row) =>
        profile.GuestKind is not null
        && (IsGuest(row) || HiredOnOf(row) is DateReading.NoEnd || (row.IsRagged && HiredOnOf(row) is not DateReading.Day));

    private RowCells Cells(TableRow row) => new(row, profile.Form, rejected, notices);

    private bool IsGuest(TableRow row)
    {
        if (profile.GuestKind is not { } guest || Folding.Key(row[ExtractColumn.PostingKind]) != guest)
            return false;
        var home = row[Home];
        return home.Length > 0 ? Folding.Key(home) != Folding.Key(profile.Source.Value) : HiredOnOf(row) is DateReading.NoEnd;
    }

    private DateReading HiredOnOf(TableRow row) => JapaneseDate.Read(row[HiredOn], profile.Form.Dates, profile.Form.NoEndWords);

    private RowFacts Guest(RowCells cells, TableRow row, EmployeeId worker) =>
        new(row.Row, worker, "", "", "", null, null, PostingOf(cells, isNeeded: true), null, null, null);

    private RowFacts Employed(RowCells cells, TableRow row, EmployeeId worker)
    {
        var name = cells.Shown(Name, LongestName, isNeeded: true);
        var shown = cells.Shown(DisplayName, LongestName, isNeeded: false);
        var formerName = cells.Shown(FormerName, LongestName, isNeeded: false);
        var concurrent = cells.Text(ConcurrentText);
        if (concurrent.Length > 0)
            cells.Note(NoticeKind.FreeTextPost, ConcurrentText, Wording.Of("Notice.further-post", concurrent));
        var standing = profile.Standings.Count > 0 ? cells.Word(Status, profile.Standings) : null;
        var term = TermOf(cells, standing);
        // Only who has left may have no post any more; of anybody else a post would be taken by silence.
        var hasLeft = term.EndsAtOnce || term.Days.EndedBefore(asOf);
        return new RowFacts(
            row.Row,
            worker,
            name,
            cells.Text(Kana),
            shown.Length > 0 ? shown : name,
            standing,
            term,
            PostingOf(cells, isNeeded: !hasLeft),
            LeaveOf(cells),
            FormerOf(cells, worker),
            formerName.Length > 0 ? formerName : null
        );
    }

    private Employment TermOf(RowCells cells, Standing? standing)
    {
        var kind = cells.Word(ExtractColumn.EmploymentKind, profile.EmploymentKinds) ?? default;
        var days = cells.Span(HiredOn, EndsOn, isNeeded: true, Wording.Of("Row.of-employment")) ?? default;
        var stops = cells.Text(EndsAtOnce).Length > 0 && cells.Word(EndsAtOnce, profile.Stops) == true;
        if (days.Until is null && !cells.IsRejected && !stops)
        {
            if (standing == Standing.Left)
                cells.Reject(EndsOn, Wording.Of("Row.left-without-end", cells.Header(EndsOn)));
            else if (profile.NeedsEnd.Contains(kind))
                cells.Reject(EndsOn, Wording.Of("Row.kind-without-end", cells.Header(EndsOn)));
        }
        return new Employment(kind, days, stops);
    }

    private Posting? PostingOf(RowCells cells, bool isNeeded)
    {
        if (!isNeeded && Array.TrueForAll(PostingColumns, c => cells.Text(c).Length == 0))
            return null;
        var kind = cells.Word(ExtractColumn.PostingKind, profile.PostingKinds) ?? default;
        var org = Folding.HalfWidth(cells.Shown(Org, LongestCode, isNeeded: true));
        var post = cells.Shown(Post, LongestPost, isNeeded: false);
        var days = cells.Span(PostedFrom, PostedUntil, isNeeded: true, Wording.Of("Row.of-posting")) ?? default;
        return new Posting(profile.Source, kind, new OrgCode(org), post, days);
    }

    private Leave? LeaveOf(RowCells cells)
    {
        var hasKind = cells.Text(ExtractColumn.LeaveKind).Length > 0;
        var days = cells.Span(LeaveFrom, LeaveUntil, isNeeded: hasKind, Wording.Of("Row.of-leave"));
        if (!hasKind && days is null)
            return null;
        return cells.Word(ExtractColumn.LeaveKind, profile.LeaveKinds) is { } kind && days is { } span ? new Leave(kind, span) : null;
    }

    private static EmployeeId? FormerOf(RowCells cells, EmployeeId worker)
    {
        if (cells.Text(FormerId).Length == 0 || cells.Id(FormerId) is not { } former)
            return null;
        if (former == worker)
            cells.Reject(FormerId, Wording.Of("Row.former-is-own"));
        return former;
    }
}
