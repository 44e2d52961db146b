using System.Text;
using AccessGov.App.Policy;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;

namespace AccessGov.Sandbox.Demo;

/// <summary>
/// The same city's 1 April with walls between its zones: LGWAN has the personnel, the My Number zone and the internet side hear of it by
/// packages. The medium is a folder.
/// </summary>
internal sealed class WallsStory
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private static readonly DateTimeOffset NewYear = new(2026, 4, 1, 6, 0, 0, Japan);
    private static readonly string[] Sources = ["mayor", "education", "fire", "water"];
    private static readonly string[] Inward = [.. Sources.Select(s => "people:" + s), "trainings", "keys", "moves"];
    private static readonly string[] Outward = ["counts", "held", "plans"];

    private readonly PretendCity city;
    private readonly string root;
    private readonly string repository;
    private readonly int aloneDays;
    private readonly EmployeeId[] people;
    private readonly StoryClock clock;
    private readonly GovernancePolicy policy;
    private readonly DemoStage stage;

    /// <summary>Prepares it.</summary>
    /// <param name="settings">The city.</param>
    /// <param name="root">Where the nodes and the medium lie; emptied.</param>
    /// <param name="repository">Top folder of the clone.</param>
    /// <param name="aloneDays">Days before 1 April without a package for the My Number zone; the story begins so much earlier.</param>
    public WallsStory(CitySettings settings, string root, string repository, int aloneDays)
    {
        (city, this.root, this.repository, this.aloneDays) = (new PretendCity(settings), root, repository, aloneDays);
        clock = new StoryClock(NewYear.AddDays(-1 - aloneDays).AddHours(3));
        stage = new DemoStage(new DemoFolder(root, repository), clock, pauses: false);
        policy = ((PolicyRead.Read)PolicyFile.Read(new DemoFolder(root, repository).Policy)).Policy;
        var strays = CitySeed.Of(city).Strays.Select(s => s.Worker).ToHashSet();
        people =
        [
            .. city.People()
                .Where(p => p.Event == CityEvent.Stays && p.Before!.Employments[0].Kind == EmploymentKind.Regular)
                .Where(p => p.Before!.Leaves.Count == 0 && !strays.Contains(p.Before.Id))
                .Take(6)
                .Select(p => p.Before!.Id),
        ];
        if (people.Length < 3)
            throw new InvalidDataException($"The story needs 3 people who stay in office; try --staff 60, or another --seed.");
    }

    private EmployeeId Approver => people[1];

    private string Medium => Path.Combine(root, "medium");

    private string Files => Path.Combine(root, "city");

    /// <summary>Tells the story.</summary>
    /// <returns>The promises that did not hold.</returns>
    public async Task<IReadOnlyList<string>> TellAsync()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
        Directory.CreateDirectory(Medium);
        Environment.SetEnvironmentVariable("ACCESSGOV_DIRECTORY_SECRET", "any secret will do in the sandbox");
        CityFiles.Write(city, Files);
        await using var lgwan = await SetUpAsync("lgwan");
        await using var zone = await SetUpAsync("mynumber");
        await using var internet = await SetUpAsync("internet");
        WallsNode[] behind = [zone, internet];

        stage.Step("3月31日。LGWAN側は人事情報を取り込み、運用を始める", "31 March: the LGWAN side has the personnel and goes live");
        await DeliverAsync(lgwan, "3-31");
        foreach (var list in (string[])["keys", "training"])
            await lgwan.AskAsync($"hr {list} {await EarlierAsync($"{Files}/{list}.csv")}");
        await lgwan.AskAsync($"hr announce {Files}/announcement.csv", people[2]);
        foreach (var node in behind)
        {
            await lgwan.KnowAsync(node, Outward, Inward);
            await node.KnowAsync(lgwan, Inward, Outward);
        }
        await GoLiveAsync(lgwan);

        stage.Step(
            "人事情報は媒体で運び込む。壁の中は、届いたことを自分で判断する",
            "Packages are carried in; behind the wall each decides itself"
        );
        foreach (var node in behind)
        {
            await CarryAsync(lgwan, node);
            await GoLiveAsync(node);
        }

        var lost = aloneDays > 14 ? await AloneAsync(lgwan, zone) : null;
        stage.Step(
            "4月1日。発令一覧は先に届いているので、同じ変更が承認待ちになる",
            "1 April: announced, so it waits for approval on each side"
        );
        clock.MoveTo(NewYear);
        await DeliverAsync(lgwan, "4-1");
        await DayAsync(lgwan);
        var toZone = await ExportAsync(lgwan, zone);
        await CarryAsync(lgwan, internet);
        await DayAsync(internet);
        if (lost is not null)
        {
            await RefuseAsync(zone, lost, "transfer-expired", "the package that lay about");
            await RefuseAsync(zone, toZone, "transfer-gap", "the one after it");
            await GoOnAsync(lgwan, zone);
        }
        await ForgedAsync(zone, toZone);
        stage.Promise(await zone.RunAsync($"transfer import {toZone}") == ExitCodes.Done, "the real one is taken over");
        var applied = await DayAsync(zone);
        DemoStage.Tell($"{applied} changes behind the wall");
        await RefuseAsync(zone, toZone, "transfer-replayed", "the same one a second time");

        stage.Step("何をしたかは、運び出した受渡しファイルで分かる", "What was done is known from what is carried out");
        await CarryAsync(zone, lgwan);
        var (_, told) = await lgwan.AskAsync("transfer told mynumber");
        var held = told.GetProperty("held").GetProperty("content").GetArrayLength();
        stage.Promise(held == Held(zone), $"outside knows of {held} rights in the My Number zone, as its directory has them");
        foreach (var node in (WallsNode[])[lgwan, .. behind])
        {
            stage.Promise((await node.AskAsync("verify")).ExitCode == ExitCodes.Done, $"{node.Name}: read again, no changes are left");
            stage.Promise((await node.AskAsync("audit verify")).ExitCode == ExitCodes.Done, $"{node.Name}: the record verifies");
            stage.Promise(node.Tenant.Counters.NotEmulated == 0, $"{node.Name}: every request was one that Microsoft Graph knows");
        }
        var names = zone.Tenant.Directory.Users.Count(u => u.EmployeeId is { } id && u.DisplayName != id);
        stage.Promise(names == 0, "no name of a person is behind the wall");
        return stage.Broken;
    }

    /// <summary>One package is made meanwhile, and lies about until nobody may take it over.</summary>
    private async Task<string> AloneAsync(WallsNode lgwan, WallsNode zone)
    {
        stage.Step(
            $"{aloneDays}日間、何も運ばれない。期限のあるものだけが終わる",
            $"{aloneDays} days without a package: only what has an end ends"
        );
        var lost = await ExportAsync(lgwan, zone);
        var before = zone.Tenant.Directory.Users.Count(u => u.AccountEnabled);
        var changes = 0;
        for (var day = 1; day <= aloneDays; day++)
        {
            clock.MoveTo(NewYear.AddDays(-1 - aloneDays + day).AddHours(3));
            changes += await DayAsync(zone);
        }
        var left = before - zone.Tenant.Directory.Users.Count(u => u.AccountEnabled);
        stage.Promise(left <= before / 20, $"{changes} changes, {left} of {before} accounts shut: nobody lost anything by silence");
        return lost;
    }

    private async Task GoOnAsync(WallsNode lgwan, WallsNode zone)
    {
        await zone.KnowAsync(lgwan, Inward, Outward, takesFrom: 3);
        await zone.AskAsync("nodes propose");
        var hash = (await zone.AskAsync("nodes status")).Json.GetProperty("proposed").GetProperty("hash").GetString()!;
        var approved = await zone.AskAsync($"nodes approve {hash}", Approver);
        stage.Promise(approved.ExitCode == ExitCodes.Done, "two people say where it goes on");
    }

    private async Task ForgedAsync(WallsNode zone, string real)
    {
        var content = await File.ReadAllBytesAsync(real);
        content[^100] ^= 1;
        var forged = Path.Combine(Medium, "forged.transfer");
        await File.WriteAllBytesAsync(forged, content);
        await RefuseAsync(zone, forged, "transfer-altered", "one in which somebody changed a bit");
    }

    private async Task RefuseAsync(WallsNode node, string file, string code, string what)
    {
        var (exitCode, json) = await node.AskAsync($"transfer import {file}");
        var said = exitCode == ExitCodes.Done ? "taken over" : json.GetProperty("why").GetProperty("code").GetString();
        stage.Promise(exitCode == ExitCodes.Refused && said == code, $"{what} is refused: {said}");
    }

    private async Task<string> ExportAsync(WallsNode from, WallsNode to) =>
        (await from.AskAsync($"transfer export {to.Name} --out {Medium}")).Json.GetProperty("package").GetString()!;

    private async Task CarryAsync(WallsNode from, WallsNode to)
    {
        var file = await ExportAsync(from, to);
        stage.Promise(await to.RunAsync($"transfer import {file}") == ExitCodes.Done, $"{to.Name} takes over what {from.Name} tells");
    }

    /// <summary>The lists speak of the year before 1 April: where the story begins earlier, all was done before it begins.</summary>
    private async Task<string> EarlierAsync(string list)
    {
        if (aloneDays == 0)
            return list;
        var lines = await File.ReadAllLinesAsync(list);
        var day = clock.GetUtcNow().ToOffset(Japan).AddDays(-10).ToString("yyyy-MM-dd");
        for (var i = 1; i < lines.Length; i++)
            lines[i] = string.Join(',', lines[i].Split(',').Select((cell, column) => column == 1 ? day : cell));
        await File.WriteAllLinesAsync(list, lines, new UTF8Encoding(true));
        return list;
    }

    private async Task DeliverAsync(WallsNode node, string folder)
    {
        var asOf = clock.GetUtcNow().ToOffset(Japan).ToString("yyyy-MM-dd");
        foreach (var source in Sources)
            await node.AskAsync($"hr import {Files}/{folder}/{source}.csv --source {source} --as-of {asOf}");
    }

    private async Task GoLiveAsync(WallsNode node)
    {
        await node.AskAsync("plan");
        await node.AskAsync("go-live propose last");
        var plan = (await node.AskAsync("show last")).Json.GetProperty("id").GetString();
        var approved = await node.AskAsync($"go-live approve {plan}", Approver);
        stage.Promise(approved.ExitCode == ExitCodes.Done, $"{node.Name} is live, by two people");
        await DayAsync(node);
    }

    /// <summary>Plans, has somebody agree where that is asked for, applies, verifies.</summary>
    /// <returns>How many actions.</returns>
    private async Task<int> DayAsync(WallsNode node)
    {
        await node.AskAsync("plan");
        var plan = (await node.AskAsync("show last")).Json;
        var verdict = plan.GetProperty("verdict").GetString();
        if (verdict == "needs-approval")
            verdict = (await node.AskAsync("approve last", Approver)).ExitCode == ExitCodes.Done ? "clear" : verdict;
        if (verdict != "clear")
            await node.RunAsync("show last");
        var actions = plan.GetProperty("actions").GetArrayLength();
        var isApplied = verdict == "clear" && (await node.AskAsync("apply last")).ExitCode == ExitCodes.Done;
        if (!isApplied || actions > 0)
            stage.Promise(isApplied, $"{node.Name}: {actions} changes, agreed to where that is asked for, and applied");
        return actions;
    }

    private int Held(WallsNode node)
    {
        var zone = policy.Entitlements.Where(e => e.Zone == Zone.MyNumber).Select(e => e.GroupId.ToString()).ToHashSet();
        return node.Tenant.Directory.Users.Where(u => u.EmployeeId is not null).Sum(u => u.MemberOf.Count(zone.Contains));
    }

    private async Task<WallsNode> SetUpAsync(string name)
    {
        var node = await WallsNode.SetUpAsync(name, Path.Combine(root, name), repository, people, clock);
        StartingTenant.Fill(node.Tenant.Directory, city, policy);
        if (name != "lgwan")
            // Names do not pass: behind the walls everybody is called by 職員番号.
            foreach (var user in node.Tenant.Directory.Users.Where(u => u.EmployeeId is not null))
                user.DisplayName = user.EmployeeId!;
        return node;
    }
}
