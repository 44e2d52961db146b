namespace AccessGov.App.Personnel.Reading.Dates;

/// <summary>The ways of writing a date that a source uses. The profile names them, so that a number is never read in two ways.</summary>
[Flags]
public enum DateForms
{
    /// <summary>No form at all: every date is refused.</summary>
    None = 0,

    /// <summary>With the era: R8.4.1, R080401, 令和８年４月１日, 令和元年5月1日.</summary>
    Wareki = 1,

    /// <summary>Seven digits, era code first: 5080401 (1 明治, 2 大正, 3 昭和, 4 平成, 5 令和).</summary>
    EraNumber = 2,

    /// <summary>2026/4/1, 2026-04-01, 2026.4.1, 2026年4月1日; midnight may follow.</summary>
    Western = 4,

    /// <summary>Eight digits: 20260401.</summary>
    Compact = 8,

    /// <summary>Days of Excel's 1900 date system: 46113 is 2026-04-01.</summary>
    ExcelSerial = 16,

    /// <summary>Every form that cannot be mistaken for another number.</summary>
    Usual = Wareki | EraNumber | Western | Compact,
}
