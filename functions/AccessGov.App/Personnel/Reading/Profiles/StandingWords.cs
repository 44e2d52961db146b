using AccessGov.Core.Codes;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>Words of 在職区分 in HR profiles.</summary>
public static class StandingWords
{
    /// <summary>Every code.</summary>
    public static EnumCodes<Standing> All { get; } = new((Standing.Serving, "Serving"), (Standing.Left, "Left"));

    /// <summary>The code of one.</summary>
    public static string Of(Standing value) => All.Of(value);
}
