using AccessGov.Core.Kernel;

namespace AccessGov.Core.Desired;

/// <summary>The words for 職員区分 that are written to the directory's <c>employeeType</c>, as Article 5 of the policy names them.</summary>
internal static class EmploymentWords
{
    public static string Japanese(EmploymentKind kind) =>
        kind switch
        {
            EmploymentKind.SpecialService => "特別職",
            EmploymentKind.Regular => "正規職員",
            EmploymentKind.FiscalYear => "会計年度任用職員",
            EmploymentKind.Reappointed => "再任用職員",
            EmploymentKind.PartTime => "非常勤職員",
            EmploymentKind.Temporary => "臨時職員",
            EmploymentKind.Contractor => "委託事業者",
            _ => throw new InvalidOperationException($"Employment kind {kind} has no word."),
        };
}
