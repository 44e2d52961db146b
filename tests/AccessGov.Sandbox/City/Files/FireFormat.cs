namespace AccessGov.Sandbox.City.Files;

/// <summary>消防本部: tabs in a file called .csv, UTF-8 without BOM, Excel serial dates, full-width numbers.</summary>
internal sealed class FireFormat : ExtractFormat
{
    public override string Source => "fire";
    public override char Separator => '\t';
    public override bool IsCp932 => false;

    public override IReadOnlyList<string> Header { get; } =
        "職員番号 氏名 区分 採用日 退職日 発令区分 所属コード 職名 発令日 解除日 休職 休職開始 休職終了 旧番号 即時停止 性別".Split(' ');

    public override IReadOnlyList<string> Cells(ExtractRow row) =>
        [
            DateForms.FullWidth(row.Id),
            row.Name,
            row.Kind,
            Date(row.Term?.Days.From),
            Date(row.EndsOn),
            Words.Of(row.Posting.Kind),
            row.Org,
            row.Posting.Post,
            Date(row.Posting.Days.From),
            Date(row.Posting.Days.Until),
            Words.Of(row.Leave?.Kind),
            Date(row.Leave?.Days.From),
            Date(row.Leave?.Days.Until),
            row.IsGuest ? "" : DateForms.FullWidth(row.Worker.FormerId?.Value ?? ""),
            row.StopsAtOnce ? "1" : "",
            row.IsGuest ? ""
            : row.Person.IsFemale ? "女"
            : "男",
        ];

    private static string Date(DateOnly? day) => day is { } known ? DateForms.ExcelSerial(known) : "";
}
