using AccessGov.Core.Codes;

namespace AccessGov.App.Personnel.Reading.Notices;

/// <summary>Codes of notices in JSON.</summary>
public static class NoticeCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<NoticeKind> All { get; } =
        new(
            (NoticeKind.PreambleSkipped, "PreambleSkipped"),
            (NoticeKind.TotalRowSkipped, "TotalRowSkipped"),
            (NoticeKind.RowSkipped, "RowSkipped"),
            (NoticeKind.DuplicateRow, "DuplicateRow"),
            (NoticeKind.SensitiveColumnDropped, "SensitiveColumnDropped"),
            (NoticeKind.UnknownColumn, "UnknownColumn"),
            (NoticeKind.OptionalColumnAbsent, "OptionalColumnAbsent"),
            (NoticeKind.ZerosRestored, "ZerosRestored"),
            (NoticeKind.DoubtfulDate, "DoubtfulDate"),
            (NoticeKind.PrivateUseCharacter, "PrivateUseCharacter"),
            (NoticeKind.FreeTextPost, "FreeTextPost"),
            (NoticeKind.NameVaries, "NameVaries"),
            (NoticeKind.StopTaken, "StopTaken"),
            (NoticeKind.InvisibleCharacter, "InvisibleCharacter"),
            (NoticeKind.LostCharacter, "LostCharacter"),
            (NoticeKind.FormulaText, "FormulaText")
        );

    /// <summary>The code of one.</summary>
    public static string Of(NoticeKind value) => All.Of(value);
}
