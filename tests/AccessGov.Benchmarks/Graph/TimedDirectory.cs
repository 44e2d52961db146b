using System.Diagnostics;
using AccessGov.App.Directory;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Benchmarks.Graph;

/// <summary>A directory that knows how long it was waited for.</summary>
internal sealed class TimedDirectory(IDirectory inner) : IDirectory
{
    private readonly Stopwatch watch = new();

    public TimeSpan Spent => watch.Elapsed;

    public Task<DirectoryRead> CaptureAsync(
        IReadOnlyList<Entitlement> governed,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    ) => TimedAsync(inner.CaptureAsync(governed, progress, ct));

    public Task<DirectoryRead> CaptureVicinityAsync(IReadOnlyList<Entitlement> governed, Vicinity vicinity, CancellationToken ct) =>
        TimedAsync(inner.CaptureVicinityAsync(governed, vicinity, ct));

    public Task<IReadOnlyDictionary<Guid, AccountNow>> LookAsync(IReadOnlyCollection<Guid> objectIds, CancellationToken ct) =>
        TimedAsync(inner.LookAsync(objectIds, ct));

    public Task<DirectoryAccount?> FindByEmployeeIdAsync(EmployeeId id, CancellationToken ct) =>
        TimedAsync(inner.FindByEmployeeIdAsync(id, ct));

    public Task<IReadOnlyList<ActionOutcomeOf>> ApplyAsync(IReadOnlyList<PlannedAction> slice, CancellationToken ct) =>
        TimedAsync(inner.ApplyAsync(slice, ct));

    public Task<IReadOnlyList<DeletedAccount>> DeletedAsync(Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct) =>
        TimedAsync(inner.DeletedAsync(dayOf, ct));

    public Task<IReadOnlyList<DirectoryAccount>> AlikeAsync(EmployeeId id, CancellationToken ct) => TimedAsync(inner.AlikeAsync(id, ct));

    public Task<IReadOnlySet<Guid>?> MembersAsync(Guid group, CancellationToken ct) => TimedAsync(inner.MembersAsync(group, ct));

    public Task<IReadOnlyList<GroupCheck>> CheckGroupsAsync(IReadOnlyList<Entitlement> governed, CancellationToken ct) =>
        TimedAsync(inner.CheckGroupsAsync(governed, ct));

    public int LooksAtOnce => inner.LooksAtOnce;

    public int TakesAtOnce(IReadOnlyList<PlannedAction> phase, int enough) => inner.TakesAtOnce(phase, enough);

    public IDirectory WithPatience(TimeSpan patience) => this;

    private async Task<T> TimedAsync<T>(Task<T> call)
    {
        watch.Start();
        try
        {
            return await call;
        }
        finally
        {
            watch.Stop();
        }
    }
}
