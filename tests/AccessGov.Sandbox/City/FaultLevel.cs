namespace AccessGov.Sandbox.City;

/// <summary>How bad the extracts are. The people behind them are the same at every level.</summary>
public enum FaultLevel
{
    /// <summary>Clean files.</summary>
    None,

    /// <summary>What a city hall really delivers; rows that cannot be understood stay below 2 % of every file.</summary>
    Typical,

    /// <summary>Bad enough that an importer should refuse.</summary>
    Heavy,
}
