namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>How a delivered file writes its characters. The profile says it; nothing is guessed.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, with or without BOM.</summary>
    Utf8,

    /// <summary>Windows code page 932 (Shift_JIS with the NEC and IBM additions).</summary>
    Cp932,
}
