using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>A source (任命権者) that somebody names on the command line: one of the policy's.</summary>
internal static class NamedSource
{
    /// <summary>Why the policy has no such source, with what may be meant; null where it has one.</summary>
    /// <param name="session">Whose policy.</param>
    /// <param name="id">What the command line says.</param>
    public static string? Objection(Session session, SourceId id)
    {
        string[] known = [.. session.Workspace.Policy.Sources.Select(s => s.Id.Value)];
        return known.Contains(id.Value) ? null
            : session.UiTexts.Of("Cli.SourceUnknown", id, Suggestions.For(id.Value, known));
    }
}
