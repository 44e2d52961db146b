using AccessGov.Core.Kernel;

namespace AccessGov.App.Drift;

/// <summary>Something that changed in the directory and nobody has looked at yet. Closed.</summary>
internal abstract record ChangeMark
{
    private ChangeMark(string row) => Row = row;

    /// <summary>Its row.</summary>
    public string Row { get; }

    /// <summary>An account.</summary>
    public sealed record Account(Guid Id) : ChangeMark($"{ChangeMarks.Prefix}account|{Id}");

    /// <summary>A worker whose account it is about.</summary>
    public sealed record Worker(EmployeeId Id) : ChangeMark($"{ChangeMarks.Prefix}worker|{Id}");

    /// <summary>A governed group, without word of whom it was about.</summary>
    public sealed record Group(Guid Id) : ChangeMark($"{ChangeMarks.Prefix}group|{Id}");

    /// <summary>Anybody.</summary>
    public sealed record Everybody() : ChangeMark($"{ChangeMarks.Prefix}everybody");
}
