using AccessGov.App.Composition;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Triggers;

/// <summary>One call of a function, whoever makes it: the Functions host or the standalone host.</summary>
/// <param name="Function">The function's name, as its attribute says it.</param>
/// <param name="Item">The queue message as text; null for a timer.</param>
/// <param name="Installation">What it works on.</param>
public sealed record Invocation(string Function, string? Item, Installation Installation)
{
    /// <summary>What flows work with.</summary>
    public Workspace Workspace => Installation.Workspace;

    /// <summary>Who acts, in the audit chain.</summary>
    public Actor Actor => new Actor.Trigger(Function);

    /// <summary>The queue message as ids.</summary>
    /// <exception cref="FormatException">There is none, or it is none of ours.</exception>
    public WorkMessage Message => WorkMessage.Read(Workspace, NeededItem);

    /// <summary>The queue message as text.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public string NeededItem => Item ?? throw new FormatException($"{Function} was called without a queue message.");
}
