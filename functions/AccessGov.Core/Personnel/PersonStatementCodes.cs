using AccessGov.Core.Codes;

namespace AccessGov.Core.Personnel;

/// <summary>Codes of statements in kept files and in the hash that tells whether two say the same.</summary>
public static class PersonStatementCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<PersonStatement> All { get; } =
        new CaseCodes<PersonStatement>().With<PersonStatement.Employed>("Employed").With<PersonStatement.Guest>("Guest");

    /// <summary>The code of one.</summary>
    public static string Of(PersonStatement value) => All.Of(value);
}
