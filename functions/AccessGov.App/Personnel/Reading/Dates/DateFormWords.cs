using AccessGov.Core.Codes;

namespace AccessGov.App.Personnel.Reading.Dates;

/// <summary>Words of ways to write a date, in HR profiles.</summary>
internal static class DateFormWords
{
    /// <summary>Every word.</summary>
    public static EnumCodes<DateForms> All { get; } =
        new(
            (DateForms.Wareki, "wareki"),
            (DateForms.EraNumber, "eraNumber"),
            (DateForms.Western, "western"),
            (DateForms.Compact, "compact"),
            (DateForms.ExcelSerial, "excelSerial")
        );
}
