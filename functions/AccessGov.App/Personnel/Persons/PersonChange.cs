using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>What became of a change of one person. Closed.</summary>
public abstract record PersonChange
{
    private PersonChange() { }

    /// <summary>Nothing was to be changed, or whoever asked refused it after seeing what is there.</summary>
    public sealed record Unchanged : PersonChange;

    /// <summary>What was wanted is now what the source says.</summary>
    public sealed record Done : PersonChange;

    /// <summary>Another person of the source bears the user name.</summary>
    public sealed record NameTaken : PersonChange;

    /// <summary>The source has said something of the person that occurred later; that stands.</summary>
    public sealed record Overtaken : PersonChange;

    /// <summary>The facts are not believed.</summary>
    /// <param name="Refusals">Why, with numbers and limits.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : PersonChange;
}
