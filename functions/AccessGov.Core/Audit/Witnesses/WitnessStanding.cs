using AccessGov.Core.Codes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>What a witness's cosignature is worth today.</summary>
[CodedBy(typeof(WitnessStandingCodes))]
public enum WitnessStanding
{
    /// <summary>There is one, and it is recent.</summary>
    Fresh,

    /// <summary>There is one, older than is allowed: an old state may be shown as the newest.</summary>
    Old,

    /// <summary>There is one from the future: a clock is wrong, here or there.</summary>
    Ahead,

    /// <summary>There is none.</summary>
    Absent,
}

/// <summary>Codes of standings in JSON.</summary>
public static class WitnessStandingCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<WitnessStanding> All { get; } =
        new(
            (WitnessStanding.Fresh, "fresh"),
            (WitnessStanding.Old, "old"),
            (WitnessStanding.Ahead, "ahead"),
            (WitnessStanding.Absent, "absent")
        );

    /// <summary>The code of one.</summary>
    public static string Of(WitnessStanding value) => All.Of(value);
}
