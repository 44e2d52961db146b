using System.Text;
using System.Text.Json;
using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Demo;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Tests;

/// <summary>
/// One municipality of its own: settings, state and deliveries in a folder, a tenant over HTTP, a clock that jumps. Commands enter by the
/// front door.
/// </summary>
internal abstract class Story : IAsyncDisposable
{
    public const string Secret = SambaDomain.Password;

    private readonly StringBuilder said = new();
    private readonly StringBuilder typed = new();
    private readonly Questions questions = new();
    private const string Settings = "--settings";
    private static readonly OperatorRole[] Both = [OperatorRole.Operator, OperatorRole.Approver];
    private EmployeeId? atKeyboard;
    private OperatorRole[] rolesThere = Both;
    private bool isSeated;

    static Story() => Environment.SetEnvironmentVariable("ACCESSGOV_DIRECTORY_SECRET", Secret);

    protected Story(TenantEmulator tenant, JumpingClock clock, string root, string policyText)
    {
        (Tenant, Clock, Root) = (tenant, clock, root);
        PolicyFile = Path.Combine(root, "policy.yaml");
        File.WriteAllText(PolicyFile, policyText);
        Policy = Assert.IsType<App.Policy.PolicyRead.Read>(App.Policy.PolicyFile.Read(PolicyFile)).Policy;
    }

    /// <summary>Somebody on duty who may approve and whom no plan concerns unless the story says so.</summary>
    public abstract EmployeeId Auditor { get; }

    public TenantEmulator Tenant { get; }
    public JumpingClock Clock { get; }
    public string Root { get; }

    public string PolicyFile { get; }

    public GovernancePolicy Policy { get; }

    public string State => Path.Combine(Root, "state");

    /// <summary>Everything that was said so far.</summary>
    public string Said => said.ToString();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Writes the settings; who sits at the keyboard is mapped to a worker, or to nobody.</summary>
    public void Sit(EmployeeId? operatorId, bool alsoApproves = true)
    {
        (atKeyboard, rolesThere, isSeated) = (operatorId, alsoApproves ? Both : [OperatorRole.Operator], false);
        File.WriteAllText(
            Path.Combine(Root, "accessgov.json"),
            JsonSerializer.Serialize(
                new
                {
                    policyFile = PolicyFile,
                    profileFolder = Sample.InRepository("functions/policy/profiles"),
                    signingKeyFile = "state/signing-key.pem",
                    storage = new { kind = "sqlite", folder = "state" },
                    directory = DirectorySection
                        ?? new
                        {
                            tenantId = "sandbox.example",
                            clientId = "accessgov",
                            allowOneIdentity = true,
                            baseUri = Tenant.BaseUri,
                            tokenUri = Tenant.TokenUri,
                        },
                    operators = Table()
                        .ToDictionary(e => e.User, e => new { worker = e.Worker.Value, roles = e.Roles.Select(OperatorRoleCodes.Of) }),
                }
            )
        );
    }

    /// <summary>Another directory than the emulated tenant; whoever sets it sits down anew.</summary>
    public object? DirectorySection { get; set; }

    /// <summary>Lets the installation go live with whoever sits at the keyboard; only a story about that does without.</summary>
    protected virtual async Task SeatAsync()
    {
        if (isSeated)
            return;
        isSeated = true;
        var (installation, faults) = Installation.Open(Path.Combine(Root, "accessgov.json"), Clock);
        if (faults.Count > 0)
            return;
        using (installation)
            await installation!.GoLiveAsync(Table());
    }

    private OperatorEntry[] Table() =>
        [
            .. atKeyboard is { } id ? [new OperatorEntry(Environment.UserName, id, rolesThere)] : Array.Empty<OperatorEntry>(),
            GoneLive.Approver(Auditor),
            .. Approvers.Where(a => a != Auditor).Select(GoneLive.Approver),
        ];

    /// <summary>The story begins with a new installation: nobody has decided anything.</summary>
    public void BeginNew() => isSeated = true;

    /// <summary>Columns of a table: a story looks for sentences, and does not want them wrapped.</summary>
    public int Columns { get; set; } = 1000;

    /// <summary>True where an older build left sentences in what it kept: <c>--json</c> shows them as they are.</summary>
    public bool HasOldSentences { get; set; }

    /// <summary>Who else may approve.</summary>
    public List<EmployeeId> Approvers { get; } = [];

    /// <summary>Runs one command; words are parted by spaces. Whatever it answers is in one language.</summary>
    public async Task<Answer> RunAsync(string command, EmployeeId? actingAs = null, CancellationToken? ct = null)
    {
        await SeatAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        typed.AppendLine(command);
        var answer = await AskAsync(command, actingAs, ct ?? Ct);
        said.Append(answer.Text);
        Holds(answer);
        // In English too, but not where somebody or something waits for the call.
        if (ct is null && questions.IsNew(command, answer.ExitCode))
            Holds(await AskAsync($"{command} {Questions.InEnglish}", actingAs, Ct));
        return answer;
    }

    private void Holds(Answer answer)
    {
        if (HasOldSentences && answer.Text.StartsWith('{'))
            return;
        string Written() =>
            typed
            + OneLanguage.WrittenIn(Root)
            + OneLanguage.WrittenIn(Sample.InRepository("functions/policy/profiles"))
            + File.ReadAllText(Sample.InRepository("tests/AccessGov.Sandbox/City/Names.cs"))
            + File.ReadAllText(Sample.InRepository("tests/AccessGov.Sandbox/City/Posts.cs"));
        var isEnglish =
            answer.Command.Contains(Questions.InEnglish, StringComparison.Ordinal)
            || CliLanguage.Of([Settings, Path.Combine(Root, "accessgov.json")]) == "en";
        OneLanguage.Holds(isEnglish ? "en" : "ja", answer.Text, $"accessgov {answer.Command}", Written);
    }

    private async Task<Answer> AskAsync(string command, EmployeeId? actingAs, CancellationToken ct)
    {
        await using var answer = new StringWriter();
        await using var complaint = new StringWriter();
        var exitCode = await CommandLine.RunAsync(
            [
                .. command.Split(' '),
                .. command.Contains(Settings, StringComparison.Ordinal) ? [] : new[] { Settings, Path.Combine(Root, "accessgov.json") },
            ],
            new CliHost(answer, complaint, Clock) { ActingAs = actingAs, Columns = Columns },
            ct
        );
        return NoCodes.In(new Answer(command, exitCode, answer.ToString(), complaint.ToString()));
    }

    /// <summary>Gives a worker the account that the policy wants on a day, rights included, as if it had always been there.</summary>
    protected void Settle(Worker worker, DateOnly on)
    {
        var facts = new Facts(
            Rosters.Of([worker], on, Policy),
            new Known<IReadOnlyList<KeyFact>>.Whole([new KeyFact(worker.Id, new DateSpan(on.AddYears(-1), null))]),
            new Known<IReadOnlyList<TrainingFact>>.Whole([new TrainingFact(worker.Id, on)]),
            new Known<IReadOnlyList<OverdueReview>>.Whole([]),
            new Known<IReadOnlyList<ContractFact>>.Whole([]),
            []
        );
        StartingTenant.Add(Tenant.Directory, Assert.Single(Entitlements.Of(facts, Policy, on).Workers), Policy);
    }

    /// <summary>The installation as a server opens it; flows are called on it.</summary>
    public Installation Open()
    {
        var (installation, faults) = Installation.Open(Path.Combine(Root, "accessgov.json"), Clock);
        Assert.Empty(faults);
        return installation!.Refreshed();
    }

    /// <summary>Plans, has somebody else approve when it must be, applies, verifies: what an ordinary day is.</summary>
    public async Task<Answer> SettleAsync(string question = "")
    {
        (await RunAsync($"plan{question}")).Ended(ExitCodes.Done);
        var plan = await RunAsync("show last --json");
        if (plan["verdict"].GetString() == "needs-approval")
            (await RunAsync("approve last", Auditor)).Ended(ExitCodes.Done);
        (await RunAsync("apply last")).Ended(ExitCodes.Done);
        (await RunAsync($"verify{question}")).Ended(ExitCodes.Done);
        return plan;
    }

    /// <summary>How every story ends.</summary>
    /// <param name="question">Options of the plan.</param>
    /// <param name="verified">How the second look ends: where a finding speaks against it, nobody says that all is as it should be.</param>
    public async Task RunAgainChangesNothingAsync(string question = "", int verified = ExitCodes.Done)
    {
        var writes = Tenant.Counters.Writes;
        var plan = await RunAsync($"plan --json{question}");
        plan.Ended(ExitCodes.Done);
        Assert.Equal(0, plan["actions"].GetArrayLength());
        (await RunAsync("apply last")).Ended(ExitCodes.Done);
        (await RunAsync($"verify{question}")).Ended(verified);
        (await RunAsync("audit verify --json")).Ended(ExitCodes.Done);
        Assert.Equal(writes, Tenant.Counters.Writes);
        Assert.Equal(0, Tenant.Counters.NotEmulated);
    }

    /// <summary>Everything the tenant holds, as text.</summary>
    public string TenantText() =>
        string.Join(
            '\n',
            Tenant
                .Directory.Users.Select(u =>
                    $"{u.Id} {u.UserPrincipalName} {u.EmployeeId} {u.AccountEnabled} {u.DisplayName} {u["department"]} {u["jobTitle"]} "
                    + $"{string.Join(',', u.MemberOf.Order())}"
                )
                .Order()
        );

    /// <summary>Every row of the state that is no fact and no count of facts.</summary>
    public async Task<string> StateTextAsync(string scopePrefix = "")
    {
        using var storage = new StorageChoice.Sqlite(State).Open(Clock);
        var text = new StringBuilder();
        await foreach (var scope in storage.Records.PartitionsAsync(Policy.Tenant, scopePrefix, Ct))
            if (scope != "chain")
                await foreach (var row in storage.Records.RangeAsync(new PartitionKey(Policy.Tenant, scope), "", null, Ct))
                    if (row.Row != "ledger" && !row.Row.StartsWith("fact|", StringComparison.Ordinal))
                        text.AppendLine($"{scope} {row.Row} {Encoding.UTF8.GetString(row.Json.Span)}");
        return text.ToString();
    }

    /// <summary>The facts of a kind, oldest first.</summary>
    public async Task<IReadOnlyList<Fact>> FactsAsync(string scopePrefix = "")
    {
        using var storage = new StorageChoice.Sqlite(State).Open(Clock);
        var facts = new List<Fact>();
        await foreach (var scope in storage.Records.PartitionsAsync(Policy.Tenant, scopePrefix, Ct))
            if (scope != "chain")
                await foreach (var row in storage.Records.RangeAsync(new PartitionKey(Policy.Tenant, scope), "fact|", "fact~", Ct))
                    facts.Add(FactText.Read(row.Json.Span));
        return facts;
    }

    /// <summary>Where a kept file lies.</summary>
    public string KeptPath(string hash) => Path.Combine(State, "files", "kept", hash[..2], hash);

    /// <summary>The hash under which a row's content is kept.</summary>
    public async Task<string> KeptByRowAsync(string scope, string row)
    {
        using var storage = new StorageChoice.Sqlite(State).Open(Clock);
        var found = await storage.Records.FindAsync(new PartitionKey(Policy.Tenant, scope), row, Ct);
        return JsonDocument.Parse(found!.Json).RootElement.GetProperty("kept").GetString()!;
    }

    /// <summary>Files of the kept plans, oldest plan first.</summary>
    public async Task<IReadOnlyList<string>> KeptPlansAsync()
    {
        var plans = (await RunAsync("plans --json")).Json.EnumerateArray().Reverse().Select(p => p.GetProperty("kept").GetString()!);
        return [.. plans.Select(KeptPath)];
    }

    /// <summary>The one account of a worker.</summary>
    public TenantUser Account(EmployeeId id) => Assert.Single(Tenant.Directory.FindByEmployeeId(id.Value));

    /// <summary>The rights a worker's account has, by their ids in the policy.</summary>
    public IReadOnlyList<string> RightsOf(EmployeeId id) =>
        [
            .. Account(id)
                .MemberOf.Select(g => Policy.Entitlements.First(e => e.GroupId.ToString() == g).Id.Value)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Id of a right's group.</summary>
    public string GroupOf(string entitlement) => Policy.Entitlements.First(e => e.Id.Value == entitlement).GroupId.ToString();

    public async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        System.IO.Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }
}
