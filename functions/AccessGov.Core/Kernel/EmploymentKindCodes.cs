namespace AccessGov.Core.Kernel;

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
