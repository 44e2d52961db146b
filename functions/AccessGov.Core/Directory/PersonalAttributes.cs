namespace AccessGov.Core.Directory;

/// <summary>
/// Attributes whose values are personal data. The record, which can never forget, holds only salted hashes of them; the salts can be
/// erased (docs/audit.md). A fixed rule and no matter of the policy: what a city once wrote in plain text could not be taken back.
/// Number, unit and post are how the city itself acts through the person, and the record is about them.
/// </summary>
public static class PersonalAttributes
{
    /// <summary>True for 氏名.</summary>
    /// <param name="name">Which attribute.</param>
    public static bool Contains(AttributeName name) => name == AttributeName.DisplayName;
}
