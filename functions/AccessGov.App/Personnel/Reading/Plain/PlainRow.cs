using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>What a row says of which nothing is to be told.</summary>
internal struct PlainRow
{
    /// <summary>True when names, former number and term are those of the row before.</summary>
    public bool IsSamePerson;

    /// <summary>Name for the directory.</summary>
    public string Name;

    /// <summary>旧姓; null for none.</summary>
    public string? FormerName;

    /// <summary>The number before; null for none.</summary>
    public string? FormerId;

    /// <summary>The term.</summary>
    public SharedTerm Term;

    /// <summary>The posting alone in its list, or none.</summary>
    public Posting[] Posting;

    /// <summary>The leave; null for none.</summary>
    public Leave? Leave;
}
