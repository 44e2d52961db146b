using AccessGov.Core.Codes;

namespace AccessGov.Core.Enrolment;

/// <summary>Codes of states of keys in rows, facts and JSON.</summary>
public static class KeyStateCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<KeyState> All { get; } =
        new(
            (KeyState.Unenrolled, "unenrolled"),
            (KeyState.Enrolled, "enrolled"),
            (KeyState.Lost, "lost"),
            (KeyState.Revoked, "revoked"),
            (KeyState.Returned, "returned")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">A state.</param>
    public static string Of(KeyState value) => All.Of(value);
}
