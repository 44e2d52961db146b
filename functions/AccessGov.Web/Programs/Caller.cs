using AccessGov.Core.Kernel;

namespace AccessGov.Web.Programs;

/// <summary>A program that has proved who it is.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Sources">For whom it may speak.</param>
internal sealed record Caller(string Name, IReadOnlyList<SourceId> Sources)
{
    /// <summary>Who the audit record says it was.</summary>
    public Actor Actor => new Actor.Application(Name);
}
