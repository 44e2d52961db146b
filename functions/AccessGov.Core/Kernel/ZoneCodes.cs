namespace AccessGov.Core.Kernel;

/// <summary>Codes of zones in facts, plans, refusals and JSON.</summary>
public static class ZoneCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<Zone> All { get; } =
        new((Zone.MyNumber, "MyNumber"), (Zone.Lgwan, "Lgwan"), (Zone.Internet, "Internet"), (Zone.Independent, "Independent"));

    /// <summary>The code of one.</summary>
    public static string Of(Zone value) => All.Of(value);
}
