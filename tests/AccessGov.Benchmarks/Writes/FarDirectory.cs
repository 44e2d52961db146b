using AccessGov.App.Directory;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Writes;

/// <summary>A directory as far away as the real one: each request that was made moves the simulated clock.</summary>
internal sealed class FarDirectory(IDirectory inner, TenantCounters counters, JumpingClock clock, TimeSpan roundTrip) : IDirectory
{
    public Task<DirectoryRead> CaptureAsync(
        IReadOnlyList<Entitlement> governed,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    ) => FarAsync(inner.CaptureAsync(governed, progress, ct));

    public Task<DirectoryRead> CaptureVicinityAsync(IReadOnlyList<Entitlement> governed, Vicinity vicinity, CancellationToken ct) =>
        FarAsync(inner.CaptureVicinityAsync(governed, vicinity, ct));

    public Task<IReadOnlyDictionary<Guid, AccountNow>> LookAsync(IReadOnlyCollection<Guid> objectIds, CancellationToken ct) =>
        FarAsync(inner.LookAsync(objectIds, ct));

    public Task<DirectoryAccount?> FindByEmployeeIdAsync(EmployeeId id, CancellationToken ct) =>
        FarAsync(inner.FindByEmployeeIdAsync(id, ct));

    public Task<IReadOnlyList<ActionOutcomeOf>> ApplyAsync(IReadOnlyList<PlannedAction> slice, CancellationToken ct) =>
        FarAsync(inner.ApplyAsync(slice, ct));

    public Task<IReadOnlyList<DeletedAccount>> DeletedAsync(Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct) =>
        FarAsync(inner.DeletedAsync(dayOf, ct));

    public Task<IReadOnlyList<DirectoryAccount>> AlikeAsync(EmployeeId id, CancellationToken ct) => FarAsync(inner.AlikeAsync(id, ct));

    public Task<IReadOnlySet<Guid>?> MembersAsync(Guid group, CancellationToken ct) => FarAsync(inner.MembersAsync(group, ct));

    public Task<IReadOnlyList<GroupCheck>> CheckGroupsAsync(IReadOnlyList<Entitlement> governed, CancellationToken ct) =>
        FarAsync(inner.CheckGroupsAsync(governed, ct));

    public int LooksAtOnce => inner.LooksAtOnce;

    public int TakesAtOnce(IReadOnlyList<PlannedAction> phase, int enough) => inner.TakesAtOnce(phase, enough);

    public IDirectory WithPatience(TimeSpan patience) => new FarDirectory(inner.WithPatience(patience), counters, clock, roundTrip);

    private async Task<T> FarAsync<T>(Task<T> call)
    {
        var before = counters.HttpRequests;
        var result = await call;
        clock.Advance(roundTrip * (counters.HttpRequests - before));
        return result;
    }
}
