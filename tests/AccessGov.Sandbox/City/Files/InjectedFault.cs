namespace AccessGov.Sandbox.City.Files;

/// <summary>One fault, where it is and what it is.</summary>
/// <param name="Folder">3-31, 4-1 or rescinded.</param>
/// <param name="Source">mayor, education, fire or water.</param>
/// <param name="Row">Data row, from 1; preamble and header do not count.</param>
/// <param name="Id">職員番号, right form.</param>
/// <param name="Kind">What was done.</param>
public sealed record InjectedFault(string Folder, string Source, int Row, string Id, FaultKind Kind)
{
    /// <summary>True when a good reader still arrives at the truth (a name may be spelt otherwise).</summary>
    public bool IsRepairable => Kind < FaultKind.ReusedNumber;
}
