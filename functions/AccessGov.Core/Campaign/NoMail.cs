using AccessGov.Core.Codes;

namespace AccessGov.Core.Campaign;

/// <summary>Why somebody who could be written to gets no mail now.</summary>
[CodedBy(typeof(NoMailCodes))]
public enum NoMail
{
    /// <summary>Nobody knows whether the person has a key: whoever has one must not be told to enrol one.</summary>
    Unknown,

    /// <summary>Not at work: on leave, not begun, or gone.</summary>
    NotOnDuty,

    /// <summary>Kept out by a hold.</summary>
    Held,

    /// <summary>One was sent within the last seven days.</summary>
    Recent,

    /// <summary>Told already, and the next day on which somebody is reminded has not come.</summary>
    Told,

    /// <summary>The address was refused a short while ago.</summary>
    Refused,

    /// <summary>No account carries the number.</summary>
    NoAccount,

    /// <summary>Several accounts do, or a guest's: nobody knows whose it is.</summary>
    AccountUnclear,

    /// <summary>The account is shut: whoever reads its mail is somebody else.</summary>
    AccountDisabled,

    /// <summary>The account's name is no address.</summary>
    NoAddress,
}
