using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>
/// The vocabulary of profiles. What policies name too is written as there; the codes of before (<c>FiscalYear</c>) are read on.
/// </summary>
internal static class ProfileWords
{
    public static IReadOnlyList<Word<EmploymentKind>> Employments { get; } =
    [.. StaffWords.Employments.Select(w => And(w, EmploymentKindCodes.All))];

    public static IReadOnlyList<Word<PostingKind>> Postings { get; } = [.. StaffWords.Postings.Select(w => And(w, PostingKindCodes.All))];

    public static IReadOnlyList<Word<LeaveKind>> Leaves { get; } =
    [
        And(new(LeaveKind.Suspension, "suspension", "休職"), LeaveKindCodes.All),
        And(new(LeaveKind.Childcare, "childcare", "育児休業", "育休"), LeaveKindCodes.All),
        And(new(LeaveKind.Other, "other", "その他"), LeaveKindCodes.All),
    ];

    public static IReadOnlyList<Word<Standing>> Standings { get; } =
    [And(new(Standing.Serving, "serving", "在職"), StandingWords.All), And(new(Standing.Left, "left", "退職"), StandingWords.All)];

    public static IReadOnlyList<Word<MoveKind>> Moves { get; } =
    [
        And(new(MoveKind.Joins, "joins", "採用"), MoveKindCodes.All),
        And(new(MoveKind.Moves, "moves", "異動"), MoveKindCodes.All),
        And(new(MoveKind.Leaves, "leaves", "退職"), MoveKindCodes.All),
        And(new(MoveKind.StartsLeave, "starts-leave", "休職"), MoveKindCodes.All),
        And(new(MoveKind.EndsLeave, "ends-leave", "復職"), MoveKindCodes.All),
    ];

    public static IReadOnlyList<Word<TextEncoding>> Encodings { get; } =
    [
        new(TextEncoding.Utf8, "utf-8", "utf8") { IgnoresCase = true },
        new(TextEncoding.Cp932, "cp932", "sjis", "shift_jis", "shift-jis", "ms932", "windows-31j", "シフトJIS") { IgnoresCase = true },
    ];

    public static IReadOnlyList<Word<char>> Delimiters { get; } = [new(',', "comma", "カンマ"), new('\t', "tab", "タブ")];

    public static IReadOnlyList<Word<bool>> Needs { get; } = [new(true, "required", "必須"), new(false, "optional", "任意")];

    public static IReadOnlyList<Word<DateForms>> Dates { get; } =
    [
        new(DateForms.Wareki, "wareki", "和暦"),
        new(DateForms.EraNumber, "eraNumber", "元号番号"),
        new(DateForms.Western, "western", "西暦"),
        new(DateForms.Compact, "compact", "西暦8桁"),
        new(DateForms.ExcelSerial, "excelSerial", "シリアル値"),
    ];

    /// <summary>The word with the code of its value as one more spelling.</summary>
    private static Word<T> And<T>(Word<T> word, EnumCodes<T> codes)
        where T : struct, Enum => word with { Japanese = [.. word.Japanese, codes.Of(word.Value)] };
}
