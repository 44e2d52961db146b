namespace AccessGov.Sandbox.City.Files;

/// <summary>教育委員会: UTF-8 with BOM, LF, western dates, "---" for nothing.</summary>
internal sealed class EducationFormat : ExtractFormat
{
    public override string Source => "education";
    public override string NewLine => "\n";
    public override bool IsCp932 => false;
    public override bool HasBom => true;

    public override IReadOnlyList<string> Header { get; } =
        "番号,氏名,氏名カナ,区分,採用日,任期満了日,発令,所属,所属名,職名,開始日,終了日,休業区分,休業開始,休業終了,前番号,即時停止,生年月日".Split(
            ','
        );

    public override IReadOnlyList<string> Cells(ExtractRow row) =>
        [
            row.Id,
            row.Name,
            row.Kana,
            row.Kind,
            Date(row.Term?.Days.From),
            Date(row.EndsOn),
            Words.Of(row.Posting.Kind),
            row.Org,
            row.OrgName,
            row.Posting.Post,
            Date(row.Posting.Days.From),
            Date(row.Posting.Days.Until),
            Text(Words.Of(row.Leave?.Kind)),
            Date(row.Leave?.Days.From),
            Date(row.Leave?.Days.Until),
            Text(row.IsGuest ? null : row.Worker.FormerId?.Value),
            Text(row.StopsAtOnce ? "1" : null),
            row.IsGuest ? "---" : Date(row.Person.BornOn),
        ];

    private static string Date(DateOnly? day) => day is { } known ? DateForms.Slashed(known) : "---";

    private static string Text(string? text) => string.IsNullOrEmpty(text) ? "---" : text;
}
