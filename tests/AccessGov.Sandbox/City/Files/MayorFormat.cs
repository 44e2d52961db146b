namespace AccessGov.Sandbox.City.Files;

/// <summary>市長部局, 議会 and most committees: CP932, preamble, total row, 和暦 in two forms, sensitive columns.</summary>
internal sealed class MayorFormat : ExtractFormat
{
    public override string Source => "mayor";

    public override IReadOnlyList<string> Header { get; } =
        (
            "職員番号,氏名,カナ氏名,職員区分,採用年月日,退職年月日,在職区分,発令区分,所属コード,所属名,職名,兼職,発令年月日,解除年月日,"
            + "休職区分,休職開始日,休職終了日,旧職員番号,即時停止,生年月日,性別,給料表級号給,共済番号,口座番号"
        ).Split(',');

    public override IReadOnlyList<string> Preamble(DateOnly asOf) =>
        ["人事給与システム 職員情報一覧", $"作成日：令和{asOf.Year - 2018}年{asOf.Month}月{asOf.Day}日"];

    public override string Total(int rows) => $"合計,{rows}件";

    public override IReadOnlyList<string> Cells(ExtractRow row)
    {
        string Date(DateOnly? day, int column) =>
            day switch
            {
                null => row.IsIdeographicNull ? "　" : "",
                { Year: >= 2020 } known when row.IsOldEra => DateForms.OldEra(known),
                // Which form a cell has depends on who typed it: stable for a person and column.
                { } known => (row.Person.Index * 7 + column) % 3 == 0 ? DateForms.Written(known) : DateForms.Dotted(known),
            };
        var number = row.Person.Index;
        string Own(string text) => row.IsGuest ? "" : text;
        return
        [
            row.Id,
            row.Name,
            row.Kana,
            row.Kind,
            Date(row.Term?.Days.From, 0),
            Date(row.EndsOn, 1),
            row.IsServing ? "在職" : "退職",
            Words.Of(row.Posting.Kind),
            row.Org,
            row.OrgName,
            row.Posting.Post,
            row.SideText,
            Date(row.Posting.Days.From, 2),
            Date(row.Posting.Days.Until, 1),
            Words.Of(row.Leave?.Kind),
            Date(row.Leave?.Days.From, 3),
            Date(row.Leave?.Days.Until, 4),
            Own(row.Worker.FormerId?.Value ?? ""),
            row.StopsAtOnce ? "1" : "",
            Own(DateForms.Dotted(row.Person.BornOn)),
            Own(row.Person.IsFemale ? "女" : "男"),
            Own($"行（一）{1 + number % 6}級{1 + number % 90}号"),
            Own($"{20_000_000L + number * 13L}"),
            Own($"{1_000_000L + number * 7L}"),
        ];
    }
}
