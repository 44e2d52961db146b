using AccessGov.Core.Codes;

namespace AccessGov.Core.Desired;

/// <summary>Codes of standings in JSON.</summary>
public static class StandingCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<Standing> All { get; } =
        new CaseCodes<Standing>()
            .With<Standing.Upcoming>("Upcoming")
            .With<Standing.Preparing>("Preparing")
            .With<Standing.OnDuty>("OnDuty")
            .With<Standing.OnLeave>("OnLeave")
            .With<Standing.Ended>("Ended");

    /// <summary>The code of one.</summary>
    public static string Of(Standing value) => All.Of(value);
}
