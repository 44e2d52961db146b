using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Rows;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading;

/// <summary>Reads the lists beside the extracts. Never throws on bad input.</summary>
public static class ListReader
{
    /// <summary>A name or number of a contract has at most so many characters.</summary>
    private const int LongestName = 200;

    private const int LongestCode = 64;

    /// <summary>Reads the 内示・発令 list. A rejected row announces nothing, which only makes the brake stricter.</summary>
    /// <param name="bytes">The file as it was delivered.</param>
    /// <param name="profile">How the list is written.</param>
    public static ListRead<Announcement> ReadAnnouncement(ReadOnlySpan<byte> bytes, ListProfile profile) =>
        Read(bytes, profile.Form, profile.Form.MaxRejectedShare, cells => MoveOf(cells, profile)) switch
        {
            ListRead<List<AnnouncedMove>>.Read(var moves, var rejected, var notices) => new ListRead<Announcement>.Read(
                new Announcement(moves),
                rejected,
                notices
            ),
            ListRead<List<AnnouncedMove>>.Refused(var reasons, var rejected) no => new ListRead<Announcement>.Refused(reasons, rejected)
            {
                Notices = no.Notices,
            },
            var other => throw new InvalidOperationException(other.GetType().Name),
        };

    /// <summary>Reads the list of keys: known whole or not at all, because a row that is left out would close a gate.</summary>
    /// <param name="bytes">The file as it was delivered.</param>
    /// <param name="profile">How the list is written.</param>
    public static ListRead<List<KeyFact>> ReadKeys(ReadOnlySpan<byte> bytes, ListProfile profile) =>
        Read(
            bytes,
            profile.Form,
            0,
            cells =>
                (
                    cells.Id(ListProfileReader.EmployeeId),
                    cells.Span(ListProfileReader.RegisteredOn, ListProfileReader.ExpiresOn, isNeeded: true, Wording.Of("Row.of-key"))
                )
                    is ({ } worker, { } days)
                    ? new KeyFact(worker, days)
                    : null
        );

    /// <summary>Reads the list of trainings: known whole or not at all.</summary>
    /// <param name="bytes">The file as it was delivered.</param>
    /// <param name="profile">How the list is written.</param>
    public static ListRead<List<TrainingFact>> ReadTraining(ReadOnlySpan<byte> bytes, ListProfile profile) =>
        Read(
            bytes,
            profile.Form,
            0,
            cells =>
                (cells.Id(ListProfileReader.EmployeeId), NeededDate(cells, ListProfileReader.CompletedOn)) is ({ } worker, { } on)
                    ? new TrainingFact(worker, on)
                    : null
        );

    /// <summary>
    /// Reads the list of contracts: known whole or not at all, because a row that is left out would end somebody's rights. Each has an
    /// end: a contract without one would never be looked at again.
    /// </summary>
    /// <param name="bytes">The file as it was delivered.</param>
    /// <param name="profile">How the list is written.</param>
    public static ListRead<List<ContractFact>> ReadContracts(ReadOnlySpan<byte> bytes, ListProfile profile) =>
        Read(bytes, profile.Form, 0, ContractOf);

    private static ContractFact? ContractOf(RowCells cells)
    {
        var worker = cells.Id(ListProfileReader.EmployeeId);
        var days = cells.Span(ListProfileReader.From, ListProfileReader.Until, isNeeded: true, Wording.Of("Row.of-contract"));
        var company = cells.Shown(ListProfileReader.Company, LongestName, isNeeded: true);
        var reference = cells.Shown(ListProfileReader.Reference, LongestName, isNeeded: true);
        if (days is { Until: null })
            cells.Reject(ListProfileReader.Until, Wording.Of("Row.contract-end-missing"));
        return worker is { } id && days is { Until: not null } span
            ? new ContractFact(id, span) { Company = company, Reference = reference }
            : null;
    }

    private static AnnouncedMove? MoveOf(RowCells cells, ListProfile profile)
    {
        var worker = cells.Id(ListProfileReader.EmployeeId);
        var move = cells.Word(ListProfileReader.Move, profile.Moves);
        var on = NeededDate(cells, ListProfileReader.On);
        var org = move is MoveKind.Joins or MoveKind.Moves
            ? Folding.HalfWidth(cells.Shown(ListProfileReader.Org, LongestCode, isNeeded: false))
            : null;
        if (org?.Length == 0 && !profile.Endings.Contains(Folding.Key(cells.Text(ListProfileReader.Move))))
            cells.Reject(ListProfileReader.Org, Wording.Of("Row.org-missing", cells.Header(ListProfileReader.Org)));
        return worker is { } id && move is { } kind && on is { } day
            ? new AnnouncedMove(id, kind, day, org is { Length: > 0 } ? new OrgCode(org) : null)
            : null;
    }

    private static DateOnly? NeededDate(RowCells cells, string column)
    {
        var wasRejected = cells.IsRejected;
        var day = cells.Date(column);
        if (day is null && cells.IsRejected == wasRejected)
            cells.Reject(column, Wording.Of("Row.date-missing"));
        return day;
    }

    private static ListRead<List<T>> Read<T>(ReadOnlySpan<byte> bytes, TableForm form, double maxRejectedShare, Func<RowCells, T?> read)
        where T : class
    {
        var table = TableReader.Read(bytes, form);
        if (table is TableRead.Refused refused)
            return new ListRead<List<T>>.Refused(refused.Reasons, []) { Notices = refused.Notices };
        var whole = (TableRead.Whole)table;
        var (items, rejected, notices) = (new List<T>(), new List<RejectedRow>(), whole.Notices.ToList());
        var known = new HashSet<T>();
        form = whole.Form;
        var unused = 0;
        foreach (var row in whole.Rows)
        {
            var cells = new RowCells(row, form, rejected, notices);
            if (row.IsRagged)
                cells.Reject(null, row.Ragged);
            var item = row.IsRagged ? null : read(cells);
            if (cells.IsRejected || item is null)
                unused++;
            else if (known.Add(item))
                items.Add(item);
            else
                notices.Add(new(NoticeKind.DuplicateRow, form.Source, row.Row, null, Wording.Of("Notice.duplicate-row")));
        }
        return unused > maxRejectedShare * whole.Rows.Count
            ? new ListRead<List<T>>.Refused([ExtractReader.TooMany(unused, whole.Rows.Count, maxRejectedShare)], rejected)
            {
                Notices = notices,
            }
            : new ListRead<List<T>>.Read(items, rejected, notices);
    }
}
