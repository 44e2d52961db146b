namespace AccessGov.Sandbox.City.Files;

/// <summary>水道局: CP932, everything quoted, line breaks inside 備考, seven-digit 和暦, 99999999 for no end.</summary>
internal sealed class WaterFormat : ExtractFormat
{
    public override string Source => "water";
    public override bool QuotesEverything => true;

    public override IReadOnlyList<string> Header { get; } =
        "職員番号,氏名,職種区分,採用,退職,発令種別,所属CD,所属名称,職名,発令,解除,休職,休職自,休職至,旧職員番号,即時停止,備考".Split(',');

    public override string Total(int rows) => $"計,{rows} 件";

    public override IReadOnlyList<string> Cells(ExtractRow row) =>
        [
            row.Id,
            row.Name,
            row.Kind,
            Date(row.Term?.Days.From),
            row.IsGuest ? "" : End(row.EndsOn),
            Words.Of(row.Posting.Kind),
            row.Org,
            row.OrgName,
            row.Posting.Post,
            Date(row.Posting.Days.From),
            End(row.Posting.Days.Until),
            Words.Of(row.Leave?.Kind),
            Date(row.Leave?.Days.From),
            row.Leave is null ? "" : End(row.Leave.Days.Until),
            row.IsGuest ? "" : row.Worker.FormerId?.Value ?? "",
            row.StopsAtOnce ? "1" : "",
            row.Person.Index % 3 == 0 ? $"勤務地：{row.OrgName}\r\n通勤：自動車" : "",
        ];

    private static string Date(DateOnly? day) => day is { } known ? DateForms.SevenDigits(known) : "";

    private static string End(DateOnly? day) => day is { } known ? DateForms.SevenDigits(known) : "99999999";
}
