using AccessGov.Core.Codes;

namespace AccessGov.App.Personnel;

/// <summary>Codes of what became of an extract, in JSON.</summary>
public static class ImportResultCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<ImportResult> All { get; } =
        new CaseCodes<ImportResult>()
            .With<ImportResult.Accepted>("Accepted")
            .With<ImportResult.Repeated>("Repeated")
            .With<ImportResult.Refused>("Refused");

    /// <summary>The code of one.</summary>
    public static string Of(ImportResult value) => All.Of(value);
}
