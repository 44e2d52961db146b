using System.Text;
using System.Text.Json;
using AccessGov.App.Applying;
using AccessGov.App.Composition;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Functions.Serve;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Tests;

/// <summary>A small city, an emulated tenant and the settings of one installation; the executable runs on them.</summary>
public sealed class Stage : IAsyncDisposable
{
    private const string Secret = "not-a-real-secret-9f3b";
    private readonly TestFolder folder = new();
    private readonly object storage;
    private readonly string secret;

    private Stage(TenantEmulator tenant, object? azure, Func<string, string>? policy, object? domain)
    {
        (Tenant, secret) = (tenant, domain is null ? Secret : Story.Secret);
        storage = azure ?? new { kind = "sqlite", folder = "state" };
        // Nothing waits for people: what waits is another story.
        File.WriteAllText(
            folder.File("policy.yaml"),
            (policy ?? (text => text))(
                Sample
                    .Text.Replace("approval-from-actions: 100", "approval-from-actions: 100000", StringComparison.Ordinal)
                    .Replace("approve-my-number-grants: true", "approve-my-number-grants: false", StringComparison.Ordinal)
                    .Replace("creations: { count: 20, share: 0.03 }", "creations: { count: 100000, share: 1.0 }", StringComparison.Ordinal)
                    .Replace("creations: { count: 200, share: 0.25 }", "creations: { count: 100000, share: 1.0 }", StringComparison.Ordinal)
                    .Replace("enables: { count: 10, share: 0.02 }", "enables: { count: 100000, share: 1.0 }", StringComparison.Ordinal)
                    .Replace("enables: { count: 100, share: 0.10 }", "enables: { count: 100000, share: 1.0 }", StringComparison.Ordinal)
                    // The stories share one storage account: each governs a municipality of its own there.
                    .Replace(
                        "tenant: suzaka",
                        azure is null ? "tenant: suzaka" : $"tenant: t-{Guid.NewGuid():N}"[..28],
                        StringComparison.Ordinal
                    )
            )
        );
        System.IO.Directory.CreateDirectory(folder.File("profiles"));
        foreach (var profile in System.IO.Directory.EnumerateFiles(Sample.InRepository("functions/policy/profiles")))
            File.Copy(profile, Path.Combine(folder.File("profiles"), Path.GetFileName(profile)));
        File.WriteAllText(
            SettingsFile,
            JsonSerializer.Serialize(
                new
                {
                    policyFile = "policy.yaml",
                    profileFolder = "profiles",
                    signingKeyFile = "signing-key.pem",
                    storage,
                    directory = domain
                        ?? new
                        {
                            baseUri = tenant.BaseUri,
                            tokenUri = tenant.TokenUri,
                            clientId = "accessgov",
                            allowOneIdentity = true,
                        },
                    operators = new Dictionary<string, string> { [System.Environment.UserName] = Operator.Value },
                }
            )
        );
        foreach (var right in Sample.Policy.Entitlements.Where(e => e.Zone != Zone.Independent))
            tenant.Directory.Add(new TenantGroup(right.Name, id: right.GroupId.ToString()));
    }

    /// <summary>Who the present operating-system user is.</summary>
    public static readonly EmployeeId Operator = new("900001");

    public TenantEmulator Tenant { get; }

    /// <summary>Where everything of it lies.</summary>
    public string Folder => folder.Path;

    public string SettingsFile => folder.File("accessgov.json");

    /// <summary>The executable under test, as it was built.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "accessgov");

    /// <param name="azure">Connection string of a storage account; null for SQLite.</param>
    /// <param name="options">How to start the tenant.</param>
    /// <param name="policy">Changes the policy's text.</param>
    /// <param name="clock">By which it goes live; null for the tenant's.</param>
    /// <param name="domain">The section <c>directory</c> for a domain of Samba's; null for the tenant.</param>
    public static async Task<Stage> SetAsync(
        string? azure = null,
        TenantOptions? options = null,
        Func<string, string>? policy = null,
        TimeProvider? clock = null,
        object? domain = null
    )
    {
        var stage = new Stage(
            await TenantEmulator.StartAsync(options),
            azure is null ? null : new { kind = "azure", connectionString = azure },
            policy,
            domain
        );
        using var installation = stage.Open(clock: clock ?? options?.Clock);
        await installation.GoLiveAsync(new OperatorEntry(System.Environment.UserName, Operator, [OperatorRole.Operator]));
        await App.Audit.SealAudit.DrainAsync(installation.Workspace, CancellationToken.None);
        return stage;
    }

    /// <summary>What the executable is told about its surroundings.</summary>
    public Dictionary<string, string> Environment =>
        new()
        {
            ["ACCESSGOV_SETTINGS"] = SettingsFile,
            ["NIGHTLY_CRON"] = Schedules.NightlyDefault,
            [DirectorySettings.SecretVariable] = secret,
        };

    /// <summary>The same installation, opened by the test.</summary>
    public Installation Open(
        Uri? notifications = null,
        TimeProvider? clock = null,
        string tenantId = "",
        PortalSettings? portal = null,
        WebAuthnSettings? webAuthn = null,
        bool asksSignIns = false
    )
    {
        var read = SettingsReader.Read(SettingsFile).Settings!;
        // The secret is the process's own matter: other tests run in this process.
        var (installation, faults) = Installation.Open(
            new AccessGovSettings
            {
                PolicyFile = read.PolicyFile,
                ProfileFolder = read.ProfileFolder,
                SigningKeyFile = read.SigningKeyFile,
                Storage = read.Storage,
                Log = read.Log,
                Node = read.Node,
                Portal = portal ?? new PortalSettings(),
                WebAuthn = webAuthn ?? new WebAuthnSettings(),
                Directory = new DirectorySettings
                {
                    BaseUri = read.Directory.BaseUri,
                    TokenUri = read.Directory.TokenUri,
                    ClientId = read.Directory.ClientId,
                    Ldap = read.Directory.Ldap,
                    AllowOneIdentity = read.Directory.AllowOneIdentity,
                    Secret = secret,
                    NotificationUri = notifications,
                    SignInActivity = asksSignIns,
                    TenantId = tenantId,
                },
            },
            clock ?? TimeProvider.System
        );
        Assert.Empty(faults);
        return installation!.Refreshed();
    }

    /// <summary>
    /// 消防本部's extract in its own format, valid on any day: people of one fire station, of whom some have to leave at once.
    /// </summary>
    public static byte[] Extract(int people, int leaving = 0, DateOnly? today = null)
    {
        var text = new StringBuilder(
            "職員番号\t氏名\t区分\t採用日\t退職日\t発令区分\t所属コード\t職名\t発令日\t解除日\t休職\t休職開始\t休職終了\t旧番号\t即時停止\n"
        );
        // Excel day numbers count from 1899-12-30. Who began a few days ago joins, and needs nobody.
        var from = (today ?? DateOnly.FromDateTime(DateTime.UtcNow)).DayNumber - new DateOnly(1899, 12, 30).DayNumber - 10;
        for (var i = 1; i <= people; i++)
            text.Append($"3{i:D5}\t消防 {i}郎\t正規\t{from}\t\t本務\t610100\t署員\t{from}\t\t\t\t\t\t{(i <= leaving ? "1" : "")}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Leaves an extract in the inbox as a personnel system would.</summary>
    public static async Task<string> DropAsync(Workspace workspace, byte[] content, string name = "jinji")
    {
        name = $"fire/{workspace.Today:yyyy-MM-dd}_{name}_{Guid.NewGuid():N}.csv";
        using var stream = new MemoryStream(content);
        Assert.True(await workspace.Files.PutAsync(DropContainer.HrInbox, DropPath.Parse(name), stream, CancellationToken.None));
        return name;
    }

    /// <summary>Starts the executable with words, its output kept.</summary>
    public RunningProgram Start(params string[] words) => RunningProgram.Start(Executable, words, Environment);

    /// <summary>Serves on a port that is known before, so that the directory can be told where notifications go.</summary>
    public RunningProgram ServeNotified()
    {
        var port = FreePort();
        return RunningProgram.Start(
            Executable,
            ["serve", "--port", $"{port}"],
            new Dictionary<string, string>(Environment) { ["ACCESSGOV__directory__notificationUrl"] = $"http://127.0.0.1:{port}" }
        );
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the condition holds. The bound only keeps a broken program from hanging the run.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, CancellationToken ct)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await holds())
            await Task.Delay(50, bound.Token);
    }

    /// <summary>What is still to do for the day, by a second look at the directory.</summary>
    public static async Task<IReadOnlyList<PlannedAction>> RemainingAsync(Workspace workspace, CancellationToken ct) =>
        Assert
            .IsType<VerifyPlan.Result.Verified>(
                await VerifyPlan.RunAsync(
                    workspace,
                    new Actor.OsUser("test"),
                    new MakePlan.Question(workspace.Today, null, new HashSet<Core.Kernel.SourceId>()),
                    null,
                    ct
                )
            )
            .Remaining;

    /// <summary>Every action of the plan was intended once and has one outcome.</summary>
    public static async Task AssertPairedAsync(Workspace workspace, PlanState plan, CancellationToken ct)
    {
        var facts = await PartitionCommit
            .FactsAsync(workspace, Scopes.Plan(plan.Id), "", ct)
            .Select(r => FactText.Read(r.Json.Span))
            .ToListAsync(ct);
        var intents = facts.Where(f => f.Kind == FactKind.ActionIntended).Select(f => f.BodyText(Fact.ActionKey)).Order().ToList();
        var outcomes = facts.Where(f => f.Kind == FactKind.ActionApplied).Select(f => f.BodyText(Fact.ActionKey)).Order().ToList();
        Assert.Equal(plan.Actions, intents.Count);
        Assert.Equal(intents, intents.Distinct());
        Assert.Equal(intents, outcomes);
    }

    public async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        folder.Dispose();
    }
}
