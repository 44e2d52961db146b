namespace AccessGov.Sandbox.City.Files;

/// <summary>A fault put into an extract on purpose.</summary>
public enum FaultKind
{
    /// <summary>職員番号 without its leading zeros (Excel).</summary>
    LostLeadingZeros,

    /// <summary>職員番号 in full-width digits among half-width ones.</summary>
    FullWidthNumber,

    /// <summary>Ideographic spaces after 氏名.</summary>
    TrailingSpace,

    /// <summary>氏名 without the space between family and given name.</summary>
    NoNameSeparator,

    /// <summary>NEC-selected byte form (髙 = EEE0) instead of the IBM one (FBFC).</summary>
    NecByteForm,

    /// <summary>外字: the first character of 氏名 is U+E000, in CP932 F040.</summary>
    PrivateUseCharacter,

    /// <summary>A character that CP932 does not have (𠮷, 圡), in a UTF-8 file.</summary>
    OutsideCp932,

    /// <summary>平成38年3月31日 and the like.</summary>
    EraAfterItsEnd,

    /// <summary>An ideographic space where nothing should be.</summary>
    IdeographicNull,

    /// <summary>A row of somebody who retired long ago under a number that somebody else now has.</summary>
    ReusedNumber,

    /// <summary>所属コード that no master has: a reorganisation not loaded.</summary>
    UnknownOrg,

    /// <summary>Somebody on leave still has the code of an office that was closed.</summary>
    AbolishedOrg,

    /// <summary>在職区分 退職 with blank 退職年月日.</summary>
    RetiredWithoutEnd,

    /// <summary>兼務 told only as free text （兼）○○課; its row is missing.</summary>
    SidePostAsText,
}
