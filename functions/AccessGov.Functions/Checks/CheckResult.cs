namespace AccessGov.Functions.Checks;

/// <summary>One thing that <c>doctor</c> looked at.</summary>
/// <param name="Code">Stable code; its texts are <c>Check.{code}.fine</c>, <c>.wrong</c> and <c>.skipped</c>.</param>
/// <param name="State">What came of it.</param>
/// <param name="Facts">What takes the places in the text; sentences among them are said in the same language.</param>
internal sealed record CheckResult(string Code, CheckState State, params object?[] Facts)
{
    public static CheckResult Fine(string code, params object?[] facts) => new(code, CheckState.Fine, facts);

    public static CheckResult Wrong(string code, params object?[] facts) => new(code, CheckState.Wrong, facts);

    public static CheckResult Skipped(string code, params object?[] facts) => new(code, CheckState.Skipped, facts);
}
