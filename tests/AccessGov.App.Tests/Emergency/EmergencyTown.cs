using AccessGov.App.Composition;
using AccessGov.App.Emergency;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Emergency;

/// <summary>A sealed account in a pretend tenant, and who may open, shut and review it.</summary>
internal sealed class EmergencyTown : IAsyncDisposable
{
    public const string Name = "kinkyu-juki@suzaka.example.jp";
    public const string Reason = "住基端末の鍵を紛失したため";

    public static readonly EmployeeId Ann = new("300001"),
        Bob = new("300002"),
        Officer = new("300003"),
        Second = new("300004"),
        Auditor = new("300005");

    public static readonly Actor Timer = new Actor.Trigger("CloseEmergencies");

    private readonly Installation installation;

    private EmergencyTown(Stage stage, Installation installation, JumpingClock clock) =>
        (Stage, this.installation, Clock) = (stage, installation, clock);

    public Stage Stage { get; }

    public JumpingClock Clock { get; }

    public Workspace Workspace => installation.Workspace;

    public TenantUser Sealed { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string WithSeal(string policy) =>
        policy.Replace(
            "protected-accounts:\n",
            $"protected-accounts:\n  - {{ upn: {Name}, kind: break-glass, sealed: true, max-hours: 4, note: 金庫 }}\n",
            StringComparison.Ordinal
        );

    public static async Task<EmergencyTown> OpenAsync()
    {
        var clock = new JumpingClock(new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9)));
        // A quota by a clock that was set back waits for ever; it is the machine's clock that is set back, not the service's.
        var options = new TenantOptions { Clock = clock, Throttle = false };
        var stage = await Stage.SetAsync(options: options, policy: WithSeal);
        var town = new EmergencyTown(stage, stage.Open(clock: clock), clock);
        await town.installation.GoLiveAsync([
            new OperatorEntry("ann", Ann, [OperatorRole.Operator, OperatorRole.Approver]),
            new OperatorEntry("ann-2", Ann, [OperatorRole.Approver]),
            new OperatorEntry("bob", Bob, [OperatorRole.Approver]),
            new OperatorEntry("officer", Officer, [OperatorRole.Officer]),
            new OperatorEntry("second", Second, [OperatorRole.Operator]),
            new OperatorEntry("auditor", Auditor, [OperatorRole.Auditor]),
        ]);
        await town.DeliverAsync();
        town.Sealed = stage.Tenant.Directory.Add(new TenantUser(Name) { AccountEnabled = false });
        return town;
    }

    /// <summary>The same stores, opened once more: a restart.</summary>
    public Installation Again() => Stage.Open(clock: Clock);

    public Task DeliverAsync(int leaving = 0) =>
        Personnel.UrgentImportTests.ImportAsync(Workspace, Stage.Extract(20, leaving, Workspace.Today));

    /// <summary>What turns noted of openings that are not over.</summary>
    public async Task<IReadOnlyList<StoredRecord>> SeenAsync()
    {
        var rows = new List<StoredRecord>();
        await foreach (var row in Workspace.Records.RangeAsync(new(Workspace.Tenant, "clock"), "emergency-", "emergency-~", Ct))
            rows.Add(row);
        return rows;
    }

    /// <summary>Somebody writes beside the ledger.</summary>
    public async Task SpoilSeenAsync()
    {
        var row = Assert.Single(await SeenAsync());
        var write = new RecordWrite.Replace(row.Row, "{\"at\":\"never\"}"u8.ToArray(), row.ETag);
        Assert.IsType<CommitResult.Committed>(await Workspace.Records.CommitAsync(new(Workspace.Tenant, "clock"), [write], Ct));
    }

    public Task<Approver> WhoAsync(EmployeeId id) => WhoApproves.OfAsync(Workspace, id, Ct);

    public async Task<string?> AskAsync(EmployeeId by, int? hours = 2, string reason = Reason, string name = Name) =>
        (await EmergencyDesk.AskAsync(Workspace, await WhoAsync(by), name, hours, reason, Ct))?.Code;

    /// <summary>Code of why not; null when it was read back open.</summary>
    public async Task<string?> AgreeAsync(EmployeeId by, Workspace? workspace = null, string name = Name) =>
        (await EmergencyDesk.AgreeAsync(workspace ?? Workspace, await WhoAsync(by), name, Ct)).Why?.Code;

    public async Task<string?> EndAsync(EmployeeId by, Workspace? workspace = null) =>
        (await EmergencyDesk.EndAsync(workspace ?? Workspace, await WhoAsync(by), Name, Ct))?.Code;

    public async Task<string?> ReviewAsync(EmployeeId by, string result = "サインイン履歴を確かめた") =>
        (await EmergencyDesk.ReviewAsync(Workspace, await WhoAsync(by), (await OpeningAsync()).Id, result, Ct))?.Code;

    /// <summary>Two people open it.</summary>
    public async Task<EmergencyOpening> OpenedAsync(int hours = 2)
    {
        Assert.Null(await AskAsync(Ann, hours));
        Assert.Null(await AgreeAsync(Bob));
        Assert.True(Sealed.AccountEnabled);
        return await OpeningAsync();
    }

    public Task<CloseEmergencies.Turn> TurnAsync(Workspace? workspace = null) =>
        CloseEmergencies.RunAsync(workspace ?? Workspace, Timer, Ct);

    /// <summary>The newest opening.</summary>
    public async Task<EmergencyOpening> OpeningAsync() => (await EmergencyBook.ReadAsync(Workspace, Ct)).Openings[^1];

    public async Task<string[]> KindsAsync() => [.. (await FactsAsync()).Select(f => f.Kind.Value["emergency-".Length..])];

    public async Task<IReadOnlyList<Fact>> FactsAsync() =>
        await PartitionCommit.FactsAsync(Workspace, Scopes.Emergency, "", Ct).Select(r => FactText.Read(r.Json.Span)).ToListAsync(Ct);

    /// <summary>Codes of incidents that are open.</summary>
    public async Task<string[]> AlarmsAsync() =>
        [.. (await IncidentLog.ListAsync(Workspace, Ct)).Where(i => i.IsOpen).Select(i => i.Code).Order(StringComparer.Ordinal)];

    public async Task<string[]> TroublesAsync() =>
        [.. (await WatchSealed.RunAsync(Workspace, Timer, Ct)).Select(t => t.Code).Order(StringComparer.Ordinal)];

    /// <summary>Rows of the store repeat what facts tell.</summary>
    public async Task AssertToldAsync() => Assert.DoesNotContain("emergency-differs", await TroublesAsync());

    /// <summary>A process that dies at one of its commits about sealed accounts: before it, or once it is durable.</summary>
    public Workspace Dying(int at, bool afterwards) =>
        Workspace with
        {
            Records = new FaultyStore(Workspace.Records, at, afterwards, Scopes.Emergency),
        };

    public async Task PutRowAsync(string row, byte[]? json)
    {
        var partition = new PartitionKey(Workspace.Tenant, Scopes.Emergency);
        var found = await Workspace.Records.FindAsync(partition, row, Ct);
        RecordWrite write = json is null ? new RecordWrite.Delete(row, found!.ETag) : new RecordWrite.Upsert(row, json);
        Assert.IsType<CommitResult.Committed>(await Workspace.Records.CommitAsync(partition, [write], Ct));
    }

    public async ValueTask DisposeAsync()
    {
        installation.Dispose();
        await Stage.DisposeAsync();
    }
}
