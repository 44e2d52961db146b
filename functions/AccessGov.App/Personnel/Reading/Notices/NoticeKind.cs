using AccessGov.Core.Codes;

namespace AccessGov.App.Personnel.Reading.Notices;

/// <summary>Kinds of <see cref="Notice"/>, for grouping.</summary>
[CodedBy(typeof(NoticeCodes))]
public enum NoticeKind
{
    /// <summary>Rows above the header row were skipped.</summary>
    PreambleSkipped,

    /// <summary>The total row was found and agrees.</summary>
    TotalRowSkipped,

    /// <summary>An empty or repeated header row was skipped.</summary>
    RowSkipped,

    /// <summary>A row was delivered twice and counted once.</summary>
    DuplicateRow,

    /// <summary>A column holds personal matters that this product never keeps; it was dropped unread.</summary>
    SensitiveColumnDropped,

    /// <summary>A column is unknown to the profile and was ignored.</summary>
    UnknownColumn,

    /// <summary>A column that the profile calls optional is absent.</summary>
    OptionalColumnAbsent,

    /// <summary>Leading zeros of a 職員番号 were restored.</summary>
    ZerosRestored,

    /// <summary>A date was read although its way of writing is doubtful.</summary>
    DoubtfulDate,

    /// <summary>A name holds a 外字 (private use character) that other systems cannot show.</summary>
    PrivateUseCharacter,

    /// <summary>Free text speaks of a further post; no posting was made of it.</summary>
    FreeTextPost,

    /// <summary>The rows of one worker write the name in different ways.</summary>
    NameVaries,

    /// <summary>The immediate stop stands on only some rows of a worker; it was taken.</summary>
    StopTaken,

    /// <summary>Characters that nobody sees were left out of a name or a code.</summary>
    InvisibleCharacter,

    /// <summary>A name or a code holds 〓 or ??: a system before lost a character.</summary>
    LostCharacter,

    /// <summary>A name or a code begins as a formula of a spreadsheet does.</summary>
    FormulaText,
}
