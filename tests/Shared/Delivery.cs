using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.Tests;

/// <summary>Writes deliveries as the four sources do, and reads them back.</summary>
internal static class Delivery
{
    public static readonly DateOnly AsOf = new(2026, 3, 31);

    private const string EducationHeader =
        "番号,氏名,氏名カナ,区分,採用日,任期満了日,発令,所属,所属名,職名,開始日,終了日,休業区分,休業開始,休業終了,前番号,即時停止,生年月日";
    private const string MayorHeader =
        "職員番号,氏名,カナ氏名,職員区分,採用年月日,退職年月日,在職区分,発令区分,所属コード,所属名,職名,兼職,発令年月日,解除年月日,休職区分,休職開始日,休職終了日,旧職員番号,即時停止,生年月日,性別,給料表級号給,共済番号,口座番号";

    private static readonly Encoding Cp932Bytes = CodePagesEncodingProvider.Instance.GetEncoding(
        932,
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;

    public static byte[] Cp932(string text) => Cp932Bytes.GetBytes(text);

    /// <summary>An education row: one worker in one post, any cell changed by header name.</summary>
    public static string Row(string id = "000101", string name = "須坂　花子", params (string Header, string Value)[] changes)
    {
        var headers = EducationHeader.Split(',');
        var cells = $"{id},{name},スザカ　ハナコ,正規,2010/4/1,---,本務,E100,学校教育課,主査,2024/4/1,---,---,,,,,1985/6/7".Split(',');
        foreach (var (header, value) in changes)
            cells[Array.IndexOf(headers, header)] = value;
        return string.Join(',', cells);
    }

    public static byte[] Education(params string[] rows) =>
        Encoding
            .UTF8.Preamble.ToArray()
            .Concat(Encoding.UTF8.GetBytes(EducationHeader + "\n" + string.Concat(rows.Select(r => r + "\n"))))
            .ToArray();

    /// <summary>Four hundred good rows make the share of rejects small, so that a single bad row can be seen.</summary>
    public static byte[] EducationAmongMany(params string[] rows) =>
        Education([.. rows, .. Enumerable.Range(500_000, 400).Select(n => Row($"{n}"))]);

    public static byte[] Mayor(string[] rows, int? total = null) =>
        Cp932(
            "人事給与システム 職員情報一覧\r\n作成日：令和8年3月31日\r\n"
                + MayorHeader
                + "\r\n"
                + string.Concat(rows.Select(r => r + "\r\n"))
                + $"合計,{total ?? rows.Length}件\r\n"
        );

    public static string MayorRow(
        string id = "001234",
        string name = "髙橋　太郎",
        string kind = "正規",
        string endsOn = "",
        string status = "在職",
        string concurrent = "",
        string stop = ""
    ) =>
        $"{id},{name},ﾀｶﾊｼ ﾀﾛｳ,{kind},H22.4.1,{endsOn},{status},本務,A120,総務課,主任,{concurrent},令和８年４月１日,,,,,,"
        + $"{stop},S60.1.1,男,3-45,998877,普通1234567";

    public static ExtractRead Read(byte[] bytes, MappingProfile? profile = null) =>
        ExtractReader.Read(bytes, profile ?? SampleProfiles.Education, AsOf);

    public static ExtractRead.Read Accepted(byte[] bytes, MappingProfile? profile = null) =>
        Read(bytes, profile) switch
        {
            ExtractRead.Read read => read,
            ExtractRead.Refused refused => throw new InvalidOperationException(
                string.Join("\n", refused.Reasons.Select(r => r.ToString()).Concat(refused.Rejected.Select(r => r.ToString())))
            ),
            _ => throw new InvalidOperationException(),
        };

    public static ExtractRead.Refused Refused(byte[] bytes, MappingProfile? profile = null) =>
        Assert.IsType<ExtractRead.Refused>(Read(bytes, profile));
}
