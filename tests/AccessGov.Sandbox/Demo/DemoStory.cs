using System.Diagnostics;
using System.Text.Json;
using AccessGov.App.Policy;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <summary>The story of a city's 1 April, told with the product's own command line against an emulated tenant.</summary>
public sealed partial class DemoStory
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private static readonly string[] Sources = ["mayor", "education", "fire", "water"];

    /// <summary>The author, and people who may approve.</summary>
    private const int Operators = 6;

    /// <summary>Who brings the facts, who foretells them, who agrees.</summary>
    private const int Fewest = 3;

    private readonly Sandbox.City.PretendCity city;
    private readonly DemoFolder folder;
    private readonly StoryClock clock;
    private readonly DemoStage stage;
    private readonly GovernancePolicy policy;
    private readonly EmployeeId author;
    private readonly EmployeeId approver;
    private readonly EmployeeId third;
    private readonly EmployeeId[] approvers;
    private readonly string? record;
    private EmployeeId keyless;

    /// <summary>Prepares the story.</summary>
    public DemoStory(CitySettings settings, DemoFolder folder, string? record, bool pauses)
    {
        (city, this.folder, this.record) = (new Sandbox.City.PretendCity(settings), folder, record);
        clock = new StoryClock(new DateTimeOffset(2026, 3, 31, 9, 0, 0, Japan));
        stage = new DemoStage(folder, clock, pauses);
        policy = PolicyFile.Read(folder.Policy) is PolicyRead.Read read
            ? read.Policy
            : throw new InvalidDataException($"{folder.Policy} is refused.");
        // Of a source that never delivers nothing is known, and nothing that its people may have is taken from anybody.
        var serving = city.WorkersOn401.Select(w => w.Home).ToHashSet();
        if (policy.Sources.FirstOrDefault(s => !serving.Contains(s.Id)) is { } empty)
            throw new InvalidDataException(
                $"The story needs staff of every 任命権者; of {settings.Staff} none serves {empty.Id}: try --staff 60, or another --seed."
            );
        var strays = CitySeed.Of(city).Strays.Select(s => s.Worker).ToHashSet();
        var staying = city.People()
            .Where(p =>
                p.Event == CityEvent.Stays
                && p.Before!.Employments[0].Kind == EmploymentKind.Regular
                && p.Before.Leaves.Count == 0
                && !strays.Contains(p.Before.Id)
            )
            .Take(Operators)
            .Select(p => p.Before!.Id)
            .ToArray();
        if (staying.Length < Fewest)
            throw new InvalidDataException(
                $"The story needs {Fewest} people who stay in office; {settings.Staff} staff have {staying.Length}: try --staff 60."
            );
        (author, approver, third, approvers) = (staying[0], staying[1], staying[2], staying[1..]);
    }

    /// <summary>What was measured.</summary>
    public DemoSummary Summary { get; } = new();

    /// <summary>Tells the story.</summary>
    /// <param name="stay">Runs with the portal at the end, until somebody has had enough; null: the portal ends with the story.</param>
    /// <returns>The promises that did not hold.</returns>
    /// <exception cref="DemoStage.LeftException">Somebody left before the end; the city stays as it was then.</exception>
    public async Task<IReadOnlyList<string>> TellAsync(Func<DemoPortal, DemoPeople, Task>? stay = null)
    {
        var watch = Stopwatch.StartNew();
        folder.Create(author, approvers);
        CityFiles.Write(city, folder.City);
        await using var tenant = await folder.StartTenantAsync(clock, record);
        StartingTenant.Fill(tenant.Directory, city, policy);
        Summary.Accounts = tenant.Directory.UserCount;

        try
        {
            await ChaptersAsync(tenant, watch, stay);
        }
        finally
        {
            folder.KeepTime(clock);
        }
        return stage.Broken;
    }

    private async Task ChaptersAsync(TenantEmulator tenant, Stopwatch watch, Func<DemoPortal, DemoPeople, Task>? stay)
    {
        await The_31_March(tenant);
        await The_1_April_without_the_list();
        await A_file_that_broke_off();
        await The_1_April_with_the_list(tenant);
        await Somebody_without_a_key();
        await An_order_taken_back(tenant);
        await The_record(tenant);
        await An_access_review(tenant);
        await A_right_for_some_days(tenant);
        var people = new DemoPeople(city, keyless == default ? third : keyless, approver, author);
        using var maker = new AttestationMaker();
        await using var portal = await The_portal(tenant, people, maker);
        if (keyless != default)
            await A_key_of_ones_own(tenant, portal, maker);
        Summary.Seconds = Math.Round(watch.Elapsed.TotalSeconds, 1);
        stage.Promise(tenant.Counters.NotEmulated == 0, "every request was one that Microsoft Graph knows");
        folder.KeepTime(clock);
        await File.WriteAllTextAsync(Path.Combine(folder.Root, "summary.json"), JsonSerializer.Serialize(Summary, DemoFolder.Json));
        if (stay is not null)
            await stay(portal, people);
    }

    private async Task The_31_March(TenantEmulator tenant)
    {
        stage.Step(
            "2026年3月31日。4つの任命権者の人事情報と、鍵・研修の一覧を取り込む",
            "31 March 2026: import the extracts of four sources, and the lists of keys and trainings"
        );
        DemoStage.Tell(
            $"{city.Settings.Staff} staff; the tenant has {tenant.Directory.UserCount} accounts and {tenant.Directory.Groups.Count} groups"
        );
        foreach (var source in Sources)
            await stage.RunAsync($"hr import {folder.City}/3-31/{source}.csv --source {source} --as-of 2026-03-31");
        await stage.RunAsync($"hr keys {folder.City}/keys.csv");
        await stage.RunAsync($"hr training {folder.City}/training.csv");
        stage.Step(
            "あるべき姿と現状の差。手作業で足された権限だけが見つかる",
            "What should be against what is: only the rights that somebody added by hand"
        );
        await stage.RunAsync("plan");
        await RequireAsync("apply last", ExitCodes.Refused, "an installation that only observes applies nothing");
        stage.Step(
            "運用開始は、示された計画に対する2人の決定。ポリシー設定と操作者一覧も同時に有効になる",
            "Going live is a decision of two people over a shown plan; the policy and the table of operators come into force with it"
        );
        await RequireAsync("go-live propose last", ExitCodes.Done, "one person proposes");
        var plan = (await stage.AskAsync("show last")).Json.GetProperty("id").GetString();
        await RefusedAuthorAsync($"go-live approve {plan}", "whoever proposed cannot agree");
        await RequireAsync($"go-live approve {plan}", ExitCodes.Done, "another person, on duty and with the role, agrees", approver);
        await stage.RunAsync("plan");
        await ApplyLastAsync();
        await RequireAsync("verify", ExitCodes.Done, "the tenant is as it should be on 31 March");
    }

    private async Task The_1_April_without_the_list()
    {
        stage.Step(
            "4月1日。新しい人事情報。発令一覧なしでは、ブレーキが止める",
            "1 April, new extracts. Without the 発令 list the brake refuses the plan"
        );
        clock.MoveTo(new DateTimeOffset(2026, 4, 1, 6, 0, 0, Japan));
        foreach (var source in Sources)
        {
            var (_, json) = await stage.AskAsync($"hr import {folder.City}/4-1/{source}.csv --source {source} --as-of 2026-04-01");
            if (json.TryGetProperty("workers", out var workers))
                Summary.Workers += workers.GetInt32();
            DemoStage.Tell($"{source}: imported");
        }
        await stage.RunAsync("plan");
        Summary.UnannouncedPlanVerdict = (await stage.AskAsync("show last")).Json.GetProperty("verdict").GetString()!;
        stage.Promise(Summary.UnannouncedPlanVerdict == "refused", "a mass change that nobody announced is refused");
        await RequireAsync("approve last", ExitCodes.Refused, "nobody can approve a refused plan", approver);
        await RequireAsync("apply last", ExitCodes.Refused, "a refused plan is not applied");
    }

    private async Task A_file_that_broke_off()
    {
        stage.Step("途中で切れたファイルは取り込まない", "A file that broke off is refused whole");
        var exitCode = await stage.RunAsync($"hr import {folder.City}/truncated/mayor.csv --source mayor --as-of 2026-04-01");
        Summary.TruncatedFeedRefused = stage.Promise(exitCode == ExitCodes.Refused, "the truncated extract changed nothing");
    }

    private async Task The_1_April_with_the_list(TenantEmulator tenant)
    {
        stage.Step("発令一覧を取り込むと、同じ変更が承認待ちになる", "With the 発令 list the same changes wait for approval");
        // Whoever brought the facts foretells nothing by the list.
        await stage.RunAsync($"hr announce {folder.City}/announcement.csv", third);
        var before = tenant.Counters.HttpRequests;
        await stage.RunAsync("plan");
        var plan = (await stage.AskAsync("show last")).Json;
        Summary.AnnouncedPlanVerdict = plan.GetProperty("verdict").GetString()!;
        var actions = plan.GetProperty("actions").EnumerateArray().ToArray();
        Summary.PlanActions = actions.Length;
        stage.Promise(Summary.AnnouncedPlanVerdict == "needs-approval", "a lawful 1 April passes the brake and waits for a person");
        Summary.CountPeople(actions);
        await RefusedAuthorAsync("approve last", "an author cannot approve their own plan");
        await stage.RunAsync("plan", third);
        await RefusedAuthorAsync("approve last", "nor when somebody else asked for it: he imported what is new in it");
        await RequireAsync("approve last", ExitCodes.Done, "somebody else can", approver);
        await RequireAsync("apply last", ExitCodes.Done, "every action was applied");
        var outcomes = (await stage.AskAsync("show last")).Json.GetProperty("outcomes");
        Summary.Applied = outcomes.EnumerateObject().Where(o => o.Name is "applied" or "already-true").Sum(o => o.Value.GetInt32());
        stage.Promise(Summary.Applied == Summary.PlanActions, $"{Summary.Applied} of {Summary.PlanActions} actions are true now");
        var (_, verified) = await stage.AskAsync("verify");
        Summary.SecondPlanActions = verified.GetProperty("remaining").GetInt32();
        stage.Promise(Summary.SecondPlanActions == 0, "read again: no changes are left");
        Summary.GraphRequests = tenant.Counters.HttpRequests - before;
        Summary.GraphRequestsLowerBound = RequestBound.Of(tenant.Directory, policy, actions, reads: 2);
        DemoStage.Tell($"Graph requests: {Summary.GraphRequests}; at least {Summary.GraphRequestsLowerBound} are needed");
    }

    private async Task Somebody_without_a_key()
    {
        stage.Step("鍵のない職員には、マイナンバー利用事務系の権限を与えない", "Without a FIDO2 key nobody gets into the My Number zone");
        var withheld = StartingRights
            .Desire(city.WorkersOn401, CitySettings.NewYear, city, policy)
            .Workers.SelectMany(w =>
                w.Withheld.Where(x => x.Reason is WithheldReason.GateClosed { Gate: Gate.MfaKey }).Select(_ => w.Worker.Id)
            )
            .ToArray();
        var (_, list) = await stage.AskAsync("withheld");
        var told = list.GetProperty("withheld")
            .EnumerateArray()
            .Count(w => w.TryGetProperty("gate", out var gate) && gate.GetString() == nameof(Gate.MfaKey));
        Summary.WithheldByMfa = told;
        stage.Promise(told > 0 && told == withheld.Length, $"{told} rights are withheld until a key is enrolled, as the truth demands");
        // Whoever approves does not approve what is given to him; and who is stopped shall be somebody of many.
        if (withheld.Except([author, .. approvers]).ToArray() is [var first, ..])
            await stage.RunAsync($"explain {keyless = first}");
    }

    private async Task An_order_taken_back(TenantEmulator tenant)
    {
        var mover = city.Rescinded.After.Id;
        stage.Step(
            $"翌日、職員 {mover} の発令が取り消された。奪った権限はそのまま戻る",
            $"Next day the order of worker {mover} is taken back: what it took is given back, exactly"
        );
        clock.MoveTo(new DateTimeOffset(2026, 4, 2, 9, 0, 0, Japan));
        foreach (var source in Sources)
            await stage.AskAsync($"hr import {folder.City}/rescinded/{source}.csv --source {source} --as-of 2026-04-02");
        await stage.RunAsync("plan");
        await ApplyLastAsync();
        var facts = StartingRights.Of(city, policy, mover);
        var user = tenant.Directory.FindByEmployeeId(mover.Value)[0];
        Summary.RescindedRestored = stage.Promise(
            user.AccountEnabled && facts.Groups.SetEquals(user.MemberOf) && (string?)user["department"] == facts.Department,
            $"worker {mover} has exactly the rights of 31 March again"
        );
        await RequireAsync("verify", ExitCodes.Done, "run again: no changes");
    }

    private async Task<DemoPortal> The_portal(TenantEmulator tenant, DemoPeople people, AttestationMaker maker)
    {
        stage.Step("ポータルでは、誰でも自分の利用権限を見られる", "In the portal everybody sees their own access");
        var portal = await DemoPortal.StartAsync(folder, tenant, clock, maker);
        Summary.PortalShowsOwn = stage.Promise(
            await portal.ShowsAsync(people.Staff, people.NameOf(people.Staff)),
            $"worker {people.Staff} signs in and sees what is withheld, and why"
        );
        return portal;
    }

    /// <summary>Approves the newest plan when it must be, and applies it.</summary>
    private async Task ApplyLastAsync()
    {
        var verdict = (await stage.AskAsync("show last")).Json.GetProperty("verdict").GetString();
        // Whoever gave what is in it does not agree to it.
        if (verdict == "needs-approval")
            foreach (var one in approvers)
                if (await stage.RunAsync("approve last", one) == ExitCodes.Done)
                    break;
        await RequireAsync("apply last", ExitCodes.Done, "every action was applied");
    }

    private async Task RefusedAuthorAsync(string command, string promise)
    {
        if (await RequireAsync(command, ExitCodes.Refused, promise))
            Summary.AuthorsRefused++;
    }

    private async Task<bool> RequireAsync(string command, int exitCode, string promise, EmployeeId? actingAs = null) =>
        stage.Promise(await stage.RunAsync(command, actingAs) == exitCode, promise);
}
