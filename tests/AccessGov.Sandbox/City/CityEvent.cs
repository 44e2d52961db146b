namespace AccessGov.Sandbox.City;

/// <summary>What 1 April means for one person.</summary>
public enum CityEvent
{
    /// <summary>Nothing.</summary>
    Stays,

    /// <summary>転任・配置換: another org unit.</summary>
    Moves,

    /// <summary>昇任 in the same org unit.</summary>
    IsPromoted,

    /// <summary>役職定年: the head of a unit becomes a specialist of another.</summary>
    StepsDown,

    /// <summary>退職.</summary>
    Leaves,

    /// <summary>免職 with 即時停止: access ends now, whatever the date.</summary>
    IsDismissed,

    /// <summary>定年退職 and 再任用 under the same number.</summary>
    IsReappointed,

    /// <summary>再任用, or a 会計年度任用職員 appointed again, under a new number.</summary>
    GetsNewNumber,

    /// <summary>出向 or 派遣 begins.</summary>
    GoesOut,

    /// <summary>Back from 出向 or 派遣.</summary>
    ComesBack,

    /// <summary>休職 or 育休 begins.</summary>
    StartsLeave,

    /// <summary>復職.</summary>
    EndsLeave,

    /// <summary>兼務 begins.</summary>
    GainsPost,

    /// <summary>兼務 ends.</summary>
    LosesPost,

    /// <summary>採用.</summary>
    Joins,

    /// <summary>会計年度: one row ends on 3/31, another starts on 4/1.</summary>
    RenewsByNewRow,

    /// <summary>会計年度: the same row, 退職日 moved to the next 3/31.</summary>
    RenewsInPlace,

    /// <summary>任期満了.</summary>
    TermEnds,

    /// <summary>会計年度: will be appointed again, but the list is late; on 4/1 no row says so.</summary>
    RenewalIsLate,
}
