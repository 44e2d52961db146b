using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Governance;

/// <summary>
/// Mapping profiles say what a source's words mean: one line less, and whoever left serves. So a changed one reads no file before two
/// people agreed to it. Those that lie there when an installation goes live, or when it first keeps them, are in force.
/// </summary>
public static class ProfilesInForce
{
    private const int MostLines = 60;

    /// <summary>Takes over those that lie there, where none are in force and the installation is live.</summary>
    internal static async Task<bool> AdoptAsync(Workspace workspace, DecisionsInForce decisions, ProfileSet profiles, CancellationToken ct)
    {
        if (decisions is not { GoLive: not null, Profiles: null } || await TwoPeople.WasInForceAsync(workspace, DecisionKind.Profiles, ct))
            return false;
        var kept = await KeepAsync(workspace, profiles, ct);
        await TwoPeople.AdoptAsync(workspace, DecisionKind.Profiles, null, new Actor.Trigger("Upgrade"), (profiles.Hash, kept, []), ct);
        return true;
    }

    /// <summary>Keeps the files, for whoever agrees to them and for the record.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="profiles">As they were read.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Hash under which they are kept.</returns>
    public static Task<string> KeepAsync(Workspace workspace, ProfileSet profiles, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(profiles);
        return workspace.Kept.KeepAsync(profiles.Texts.ToDictionary(t => t.Key, t => t.Value), ct);
    }

    /// <summary>The lines that differ from those in force, <c>-</c> for gone and <c>+</c> for new, each with its file.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="profiles">As they were read.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<string>> ChangesAsync(Workspace workspace, ProfileSet profiles, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(profiles);
        var inForce = await TwoPeople.InForceAsync(workspace, DecisionKind.Profiles, ct);
        var former = inForce is null ? [] : await workspace.Kept.ValueAsync<Dictionary<string, string>>(inForce.Kept, ct);
        var changes = new List<string>();
        foreach (var name in former.Keys.Union(profiles.Texts.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (Lines(former.GetValueOrDefault(name)), Lines(profiles.Texts.GetValueOrDefault(name)));
            changes.AddRange(was.Except(now).Select(l => $"{name}.yaml - {VisibleText.Of(l.Trim())}"));
            changes.AddRange(now.Except(was).Select(l => $"{name}.yaml + {VisibleText.Of(l.Trim())}"));
        }
        return changes.Count <= MostLines ? changes : [.. changes.Take(MostLines), $"… {changes.Count - MostLines}"];
    }

    private static string[] Lines(string? text) => text?.ReplaceLineEndings("\n").Split('\n') ?? [];
}
