using AccessGov.App.Storage;
using AccessGov.Core.Personnel;
using AccessGov.Core.Reconciliation;

namespace AccessGov.App.Flows;

/// <summary>What the facts of this moment ask for. Loaded again only when facts or the day have changed, so every chunk may ask.</summary>
internal sealed class PresentDesire
{
    private sealed record Loaded(ETag? Version, Desired Desired);

    private volatile Loaded? loaded;

    public async Task<Desired> OfAsync(Workspace workspace, CancellationToken ct)
    {
        var version = await Ledger.VersionAsync(workspace, Scopes.Personnel, ct);
        var today = workspace.Today;
        if (loaded is { } known && known.Version == version && known.Desired.On == today) return known.Desired;
        var facts = await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), ct);
        var fresh = new Loaded(version, Entitlements.Of(facts, workspace.Policy, today));
        loaded = fresh;
        return fresh.Desired;
    }
}
