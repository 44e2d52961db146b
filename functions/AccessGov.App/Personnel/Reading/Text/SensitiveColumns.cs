namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>
/// Columns that are dropped at the edge, whatever a profile says: pay, mutual-aid number, birth, sex, bank account, My Number and the like.
/// </summary>
public static class SensitiveColumns
{
    private static readonly string[] Signs =
    [
        "給料",
        "給与",
        "俸給",
        "号給",
        "報酬",
        "手当",
        "賞与",
        "共済",
        "年金",
        "保険",
        "生年",
        "誕生",
        "年齢",
        "性別",
        "口座",
        "振込",
        "銀行",
        "個人番号",
        "マイナンバ",
        "住所",
        "住民票",
        "電話",
        "携帯",
        "本籍",
        "国籍",
        "扶養",
        "配偶",
        "障害",
        "障がい",
        "病歴",
        "懲戒",
        "salary",
        "birth",
        "gender",
        "bankaccount",
        "mynumber",
    ];

    /// <summary>True when a header looks like a sensitive column, in any width and with any spaces.</summary>
    /// <param name="header">A column's header as it was delivered.</param>
    public static bool Names(string header)
    {
        var key = Folding.Key(header).ToLowerInvariant();
        return key is "男女" or "sex" || Array.Exists(Signs, sign => key.Contains(Folding.Key(sign), StringComparison.Ordinal));
    }
}
