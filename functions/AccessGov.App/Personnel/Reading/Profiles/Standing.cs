using AccessGov.Core.Codes;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>在職区分 of a row.</summary>
[CodedBy(typeof(StandingWords))]
public enum Standing
{
    /// <summary>在職, 休職, 育休: in service.</summary>
    Serving,

    /// <summary>退職: needs the day on which service ended.</summary>
    Left,
}
