using AccessGov.Core.Codes;

namespace AccessGov.Core.Enrolment;

/// <summary>How a key of the register (鍵台帳) stands. Only an enrolled one opens anything.</summary>
[CodedBy(typeof(KeyStateCodes))]
public enum KeyState
{
    /// <summary>未登録: in stock, or handed out and not enrolled yet.</summary>
    Unenrolled,

    /// <summary>登録済: its holder enrolled it.</summary>
    Enrolled,

    /// <summary>紛失届: reported lost.</summary>
    Lost,

    /// <summary>失効: two people, or its holder with another key, ended it.</summary>
    Revoked,

    /// <summary>返却: its holder gave it back; it may be handed out again.</summary>
    Returned,
}
