using System.Text.Json;
using AccessGov.App.Incidents;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Drift;

/// <summary>
/// At most a few plans an hour because of changes to the same account. Whatever undoes our work each time, a script or the directory
/// itself, would keep us planning for ever: our own write is a change too.
/// </summary>
internal sealed class PlanRateLimit(Workspace workspace, Actor actor)
{
    /// <summary>Plans in <see cref="Window"/>.</summary>
    public const int Most = 3;

    /// <summary>The time they are counted in.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private const string Prefix = "planned|";

    private sealed record Planned(IReadOnlyList<DateTimeOffset> At, bool Told);

    /// <summary>How long to wait before the next plan; null when it may be made now.</summary>
    public async Task<TimeSpan?> WaitAsync(string whom, CancellationToken ct)
    {
        var recent = await RecentAsync(whom, ct);
        if (recent.At.Count < Most)
            return null;
        if (!recent.Told)
        {
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident("change-returns", whom, Wording.Of("Met.change-returns", whom, recent.At.Count)),
                ct
            );
            await KeepAsync(whom, recent with { Told = true }, ct);
        }
        return recent.At[0] + Window - workspace.Now;
    }

    /// <summary>Counts a plan.</summary>
    public async Task PlannedAsync(string whom, CancellationToken ct)
    {
        var recent = await RecentAsync(whom, ct);
        await KeepAsync(whom, new Planned([.. recent.At, workspace.Now], false), ct);
    }

    private async Task<Planned> RecentAsync(string whom, CancellationToken ct)
    {
        var kept = await PartitionCommit.ReadAsync<Planned>(workspace, ChangeMarks.Scope, Prefix + whom, ct) ?? new Planned([], false);
        return kept with { At = [.. kept.At.Where(at => workspace.Now - at < Window)] };
    }

    private async Task KeepAsync(string whom, Planned planned, CancellationToken ct) =>
        await workspace.Records.CommitAsync(
            new(workspace.Tenant, ChangeMarks.Scope),
            [new RecordWrite.Upsert(Prefix + whom, JsonSerializer.SerializeToUtf8Bytes(planned, CoreJson.Options))],
            ct
        );
}
