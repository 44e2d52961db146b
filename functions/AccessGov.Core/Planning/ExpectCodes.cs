using AccessGov.Core.Codes;

namespace AccessGov.Core.Planning;

/// <summary>Codes of what the planner saw, in plans and their hashes.</summary>
public static class ExpectCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<Expect> All { get; } =
        new CaseCodes<Expect>().With<Expect.NoAccount>("NoAccount").With<Expect.Account>("Account").With<Expect.Membership>("Membership");

    /// <summary>The code of one.</summary>
    public static string Of(Expect value) => All.Of(value);
}
