namespace AccessGov.Core.Planning;

/// <summary>
/// How the ids of a plan and of its actions are made from the content, and how it is kept. Its number is hashed. A kept plan keeps its
/// format for ever; a change of the canonical content gets a new one.
/// </summary>
public enum PlanFormat
{
    /// <summary>Changes of attributes held all attributes as they shall be; the prefix names no format.</summary>
    First = 1,

    /// <summary>Changes of attributes hold the list of what differs.</summary>
    ListOfChanges = 2,
}
