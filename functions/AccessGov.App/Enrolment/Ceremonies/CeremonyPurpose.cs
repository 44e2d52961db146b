using AccessGov.Core.Codes;

namespace AccessGov.App.Enrolment.Ceremonies;

/// <summary>What an authenticator is asked for. What was begun for one purpose is good for no other.</summary>
[CodedBy(typeof(CeremonyPurposeCodes))]
public enum CeremonyPurpose
{
    /// <summary>To enrol a first key, with a ticket.</summary>
    EnrolFirst,

    /// <summary>To enrol a spare key.</summary>
    EnrolSpare,

    /// <summary>To prove once more that a key is at hand.</summary>
    StepUp,

    /// <summary>To sign in.</summary>
    SignIn,
}
