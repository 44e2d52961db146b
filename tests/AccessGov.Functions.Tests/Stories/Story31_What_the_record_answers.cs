using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.App.Audit;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>An auditor asks, and has nothing but the export.</summary>
public sealed class Story31_What_the_record_answers
{
    private static readonly EmployeeId Mover = new("000102"),
        Stray = new("000105");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(" --holders")]
    [InlineData(" --on 2026-02-02 --holders MyNumber")]
    [InlineData(" --on 2026-02-03 --holders")]
    [InlineData(" --on 2026-01-01 --holders")]
    [InlineData(" --on 2026-02-20 --holders Lgwan")]
    [InlineData(" --on 2026-02-20 --holders LGWAN接続系")]
    [InlineData(" --on 2026-02-20 --holders マイナンバー利用事務系")]
    [InlineData(" --on 2026-02-20 --holders my-number")]
    [InlineData(" --person 000102")]
    [InlineData(" --person 000105 --on 2026-03-02 --holders")]
    public async Task The_script_and_the_command_give_the_same_answers(string question)
    {
        await using var village = await SpringAsync();
        var folder = await ExportAsync(village);
        var (code, json, error) = await RecordScript.RunAsync(folder, $"report{question} --json");
        Assert.True(code == 0, error);
        var told = (await village.RunAsync($"audit report --from {folder}{question} --json")).Ended(ExitCodes.Done).Out;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(told)), $"{json}\n{told}");
        foreach (var language in new[] { "ja", "en" })
        {
            var text = (await RecordScript.RunAsync(folder, $"report{question} --lang {language}")).Out;
            Assert.Equal((await village.RunAsync($"audit report --from {folder}{question} --lang {language}")).Out, text);
        }
        // Asked online it is the same: nothing but an export is read.
        Assert.Equal(told, (await village.RunAsync($"audit report{question} --json")).Out);
    }

    [Fact]
    public async Task Who_held_My_Number_rights_on_a_day_is_the_baseline_and_what_changed_since()
    {
        await using var village = await SpringAsync();
        Assert.DoesNotContain(Mover.Value, await HoldersAsync(village, "2026-02-02", "juki-update"));
        Assert.Contains(Mover.Value, await HoldersAsync(village, "2026-02-03", "juki-update"));
        Assert.Contains(Mover.Value, await HoldersAsync(village, "2026-03-01", "juki-update"));
        Assert.Equal(village.Today, new DateOnly(2026, 3, 3));
        Assert.Contains(Mover.Value, await HoldersAsync(village, "2026-03-03", "juki-update"));
        // Before the first baseline nobody can say that the list is complete.
        var before = (await village.RunAsync("audit report --on 2026-01-01 --holders --json")).Ended(ExitCodes.Done)["holders"];
        Assert.False(before.TryGetProperty("baseline", out _));
        (await village.RunAsync("audit report --on 2026-01-01 --holders --lang en")).Says("No baseline");
    }

    [Fact]
    public async Task Holders_of_today_are_those_that_the_directory_shows()
    {
        await using var village = await SpringAsync();
        var told = (await village.RunAsync("audit report --holders --json"))["holders"].GetProperty("holders").EnumerateArray();
        var zone = village.Policy.Entitlements.Where(e => e.Zone == Zone.MyNumber).ToDictionary(e => e.GroupId.ToString(), e => e.Id.Value);
        Assert.Equal(
            village
                .Tenant.Directory.Users.SelectMany(u => u.MemberOf.Where(zone.ContainsKey).Select(g => $"{zone[g]} {u.Id}"))
                .Order(StringComparer.Ordinal),
            told.Select(h => $"{h.GetProperty("entitlement")} {h.GetProperty("account")}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_right_that_was_added_by_hand_between_two_baselines_is_named()
    {
        await using var village = await SpringAsync();
        var outside = (await village.RunAsync("audit report --json"))["outside"].EnumerateArray().ToArray();
        var change = Assert.Single(outside);
        Assert.Equal(
            ("given-outside", "juki-inquiry", Stray.Value, "2026-03-02"),
            (
                change.GetProperty("what").GetString(),
                change.GetProperty("entitlement").GetString(),
                change.GetProperty("employee").GetString(),
                change.GetProperty("foundOn").GetString()
            )
        );
        (await village.RunAsync($"audit report --person {Stray}")).Says("AccessGov の外での変更", "記録にない付与");
    }

    [Fact]
    public async Task A_right_that_was_taken_by_hand_between_two_baselines_is_named()
    {
        await using var village = await SpringAsync();
        village.Tenant.Directory.RemoveMember(village.GroupOf("juki-update"), village.Account(Mover).Id);
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit report --person {Mover} --json")).Ended(ExitCodes.Done).Says("taken-outside", "juki-update");
    }

    [Fact]
    public async Task An_account_that_was_deleted_by_mistake_and_restored_holds_what_it_held()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
        var id = village.Account(new EmployeeId("000104")).Id;
        village.Tenant.Directory.DeleteUser(id);
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
        Assert.DoesNotContain("000104", await HoldersAsync(village, "2026-02-02", "juki-update"));
        await village.SettleAsync();
        Assert.Equal(id, village.Account(new EmployeeId("000104")).Id);
        Assert.Contains("000104", await HoldersAsync(village, "2026-02-02", "juki-update"));
        var folder = await ExportAsync(village);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse((await RecordScript.RunAsync(folder, "report --holders --json")).Out),
                JsonNode.Parse((await village.RunAsync("audit report --holders --json")).Out)
            )
        );
        // Another baseline finds nothing more: what came back with the account was not given outside.
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit report --json")).SaysNot("given-outside");
    }

    [Fact]
    public async Task What_was_changed_for_a_person_names_the_order_behind_it()
    {
        await using var village = await SpringAsync();
        var told = await village.RunAsync($"audit report --person {Mover} --on 2026-02-03 --json");
        var changes = told["changes"].EnumerateArray().ToArray();
        var given = Assert.Single(changes, c => Text(c, "what") == "AddMember" && Text(c, "entitlement") == "juki-update");
        Assert.Equal(
            ("applied", "Serves", VillageStory.Residents, "2026-02-03", village.GroupOf("juki-update"), village.Auditor.Value),
            (
                Text(given, "outcome"),
                Text(given, "cause"),
                Text(given, "unit"),
                Text(given, "dated"),
                Text(given, "group"),
                given.GetProperty("approvedBy")[0].GetString()
            )
        );
        Assert.NotNull(Text(given, "rule"));
        Assert.NotNull(Text(given, "article"));
        var moved = Assert.Single(changes, c => Text(c, "what") == "ChangeAttributes");
        Assert.Contains(
            moved.GetProperty("values").EnumerateArray(),
            v => Text(v, "name") == "department" && Text(v, "now") != Text(v, "toBe")
        );
        var approval = Assert.Single((await village.RunAsync("audit report --on 2026-02-03 --json"))["approvals"].EnumerateArray());
        Assert.Equal(village.Auditor.Value, Text(approval, "approver"));
    }

    [Fact]
    public async Task The_policy_that_held_is_in_the_export_and_gives_the_rights_their_groups()
    {
        await using var village = await SpringAsync();
        var folder = await ExportAsync(village);
        var policy = Assert.Single((await village.RunAsync("audit report --on 2026-02-03 --json"))["policies"].EnumerateArray());
        Assert.Equal(village.Policy.ContentHash, Text(policy, "policy"));
        Assert.Equal(
            await File.ReadAllBytesAsync(village.PolicyFile, Ct),
            await File.ReadAllBytesAsync(Path.Combine(folder, "kept", village.Policy.ContentHash), Ct)
        );
        var map = JsonNode.Parse(Gzip.Text(await File.ReadAllBytesAsync(Path.Combine(folder, "kept", Text(policy, "rights")!), Ct)))!;
        Assert.Equal(
            village.Policy.Entitlements.Select(e => (e.Id.Value, e.GroupId.ToString())),
            map["rights"]!.AsArray().Select(r => ((string)r!["entitlement"]!, (string)r["group"]!))
        );
        foreach (var plan in await village.KeptPlansAsync())
            Assert.True(File.Exists(Path.Combine(folder, "kept", Path.GetFileName(plan))));
    }

    [Fact]
    public async Task A_right_that_the_product_gave_itself_is_not_called_unexplained()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        // The order is taken back altogether: no present fact, and no past one, speaks of the residents' office any more.
        village.Change("000104", w => w with { Postings = [w.Postings[0] with { Org = new OrgCode(VillageStory.GeneralAffairs) }] });
        village.Tenant.Directory.AddMember(village.GroupOf("juki-update"), village.Account(Stray).Id);
        await village.DeliverAsync("mayor");
        await village.RunAsync("plan");
        var plan = (await village.RunAsync("show last --json")).Json;
        var taken = plan.GetProperty("actions")
            .EnumerateArray()
            .Where(a => Text(a, "kind") == "RemoveMember")
            .ToLookup(a => a.GetProperty("target").GetProperty("employee").GetString(), a => a.GetProperty("because"));
        var own = taken["000104"].Select(b => b.GetProperty("cause")).First(c => Text(c, "kind") == "NoLongerDue").GetProperty("was");
        Assert.Equal(("Serves", VillageStory.Residents, "2026-02-02"), (Text(own, "cause"), Text(own, "unit"), Text(own, "on")));
        Assert.All(taken["000104"], b => Assert.NotEqual("Unexplained", Text(b.GetProperty("cause"), "kind")));
        Assert.Equal("Unexplained", Text(Assert.Single(taken[Stray.Value]).GetProperty("cause"), "kind"));
        var finding = Assert.Single(plan.GetProperty("findings").EnumerateArray(), f => Text(f, "kind") == "UnexplainedMembership");
        Assert.Equal(Stray.Value, Text(finding, "worker"));
        (await village.RunAsync("show last --all")).Says("AccessGov が 2026-02-02 に付与");
        await village.SettleAsync();
        // The record names the order that had given it.
        var told = (await village.RunAsync("audit report --person 000104 --on 2026-02-03 --json"))["changes"].EnumerateArray();
        var removed = told.First(c => Text(c, "cause") == "NoLongerDue" && Text(c, "entitlement") == "juki-update");
        Assert.Equal((VillageStory.Residents, "2020-04-01"), (Text(removed, "unit"), Text(removed, "dated")));
        // Put back by hand after the product took it: that is nobody's gift any more.
        village.Tenant.Directory.AddMember(village.GroupOf("juki-update"), village.Account(new EmployeeId("000104")).Id);
        await village.RunAsync("plan");
        (await village.RunAsync("show last --json")).Says("Unexplained").SaysNot("NoLongerDue");
        village.Tenant.Directory.RemoveMember(village.GroupOf("juki-update"), village.Account(new EmployeeId("000104")).Id);
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_baseline_is_read_once_a_month()
    {
        await using var village = await VillageStory.SettledAsync();
        foreach (var (day, baselines) in new[] { ("2026-02-05", 1), ("2026-02-28", 1), ("2026-03-01", 2), ("2026-03-02", 2) })
        {
            village.MoveTo(day);
            using (var installation = village.Open())
                await RecordHolders.MonthlyAsync(installation.Workspace, new Actor.Trigger("Nightly"), Ct);
            Assert.Equal(baselines, (await village.FactsAsync("holders")).Count(f => f.Kind == FactKind.HoldersRead));
        }
    }

    [Fact]
    public async Task A_report_of_a_record_that_is_broken_is_refused_by_both()
    {
        await using var village = await VillageStory.SettledAsync();
        var folder = await ExportAsync(village);
        var facts = Path.Combine(folder, "facts.ndjson");
        var text = await File.ReadAllTextAsync(facts, Ct);
        var forged = text.Replace("\"outcome\":\"applied\"", "\"outcome\":\"failed!\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(facts, forged, Ct);
        (await village.RunAsync($"audit report --from {folder}")).Ended(ExitCodes.NotAsItShouldBe).Says("facts.ndjson");
        Assert.Equal(6, (await RecordScript.RunAsync(folder, "report")).Code);
    }

    [Theory]
    [InlineData("--on 2026-13-01", "読めません")]
    [InlineData("--holders 庁内系", "使えません。次のいずれか: マイナンバー利用事務系、LGWAN接続系、インターネット接続系、独自系")]
    [InlineData("--holders x --lang en", "my-number, lgwan, internet, independent")]
    public async Task A_question_that_cannot_be_asked_is_refused_with_a_way_out(string question, string says)
    {
        await using var village = await VillageStory.OpenAsync();
        (await village.RunAsync($"audit report {question}")).Ended(ExitCodes.Usage).Says(says);
    }

    /// <summary>
    /// February and March of a village: a mover into the residents' office, an approval, a right added by hand that a baseline and then the
    /// nightly plan meet, somebody who leaves.
    /// </summary>
    private static async Task<VillageStory> SpringAsync()
    {
        var village = await VillageStory.SettledAsync();
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done).Says("監査記録に残しました");
        village.MoveTo("2026-02-03");
        village.Move(Mover.Value, VillageStory.Residents, "2026-02-03");
        await village.DeliverAsync("mayor");
        await village.SettleAsync();
        village.MoveTo("2026-02-20");
        village.Tenant.Directory.AddMember(village.GroupOf("juki-inquiry"), village.Account(Stray).Id);
        village.MoveTo("2026-03-02");
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
        village.Leave("000104", "2026-03-02");
        village.MoveTo("2026-03-03");
        await village.DeliverAsync();
        await village.SettleAsync();
        return village;
    }

    private static async Task<string> ExportAsync(VillageStory village)
    {
        var folder = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        return folder;
    }

    private static async Task<IReadOnlyList<string>> HoldersAsync(VillageStory village, string on, string right) =>
        [
            .. (await village.RunAsync($"audit report --on {on} --holders --json"))["holders"]
                .GetProperty("holders")
                .EnumerateArray()
                .Where(h => Text(h, "entitlement") == right)
                .Select(h => Text(h, "employee")!),
        ];

    private static string? Text(JsonElement json, string key) => json.TryGetProperty(key, out var value) ? value.GetString() : null;
}
