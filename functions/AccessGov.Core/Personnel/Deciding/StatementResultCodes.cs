using AccessGov.Core.Codes;

namespace AccessGov.Core.Personnel.Deciding;

/// <summary>Codes of what became of a statement, in answers to personnel systems.</summary>
public static class StatementResultCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<StatementResult> All { get; } =
        new CaseCodes<StatementResult>()
            .With<StatementResult.Taken>("taken")
            .With<StatementResult.Repeated>("repeated")
            .With<StatementResult.Overtaken>("overtaken")
            .With<StatementResult.OtherContent>("other-content")
            .With<StatementResult.Refused>("refused");

    /// <summary>The code of one.</summary>
    public static string Of(StatementResult value) => All.Of(value);
}
