using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Work;
using AccessGov.Core.Adopting;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Adopting;

/// <summary>
/// Reads an edited list of pairs strictly. Only marked rows mean anything; a mark that is none, or a row whose cells have moved, refuses
/// the list.
/// </summary>
public static class PairListReader
{
    private static readonly HashSet<string> Marks = ["1", "○", "〇", "◯"];

    /// <summary>How such a list is written; a spreadsheet may have saved it in the encoding of its country.</summary>
    /// <param name="content">The list.</param>
    public static TableForm FormOf(ReadOnlySpan<byte> content)
    {
        string[] needed = [PairColumns.Mark, PairColumns.Number, PairColumns.UserPrincipalName, PairColumns.ObjectId];
        return new(
            "adopt",
            FileText.Decode(content, TextEncoding.Utf8) is TextRead.Whole ? TextEncoding.Utf8 : TextEncoding.Cp932,
            ',',
            needed.Append(PairColumns.Name).ToDictionary(c => c),
            new HashSet<string> { PairColumns.Name },
            PairColumns.All.Select(Folding.Key).ToHashSet(),
            new HashSet<string>(),
            new HashSet<string>(),
            DateForms.Usual,
            null,
            NeedsTotalRow: false,
            NeedsFinalLineBreak: true,
            0
        );
    }

    /// <summary>Which list it is where another one is wanted, and the command that takes it.</summary>
    public static OtherList AsOther { get; } = new(Wording.Of("HrList.adopt"), "accessgov adopt apply", FormOf([]));

    /// <summary>Reads the list. Never throws on bad input.</summary>
    /// <param name="content">The list as people saved it.</param>
    /// <param name="width">The length of 職員番号; null for any. Leading zeros that a spreadsheet lost are restored to it.</param>
    /// <param name="others">Lists that it may be instead; null for none.</param>
    public static PairListRead Read(ReadOnlySpan<byte> content, int? width, IReadOnlyList<OtherList>? others = null)
    {
        switch (TableReader.Read(content, FormOf(content).Among(others)))
        {
            case TableRead.Refused(var reasons, _):
                return new PairListRead([], [], reasons);
            case TableRead.Whole(var rows, _, _):
                var (pairs, faults) = (new List<ChosenPair>(), new List<PairFault>());
                foreach (var row in rows)
                    Read(row, width, pairs, faults);
                return new PairListRead(faults.Count > 0 ? [] : pairs, faults, []);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    private static void Read(TableRow row, int? width, List<ChosenPair> pairs, List<PairFault> faults)
    {
        void Fault(string column, string code, string value) => faults.Add(new PairFault(row.Row, column, code, value));
        if (row.IsRagged)
        {
            Fault(PairColumns.Mark, "ragged", "");
            return;
        }
        var mark = Folding.HalfWidth(row[PairColumns.Mark]);
        if (mark.Length == 0)
            return;
        var (number, account) = (SpreadsheetCell.Original(row[PairColumns.Number]), row[PairColumns.ObjectId]);
        if (!Marks.Contains(mark))
            Fault(PairColumns.Mark, "mark", mark);
        else if (!EmployeeNumbers.TryRead(number, width, out var worker, out _))
            Fault(PairColumns.Number, "number", number);
        else if (!Guid.TryParseExact(account, "D", out var id))
            Fault(PairColumns.ObjectId, "object-id", account);
        else
            pairs.Add(
                new ChosenPair(
                    row.Row,
                    worker,
                    id,
                    SpreadsheetCell.Original(row[PairColumns.UserPrincipalName]),
                    SpreadsheetCell.Original(row[PairColumns.Name])
                )
            );
    }
}
