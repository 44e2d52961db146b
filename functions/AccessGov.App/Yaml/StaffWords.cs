using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>Words for 職員区分 and 発令区分: policy and profiles write them alike.</summary>
internal static class StaffWords
{
    public static IReadOnlyList<Word<EmploymentKind>> Employments { get; } =
    [
        new(EmploymentKind.SpecialService, "special-service", "特別職", "特別職員"),
        new(EmploymentKind.Regular, "regular", "正規", "正規職員", "正職員") { Near = ["常勤", "常勤職員"] },
        new(
            EmploymentKind.FiscalYear,
            "fiscal-year",
            "会計年度任用",
            "会計年度任用職員",
            "フルタイム会計年度任用",
            "フルタイム会計年度任用職員",
            "パートタイム会計年度任用",
            "パートタイム会計年度任用職員"
        ),
        new(EmploymentKind.Reappointed, "reappointed", "再任用", "再任用職員", "定年前再任用短時間", "定年前再任用短時間勤務職員"),
        new(EmploymentKind.PartTime, "part-time", "非常勤", "非常勤職員"),
        new(EmploymentKind.Temporary, "temporary", "臨時", "臨時職員", "臨時的任用", "臨時的任用職員", "任期付", "任期付職員"),
        new(EmploymentKind.Contractor, "contractor", "委託", "委託事業者"),
    ];

    public static IReadOnlyList<Word<PostingKind>> Postings { get; } =
    [
        new(PostingKind.Primary, "primary", "本務"),
        new(PostingKind.Concurrent, "concurrent", "兼務"),
        new(PostingKind.CrossAppointed, "cross-appointed", "併任"),
        new(PostingKind.ActingDuty, "acting-duty", "事務取扱"),
        new(PostingKind.ActingDeputy, "acting-deputy", "事務代理"),
        new(PostingKind.Seconded, "seconded", "出向"),
        new(PostingKind.Dispatched, "dispatched", "派遣"),
    ];
}
