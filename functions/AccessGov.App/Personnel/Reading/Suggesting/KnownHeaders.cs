using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>
/// The headers under which personnel systems write what a profile maps, the usual ones first: 発令 or 区分 alone are taken only where no
/// clearer header is. Seen in the extracts of the pretend city, in calls for tender and in published tools (docs/hr-import.md).
/// </summary>
internal static class KnownHeaders
{
    /// <summary>Columns of days.</summary>
    private static readonly HashSet<string> Days =
    [
        ExtractColumn.HiredOn,
        ExtractColumn.EndsOn,
        ExtractColumn.PostedFrom,
        ExtractColumn.PostedUntil,
        ExtractColumn.LeaveFrom,
        ExtractColumn.LeaveUntil,
    ];

    // One header may be of two columns: 発令 is a word or a day, 所属 a code or a name. What stands below it tells.
    private static readonly (string Column, string Headers)[] Table =
    [
        (ExtractColumn.EmployeeId, "職員番号 職員No 職員No. 職員ID 職員コード 職員CD 職番 社員番号 番号"),
        (ExtractColumn.Name, "氏名 職員氏名 漢字氏名 氏名漢字 氏名(漢字) 職員名 姓名 名前"),
        (ExtractColumn.Kana, "カナ カナ氏名 氏名カナ 氏名(カナ) 職員氏名カナ 職員カナ氏名 フリガナ 氏名フリガナ カナ名 半角カナ氏名"),
        (ExtractColumn.DisplayName, "表示名 表示氏名 通称 通称名 通称氏名"),
        (ExtractColumn.FormerName, "旧姓 旧氏 旧姓氏名"),
        (ExtractColumn.EmploymentKind, "職員区分 任用区分 任用形態 任用種別 職種区分 職員種別 身分区分 雇用区分 雇用形態 区分名 区分"),
        (ExtractColumn.HiredOn, "採用日 採用年月日 任用日 任用年月日 任用開始日 任用開始年月日 入庁日 入庁年月日 採用"),
        (
            ExtractColumn.EndsOn,
            "退職日 退職年月日 任期満了日 任期満了年月日 任用終了日 任用終了年月日 任用満了日 任期終了日 退職予定日 退職"
        ),
        (ExtractColumn.Status, "在職区分 在籍区分 在職状況 在籍状況 在職退職区分 在職/退職 在職"),
        (ExtractColumn.PostingKind, "発令区分 発令種別 発令種類 本務兼務区分 本兼区分 本務兼務 兼務区分 配属区分 異動種別 異動区分 任用種別 区分 発令"),
        (ExtractColumn.Org, "所属コード 所属CD 所属番号 所属ID 組織コード 組織CD 課コード 所属課コード 部署コード 所属"),
        (ExtractColumn.OrgName, "所属名 所属名称 所属課名 所属課 組織名 組織名称 部署名 課名 所属"),
        (ExtractColumn.Post, "職名 職名称 役職 役職名 職位 職位名 補職 補職名"),
        (ExtractColumn.ConcurrentText, "兼職 兼職名 兼務職名"),
        (
            ExtractColumn.PostedFrom,
            "発令日 発令年月日 発令開始日 配属日 配属年月日 所属異動年月日 異動日 異動年月日 所属開始日 開始日 発令"
        ),
        (ExtractColumn.PostedUntil, "解除日 解除年月日 発令終了日 発令解除日 配属終了日 配属解除日 所属終了日 異動終了日 終了日 解除"),
        (ExtractColumn.LeaveKind, "休職区分 休業区分 休職休業区分 休職・休業区分 休職種別 休業種別 休職事由 休業事由 休職理由 休業理由 休職 休業"),
        (ExtractColumn.LeaveFrom, "休職開始日 休職開始年月日 休職開始 休職自 休業開始日 休業開始年月日 休業開始 休業自"),
        (ExtractColumn.LeaveUntil, "休職終了日 休職終了年月日 休職終了 休職至 休業終了日 休業終了年月日 休業終了 休業至"),
        (ExtractColumn.FormerId, "旧職員番号 旧番号 前職員番号 前番号"),
        (ExtractColumn.EndsAtOnce, "即時停止 即時停止区分 即時停止フラグ"),
        (ExtractColumn.Home, "任命権者 任命権者コード 本務任命権者"),
    ];

    private static readonly (string One, string Other)[] Endings =
    [
        ("年月日", "日"),
        ("日", "年月日"),
        ("名称", "名"),
        ("名", "名称"),
        ("コード", "CD"),
        ("CD", "コード"),
    ];

    private static readonly HashSet<string> NeverWanted = [.. "備考 摘要 行番号 連番 No No. 項番".Split(' ').Select(Key)];

    /// <summary>Logical columns, in the order in which they choose, with their headers as keys.</summary>
    public static IReadOnlyList<KeyValuePair<string, string[]>> All { get; } =
    [.. Table.Select(t => KeyValuePair.Create(t.Column, t.Headers.Split(' ').SelectMany(Spellings).Select(Key).Distinct().ToArray()))];

    private static readonly HashSet<string> Keys = [.. All.SelectMany(a => a.Value)];

    /// <summary>A header, and how others write the same: 日 for 年月日, 名称 for 名, CD for コード, and the other way round.</summary>
    private static IEnumerable<string> Spellings(string header) =>
        Endings.Where(e => header.EndsWith(e.One, StringComparison.Ordinal)).Select(e => header[..^e.One.Length] + e.Other).Prepend(header);

    /// <summary>How headers are compared: one width, katakana, no blanks, small letters.</summary>
    public static string Key(string header) => Folding.Key(header).ToLowerInvariant();

    /// <summary>True for a header that says something to us.</summary>
    public static bool Knows(string key) => Keys.Contains(key) || NeverWanted.Contains(key);

    /// <summary>True for a header of which nobody wants the column.</summary>
    public static bool IsNeverWanted(string key) => NeverWanted.Contains(key);

    /// <summary>True for a logical column of days.</summary>
    public static bool IsOfDays(string column) => Days.Contains(column);
}
