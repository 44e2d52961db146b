using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>A person as one source speaks of them now.</summary>
/// <param name="Facts">What the source says, whoever brought it.</param>
/// <param name="Profile">What a SCIM client said besides; null when none did.</param>
/// <param name="StatedOn">The day of the latest single statement; null when the facts come from a delivery.</param>
/// <param name="KnownAt">When the facts were taken over.</param>
public sealed record KnownPerson(PersonStatement Facts, PersonProfile? Profile, DateOnly? StatedOn, DateTimeOffset KnownAt)
{
    /// <summary>The 職員番号.</summary>
    public EmployeeId Id => Facts.Person;

    /// <summary>What the client said, while nobody has said anything else since; otherwise the facts.</summary>
    public PersonStatement Said => IsOwnWord ? Profile!.Said : Facts;

    /// <summary>True when the facts are still the client's word.</summary>
    public bool IsOwnWord { get; } = Profile is not null && Profile.FactsHash == FactsHash.Of(Facts);
}
