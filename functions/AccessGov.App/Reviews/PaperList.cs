using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>A sheet as CSV, for offices without a browser: written to be printed and typed into, read whole or refused whole.</summary>
public static class PaperList
{
    private const string Number = "number",
        Worker = "worker",
        Right = "right",
        Mark = "mark",
        Reason = "reason";

    private const string Name = "氏名",
        RightName = "権限名";

    private static readonly (string Word, ReviewChoice? Choice)[] Marks =
    [
        ("続ける", ReviewChoice.Keep),
        ("やめる", ReviewChoice.Remove),
        ("わからない", ReviewChoice.Unsure),
        ("なし", null),
    ];

    /// <summary>What somebody typed into the list.</summary>
    /// <param name="Number">用紙番号, the same in every row.</param>
    /// <param name="Lines">The rights; numbers of people as the file has them.</param>
    public sealed record Typed(string Number, IReadOnlyList<PaperLine> Lines);

    /// <summary>The outer form of the list.</summary>
    public static TableForm Form { get; } =
        new(
            "review-sheet",
            TextEncoding.Utf8,
            ',',
            new Dictionary<string, string>
            {
                [Number] = "用紙番号",
                [Worker] = "職員番号",
                [Right] = "権限",
                [Mark] = "回答",
                [Reason] = "理由",
            },
            new HashSet<string> { Reason },
            new HashSet<string> { Name, RightName },
            new HashSet<string>(),
            new HashSet<string>(),
            DateForms.None,
            null,
            false,
            false,
            0
        );

    /// <summary>The list of a sheet with empty answers.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<string> WriteAsync(Workspace workspace, PaperDesk.Sheet sheet, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(sheet);
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var rights = workspace.Policy.Entitlements.ToDictionary(e => e.Id, e => e.Name);
        var text = new StringBuilder($"用紙番号,職員番号,{Name},権限,{RightName},回答,理由");
        foreach (var (worker, right) in sheet.Items.Select(i => i.Id))
            text.Append('\n')
                .AppendJoin(
                    ',',
                    new[]
                    {
                        sheet.Number.ToString(),
                        worker.Value,
                        people.Find(worker)?.Name ?? "",
                        right.Value,
                        rights.GetValueOrDefault(right) ?? "",
                        "",
                        "",
                    }.Select(SpreadsheetCell.Quoted)
                );
        return text.ToString();
    }

    /// <summary>Which list it is where another one is wanted, and the command that takes it.</summary>
    public static OtherList AsOther { get; } = new(Wording.Of("HrList.paper"), "accessgov review paper-enter", Form);

    /// <summary>Reads a list; never throws on bad input.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="others">Lists that it may be instead; null for none.</param>
    public static ListRead<Typed> Read(ReadOnlySpan<byte> bytes, IReadOnlyList<OtherList>? others = null)
    {
        var table = TableReader.Read(bytes, Form.Among(others));
        if (table is TableRead.Refused(var reasons, _))
            return new ListRead<Typed>.Refused(reasons, []);
        var (rows, notices, _) = (TableRead.Whole)table;
        var (lines, rejected, number) = (new List<PaperLine>(), new List<RejectedRow>(), "");
        foreach (var row in rows)
        {
            number = number.Length == 0 ? row[Number] : number;
            var mark = Marks.FirstOrDefault(m => m.Word == row[Mark]);
            if (row.IsRagged)
                Reject(row, null, row.Ragged);
            else if (row[Number] != number)
                Reject(row, Number, Wording.Of("Row.other-sheet"));
            else if (mark.Word is null)
                Reject(row, Mark, Wording.Of("Row.write-mark", Marks.Select(m => m.Word), Marks[^1].Word));
            else if (!EmployeeId.TryParse(row[Worker], out var worker) || row[Right].Length == 0)
                Reject(row, Worker, Wording.Of("Row.keep-numbers"));
            else
                lines.Add(new PaperLine(new ReviewItemId(worker, new EntitlementId(row[Right])), mark.Choice, row[Reason].Trim()));
        }
        return rejected.Count > 0
            ? new ListRead<Typed>.Refused([], rejected)
            : new ListRead<Typed>.Read(new Typed(number, lines), [], notices);

        void Reject(TableRow row, string? column, Wording remedy) =>
            rejected.Add(
                column is null
                    ? new(Form.Source, row.Row, "", "", remedy)
                    : new(Form.Source, row.Row, Form.Columns[column], row[column], remedy)
            );
    }

    /// <summary>The lines with the numbers of the sheet: a spreadsheet drops zeros in front.</summary>
    /// <param name="typed">What was read.</param>
    /// <param name="sheet">The sheet.</param>
    public static IReadOnlyList<PaperLine> LinesOf(Typed typed, PaperDesk.Sheet sheet)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(sheet);
        var numbers = sheet.Items.Select(i => i.Id.Worker).Distinct().ToLookup(w => w.Value.TrimStart('0'));
        return
        [
            .. typed.Lines.Select(l =>
                numbers[l.Item.Worker.Value.TrimStart('0')].ToArray() is [var only] ? l with { Item = l.Item with { Worker = only } } : l
            ),
        ];
    }
}
