using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Settings;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Benchmarks.Plan;

/// <summary>The product's own capture over pages on disk. No wire, so no quota to wait for; nothing else is asked of it.</summary>
internal sealed class PageDirectory(HttpClient http) : IDirectory
{
    private static readonly DirectorySettings Settings = new() { ResourceUnitsPer10Seconds = int.MaxValue };

    public Task<DirectoryRead> CaptureAsync(IReadOnlyList<Entitlement> governed, IProgress<CaptureProgress>? progress, CancellationToken ct)
    {
        var quota = new GraphQuota(Settings, TimeProvider.System);
        var lists = new GraphLists(DirectoryPages.Root, new GraphReads(http, quota, new GraphCounters(), Settings, TimeProvider.System));
        return Task.Run(() => new DirectoryCapture(lists, quota, Settings.GroupsAtATime, governed, [], progress).RunAsync(ct), ct);
    }

    public Task<DirectoryRead> CaptureVicinityAsync(IReadOnlyList<Entitlement> governed, Vicinity vicinity, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<IReadOnlyDictionary<Guid, AccountNow>> LookAsync(IReadOnlyCollection<Guid> objectIds, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<DirectoryAccount?> FindByEmployeeIdAsync(EmployeeId id, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<ActionOutcomeOf>> ApplyAsync(IReadOnlyList<PlannedAction> slice, CancellationToken ct) =>
        throw new NotSupportedException();

    public int LooksAtOnce => throw new NotSupportedException();

    public int TakesAtOnce(IReadOnlyList<PlannedAction> phase, int enough) => throw new NotSupportedException();

    public IDirectory WithPatience(TimeSpan patience) => this;

    public Task<IReadOnlyList<DeletedAccount>> DeletedAsync(Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<DirectoryAccount>> AlikeAsync(EmployeeId id, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlySet<Guid>?> MembersAsync(Guid group, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<GroupCheck>> CheckGroupsAsync(IReadOnlyList<Entitlement> governed, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<GroupCheck>>([.. governed.Select(e => new GroupCheck(e.Id, e.GroupId, null))]);
}
