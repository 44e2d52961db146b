using AccessGov.Core.Kernel;

namespace AccessGov.App.Drift;

/// <summary>Something that changed in the directory and nobody has looked at yet. Closed.</summary>
internal abstract record ChangeMark
{
    private ChangeMark(string row) => Row = row;

    /// <summary>The row of the partition that keeps the mark: one for each thing, however often it changed.</summary>
    public string Row { get; }

    /// <summary>An account changed: its owner is looked at.</summary>
    public sealed record Account(Guid Id) : ChangeMark($"{ChangeMarks.Prefix}account|{Id}");

    /// <summary>A worker whose account it is about.</summary>
    public sealed record Worker(EmployeeId Id) : ChangeMark($"{ChangeMarks.Prefix}worker|{Id}");

    /// <summary>A governed group, without word of whom it was about.</summary>
    public sealed record Group(Guid Id) : ChangeMark($"{ChangeMarks.Prefix}group|{Id}");

    /// <summary>Everybody must be looked at: whom the change concerns, nobody can tell.</summary>
    public sealed record Everybody() : ChangeMark($"{ChangeMarks.Prefix}everybody");
}
