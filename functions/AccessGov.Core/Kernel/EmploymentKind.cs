using AccessGov.Core.Codes;

namespace AccessGov.Core.Kernel;

/// <summary>職員区分, as Article 5 of the policy names them, and contractors, who are not 職員等.</summary>
[CodedBy(typeof(EmploymentKindCodes))]
public enum EmploymentKind
{
    /// <summary>特別職: mayor, deputy mayor, superintendent of education.</summary>
    SpecialService,

    /// <summary>正規職員.</summary>
    Regular,

    /// <summary>会計年度任用職員: ends at the latest on 31 March; continuing needs a new row.</summary>
    FiscalYear,

    /// <summary>再任用・定年前再任用短時間.</summary>
    Reappointed,

    /// <summary>非常勤職員.</summary>
    PartTime,

    /// <summary>臨時職員・任期付.</summary>
    Temporary,

    /// <summary>委託事業者: needs a contract in force.</summary>
    Contractor,
}

/// <summary>Codes of 職員区分 in kept files, HR profiles and, in camel case, the interfaces for personnel systems.</summary>
public static class EmploymentKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<EmploymentKind> All { get; } =
        new(
            (EmploymentKind.SpecialService, "SpecialService"),
            (EmploymentKind.Regular, "Regular"),
            (EmploymentKind.FiscalYear, "FiscalYear"),
            (EmploymentKind.Reappointed, "Reappointed"),
            (EmploymentKind.PartTime, "PartTime"),
            (EmploymentKind.Temporary, "Temporary"),
            (EmploymentKind.Contractor, "Contractor")
        );

    /// <summary>The code of one.</summary>
    public static string Of(EmploymentKind value) => All.Of(value);
}
