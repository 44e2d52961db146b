using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AccessGov.App.Composition;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Server;

/// <summary>
/// A city whose <c>accessgov serve</c> runs as a process of its own; its people are one fire brigade's. Events enter through its public
/// door.
/// </summary>
internal sealed class ServerCity : IAsyncDisposable
{
    private const string Token = "benchmark-token-0123456789abcdef0123456789";
    private const string Secret = "not-a-secret";

    /// <summary>Whose people they are.</summary>
    public static readonly SourceId Fire = new("fire");

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
    private readonly HttpClient http = new();
    private Process? server;
    private string lastFact = "";

    private ServerCity(TenantEmulator tenant, TimeProvider clock, object storage)
    {
        Tenant = tenant;
        File.WriteAllText(Path.Combine(folder, "policy.yaml"), ServerPolicy.Text());
        using (
            var token = new StreamWriter(
                Path.Combine(folder, "token"),
                OwnerOnly.Options(FileMode.Create, FileAccess.Write, FileShare.None)
            )
        )
            token.Write(Token);
        File.WriteAllText(
            SettingsFile,
            JsonSerializer.Serialize(
                new
                {
                    policyFile = "policy.yaml",
                    profileFolder = Repository.Path("functions/policy/profiles"),
                    signingKeyFile = "signing-key.pem",
                    storage,
                    directory = new
                    {
                        baseUri = tenant.BaseUri,
                        tokenUri = tenant.TokenUri,
                        clientId = "benchmark",
                        allowOneIdentity = true,
                    },
                    callers = new { jinji = new { source = Fire.Value, tokenFile = "token" } },
                }
            )
        );
        Environment.SetEnvironmentVariable("ACCESSGOV_DIRECTORY_SECRET", Secret);
        var (installation, faults) = Installation.Open(SettingsFile, clock);
        Installation = installation ?? throw new InvalidOperationException(string.Join('\n', faults));
        Installation.GoLiveAsync().GetAwaiter().GetResult();
        foreach (var e in Workspace.Policy.Entitlements.Where(e => e.Zone != Zone.Independent))
            tenant.Directory.Add(new TenantGroup(e.Name, e.Id.Value, e.GroupId.ToString()));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public TenantEmulator Tenant { get; }

    public Installation Installation { get; }

    public Workspace Workspace => Installation.Workspace;

    /// <summary>Where everything of it lies.</summary>
    public string Folder => folder;

    private string SettingsFile => Path.Combine(folder, "accessgov.json");

    /// <summary>Starts the server; <paramref name="azure"/> is a connection string, null for SQLite.</summary>
    public static async Task<ServerCity> StartAsync(string? azure, TenantOptions options, CancellationToken ct)
    {
        var city = await MakeAsync(azure, options);
        await city.ServeAsync(null, ct);
        return city;
    }

    /// <summary>Everything but the server, which <see cref="ServeAsync"/> starts.</summary>
    public static async Task<ServerCity> MakeAsync(string? azure, TenantOptions options, TimeProvider? clock = null) =>
        new(
            await TenantEmulator.StartAsync(options),
            clock ?? TimeProvider.System,
            azure is null ? new { kind = "sqlite", folder = "state" } : new { kind = "azure", connectionString = azure }
        );

    /// <summary>Starts the server and waits until it listens.</summary>
    /// <param name="program">The program; as the build left it when null.</param>
    /// <param name="ct">Gives up.</param>
    public async Task ServeAsync(string? program, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program ?? Path.Combine(AppContext.BaseDirectory, "accessgov"), ["serve", "--port", "0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment["ACCESSGOV_SETTINGS"] = SettingsFile;
        start.Environment["ACCESSGOV_DIRECTORY_SECRET"] = Secret;
        server = Process.Start(start)!;
        while (await server.StandardOutput.ReadLineAsync(ct) is { } line)
            if (line.StartsWith("待ち受けています: ", StringComparison.Ordinal))
            {
                http.BaseAddress = new Uri(line["待ち受けています: ".Length..]);
                _ = server.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return;
            }
        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>The server's processor time so far, and the most memory it ever had, in bytes.</summary>
    public (TimeSpan Time, long Peak) ServerCost
    {
        get
        {
            server!.Refresh();
            return (server.TotalProcessorTime, server.PeakWorkingSet64);
        }
    }

    /// <summary>Number of a member: six characters, as the sources write them, for more than a million.</summary>
    public static EmployeeId Member(int i)
    {
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        Span<char> text = ['3', '0', '0', '0', '0', '0'];
        for (var at = text.Length - 1; i > 0; i /= digits.Length)
            text[at--] = digits[i % digits.Length];
        return new EmployeeId(text.ToString());
    }

    /// <summary>Delivers the brigade as an extract and waits until a plan of everybody is under way.</summary>
    public async Task DeliverAsync(int people, CancellationToken ct)
    {
        var text = new StringBuilder(
            "職員番号\t氏名\t区分\t採用日\t退職日\t発令区分\t所属コード\t職名\t発令日\t解除日\t休職\t休職開始\t休職終了\t旧番号\t即時停止\n"
        );
        // They begin today: nobody waits for accounts of people who have been here for years without one. Days as Excel counts them.
        var from = Workspace.Today.DayNumber - new DateOnly(1899, 12, 30).DayNumber;
        for (var i = 1; i <= people; i++)
            text.Append(CultureInfo.InvariantCulture, $"{Member(i)}\t消防 {i}郎\t正規\t{from}\t\t本務\t610100\t署員\t{from}\t\t\t\t\t\t\n");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        await Workspace.Files.PutAsync(
            DropContainer.HrInbox,
            DropPath.Parse($"fire/{Workspace.Today:yyyy-MM-dd}_bench_{people}.csv"),
            stream,
            ct
        );
        await UntilAsync(
            async () =>
                (await PlanList.NewestAsync(Workspace, 3, ct)).Any(p =>
                    p.Only is null && p.Actions >= people && p.Status is PlanStatus.Applying or PlanStatus.Applied
                ),
            ct
        );
    }

    /// <summary>Waits until nothing is being applied.</summary>
    public Task RestAsync(CancellationToken ct) =>
        UntilAsync(
            async () => (await PlanList.NewestAsync(Workspace, 5, ct)).All(p => p.Status == PlanStatus.Applied || p.Actions == 0),
            ct
        );

    /// <summary>Accounts of the first members, as a plan would have left them.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="members">How many.</param>
    public void AddAccounts(Facts facts, int members)
    {
        var policy = Workspace.Policy;
        var desired = Entitlements.Of(facts, policy, Workspace.Today);
        for (var i = 1; i <= members; i++)
        {
            var desire = desired.Of(facts.Roster.Find(Member(i))!);
            var a = desire.Attributes!;
            var account = $"{new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])}";
            Tenant.Directory.Add(
                new TenantUser(Member(i).Value + policy.UserPrincipalNameSuffix, account)
                {
                    DisplayName = a.DisplayName,
                    EmployeeId = Member(i).Value,
                    ["department"] = a.Department,
                    ["jobTitle"] = a.JobTitle,
                    ["employeeType"] = a.EmployeeType,
                    ["employeeOrgData"] = new Dictionary<string, string?> { ["division"] = a.Division, ["costCenter"] = a.CostCenter },
                }
            );
            foreach (var membership in desire.Memberships)
                Tenant.Directory.AddMember(policy.Entitlements[membership.Entitlement].GroupId.ToString(), account);
        }
    }

    /// <summary>Sends an event; returns when the server has taken it.</summary>
    public async Task TellAsync(int member, string post, bool endsAtOnce, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(
            new
            {
                id = Guid.NewGuid().ToString("N"),
                tenant = Workspace.Tenant.Value,
                source = Fire.Value,
                occurredAt = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
                person = new
                {
                    employeeId = Member(member).Value,
                    name = $"消防 {member}郎",
                    employments = new[]
                    {
                        new
                        {
                            kind = "regular",
                            from = $"{Workspace.Today:yyyy-MM-dd}",
                            endsAtOnce,
                        },
                    },
                    postings = new[]
                    {
                        new
                        {
                            kind = "primary",
                            org = "610100",
                            post,
                            from = $"{Workspace.Today:yyyy-MM-dd}",
                        },
                    },
                    leaves = Array.Empty<object>(),
                },
            }
        );
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var reply = await http.PostAsync(new Uri("/portal/api/hr/events", UriKind.Relative), content, ct);
        if (!reply.IsSuccessStatusCode)
            throw new InvalidOperationException($"{reply.StatusCode}: {await reply.Content.ReadAsStringAsync(ct)}");
    }

    /// <summary>Forgets the facts about plans so far; <see cref="VerifiedAsync"/> looks at later ones.</summary>
    public async Task MarkAsync(CancellationToken ct)
    {
        await foreach (var record in PartitionCommit.FactsAsync(Workspace, Scopes.Plans, lastFact, ct))
            lastFact = record.Row;
    }

    /// <summary>Waits for the fact that the member's plan was verified and nothing was left.</summary>
    public Task VerifiedAsync(int member, CancellationToken ct) =>
        UntilAsync(
            async () =>
            {
                await foreach (var record in PartitionCommit.FactsAsync(Workspace, Scopes.Plans, lastFact, ct))
                {
                    lastFact = record.Row;
                    var fact = FactText.Read(record.Json.Span);
                    if (fact.Kind == FactKind.PlanVerified && fact.Subject == Member(member).Value)
                        return true;
                }
                return false;
            },
            ct
        );

    public static async Task UntilAsync(Func<Task<bool>> holds, CancellationToken ct)
    {
        while (!await holds())
            await Task.Delay(10, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }
        http.Dispose();
        Installation.Dispose();
        await Tenant.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
