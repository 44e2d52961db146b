using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Settings;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.App.Tests.Directory;

/// <summary>A tenant of its own over HTTP and the adapter before it, both on one clock that jumps.</summary>
public abstract class DirectoryTest : IAsyncLifetime
{
    internal const string Secret = "not-a-real-secret-9f3b";

    private protected JumpingClock Clock { get; } = new();

    private protected TenantEmulator Tenant { get; private set; } = null!;

    private protected EntraDirectory Directory { get; private set; } = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected virtual TenantOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        Tenant = await TenantEmulator.StartAsync(Options with { Clock = Clock });
        Directory = Connect();
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Dispose();
        await Tenant.DisposeAsync();
        Assert.Equal(0, Tenant.Counters.NotEmulated);
        GC.SuppressFinalize(this);
    }

    private protected EntraDirectory Connect(TimeSpan? patience = null, int writes = 3_000, Uri? tokenUri = null, int attempts = 8) =>
        new(
            new DirectorySettings
            {
                BaseUri = Tenant.BaseUri,
                TokenUri = tokenUri ?? Tenant.TokenUri,
                ClientId = "accessgov",
                Secret = Secret,
                PatienceFor = patience ?? TimeSpan.FromMinutes(5),
                WritesPer150Seconds = writes,
                Attempts = attempts,
            },
            Clock
        );

    private protected IReadOnlyList<TenantUser> Users(int count) => SampleUsers.AddTo(Tenant.Directory, count);

    private protected Entitlement Right(string id, IEnumerable<TenantUser>? members = null)
    {
        var group = Tenant.Directory.Add(new TenantGroup(id));
        foreach (var member in members ?? [])
            Tenant.Directory.AddMember(group.Id, member.Id);
        return Entitlement(id, Guid.Parse(group.Id));
    }

    internal static Entitlement Entitlement(string id, Guid group) =>
        new(
            new EntitlementId(id),
            id,
            Zone.Lgwan,
            new Classification(Confidentiality.Level3C, 2, 2),
            new OrgCode("0101"),
            group,
            12,
            [],
            new Article("第6(6)")
        );

    private protected TenantGroup GroupOf(Entitlement right) => Tenant.Directory.FindGroup(right.GroupId.ToString())!;

    private protected IEnumerable<Guid> MembersOf(Entitlement right) =>
        Tenant.Directory.MembersOf(right.GroupId.ToString()).Select(m => Guid.Parse(m.Id));

    private protected async Task<DirectorySnapshot> CaptureAsync(params Entitlement[] rights) =>
        Assert.IsType<DirectoryRead.Complete>(await Directory.CaptureAsync(rights, null, Ct)).Snapshot;

    private protected async Task<ActionOutcome[]> ApplyAsync(params PlannedAction[] slice) =>
        [.. (await Directory.ApplyAsync(slice, Ct)).Select(o => o.Outcome)];
}
