using System.Text.Json;
using AccessGov.App.Applying;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>One list of what changes: approvers read it, the directory is told it, the record keeps it without anybody's name.</summary>
public sealed class Story15_A_change_says_what_it_changes
{
    private const string Before = "須坂　000102",
        After = "長野　000102";
    private static readonly EmployeeId Mover = new("000102");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approvers_programs_directory_and_record_speak_of_the_same_list()
    {
        await using var village = await MovedAndRenamedAsync();
        (await village.RunAsync("plan --all"))
            .Ended(ExitCodes.Done)
            .Says("氏名", Before, "→", After, "税務課", "市民課住民記録係", "010400", "020110");
        var shown = await village.RunAsync("show last --json");
        var action = shown["actions"].EnumerateArray().Single(a => a.GetProperty("kind").GetString() == "ChangeAttributes");
        Assert.Equal(
            [
                ("displayName", Before, After),
                ("department", "税務課", "市民課住民記録係"),
                ("employeeOrgData.costCenter", "010400", "020110"),
            ],
            action.GetProperty("changes").EnumerateArray().Select(c => (Text(c, "name"), Text(c, "now"), Text(c, "toBe")))
        );

        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.Equal(After, village.Account(Mover)["displayName"]);

        var facts = await ExportAsync(village);
        var changes = facts
            .Split('\n')
            .Where(l => l.Contains("\"changes\":", StringComparison.Ordinal))
            .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("fact").GetProperty("body"))
            .Single(b => Text(b, "action") == Text(action, "id"))
            .GetProperty("changes")
            .EnumerateArray()
            .ToDictionary(c => Text(c, "name"));
        Assert.Equal(("税務課", "市民課住民記録係"), (Text(changes["department"], "now"), Text(changes["department"], "toBe")));
        Assert.Equal(
            ("010400", "020110"),
            (Text(changes["employeeOrgData.costCenter"], "now"), Text(changes["employeeOrgData.costCenter"], "toBe"))
        );
        var salt = (await SaltsAsync(village)).ByAction[Text(action, "id")];
        Assert.Equal(PersonalSalts.Hash(salt, AttributeName.DisplayName, Before), Text(changes["displayName"], "nowHash"));
        Assert.Equal(PersonalSalts.Hash(salt, AttributeName.DisplayName, After), Text(changes["displayName"], "toBeHash"));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task No_name_is_in_the_record_and_erasing_the_salts_leaves_the_record_whole()
    {
        await using var village = await MovedAndRenamedAsync();
        await village.SettleAsync();
        var facts = await ExportAsync(village);
        Assert.All(village.Staff.Values, w => Assert.DoesNotContain(w.DisplayName, facts, StringComparison.Ordinal));
        Assert.DoesNotContain("須坂", facts, StringComparison.Ordinal);

        using (var installation = village.Open())
        {
            var (workspace, partition, row) = await SaltRowAsync(installation.Workspace);
            await workspace.Records.CommitAsync(partition, [new RecordWrite.Delete(row.Row, row.ETag)], Ct);
        }
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task An_approver_sees_people_and_who_did_what_when()
    {
        await using var village = await MovedAndRenamedAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        (await village.RunAsync("show last"))
            .Says("作成: 2026-02-10 09:00 000101 須坂　000101（総務課 主任）", "承認: まだ", "適用: まだ")
            .Says($"000102    {After}  市民課住民記録係 主任")
            .SaysNot("人事情報とは異なります");
        // The auditor is nobody whom HR lists.
        (await village.RunAsync("approve last", village.Auditor)).Says("承認: 2026-02-10 09:00 900001 須坂　900001（監査委員事務局 主任）");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        (await village.RunAsync("show last")).Says("承認: 2026-02-10 09:00 900001", "適用: 2026-02-10 09:00 完了");
        var shown = await village.RunAsync("show last --json");
        Assert.Equal(("000101", "900001"), (shown["author"].GetString(), Text(shown["approval"], "approver")));
        Assert.True(shown["madeAt"].GetDateTimeOffset() < shown["appliedAt"].GetDateTimeOffset());
    }

    [Fact]
    public async Task Names_of_other_facts_than_the_plan_s_are_called_so()
    {
        await using var village = await MovedAndRenamedAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        village.Change("000103", w => w with { DisplayName = "上田　000103" });
        await village.DeliverAsync();
        (await village.RunAsync("show last")).Ended(ExitCodes.Done).Says("計画を作成した時の人事情報とは異なります");
    }

    private static async Task<VillageStory> MovedAndRenamedAsync()
    {
        var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-10");
        village.Move(Mover.Value, VillageStory.Residents, "2026-02-10");
        village.Change(Mover.Value, w => w with { DisplayName = After });
        await village.DeliverAsync();
        return village;
    }

    private static async Task<string> ExportAsync(VillageStory village)
    {
        var folder = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        return await File.ReadAllTextAsync(Path.Combine(folder, "facts.ndjson"), Ct);
    }

    private static async Task<PersonalSalts.Kept> SaltsAsync(VillageStory village)
    {
        using var installation = village.Open();
        return PartitionCommit.Parse<PersonalSalts.Kept>((await SaltRowAsync(installation.Workspace)).Row);
    }

    /// <summary>Only one commit of the newest plan changes a name.</summary>
    private static async Task<(Workspace Workspace, PartitionKey Partition, StoredRecord Row)> SaltRowAsync(Workspace workspace)
    {
        var plan = Assert.Single(await PlanList.NewestAsync(workspace, 1, Ct));
        var partition = new PartitionKey(workspace.Tenant, Scopes.Plan(plan.Id));
        var rows = new List<StoredRecord>();
        await foreach (var row in workspace.Records.RangeAsync(partition, "salts:", "salts:~", Ct))
            rows.Add(row);
        return (workspace, partition, Assert.Single(rows));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
