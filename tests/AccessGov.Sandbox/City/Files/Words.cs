using AccessGov.Core.Kernel;

namespace AccessGov.Sandbox.City.Files;

/// <summary>The code words of the extracts.</summary>
internal static class Words
{
    public static string Of(EmploymentKind kind) =>
        kind switch
        {
            EmploymentKind.SpecialService => "特別職",
            EmploymentKind.Regular => "正規",
            EmploymentKind.FiscalYear => "会計年度任用",
            EmploymentKind.Reappointed => "再任用",
            EmploymentKind.PartTime => "非常勤",
            EmploymentKind.Temporary => "臨時",
            _ => "委託",
        };

    public static string Of(PostingKind kind) =>
        kind switch
        {
            PostingKind.Primary => "本務",
            PostingKind.Concurrent => "兼務",
            PostingKind.CrossAppointed => "併任",
            PostingKind.ActingDuty => "事務取扱",
            PostingKind.ActingDeputy => "事務代理",
            PostingKind.Seconded => "出向",
            _ => "派遣",
        };

    public static string Of(LeaveKind? kind) =>
        kind switch
        {
            null => "",
            LeaveKind.Suspension => "休職",
            LeaveKind.Childcare => "育休",
            _ => "その他",
        };
}
