using System.Security.Cryptography;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>HR is not the only one who knows something: security, an administrator, a backup, a hand in the portal.</summary>
public sealed class Story21_Against_what_others_did
{
    private static readonly EmployeeId Craftsman = new("000105"),
        Clerk = new("000102");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whom_security_shut_out_nobody_lets_in_alone()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Account(Craftsman).AccountEnabled = false;
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("新しい人事情報のない有効化が 1 件");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        (await village.RunAsync("verify")).Ended(ExitCodes.NotAsItShouldBe).Says(Craftsman.Value);
        Assert.False(village.Account(Craftsman).AccountEnabled);
        // Neither does a night: what is plain goes on, what needs people waits and is told.
        village.Leave(Clerk.Value, "2026-02-09");
        await village.DeliverAsync();
        village.MoveTo("2026-02-10");
        using (var installation = village.Open())
        {
            await TurnOfDay.RunAsync(installation.Workspace, new Actor.Trigger("TurnOfDay"), Ct);
            var plans = await PlanList.NewestAsync(installation.Workspace, 2, Ct);
            Assert.Single(plans, p => p.Verdict is Verdict.Clear && p.Actions > 0);
            Assert.Single(plans, p => p.Verdict is Verdict.NeedsApproval && p.Actions == 1);
            Assert.Contains(await IncidentLog.ListAsync(installation.Workspace, Ct), i => i.Code == "plan-needs-people");
        }
        (await village.RunAsync("incidents")).Ended(ExitCodes.NotAsItShouldBe).Says("人の判断が必要な計画があります  全員", "\n    ").SaysNot("U+000A");
        (await village.RunAsync($"plan --worker {Craftsman}")).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.True(village.Account(Craftsman).AccountEnabled);
    }

    [Fact]
    public async Task A_hold_outranks_personnel_until_two_people_have_lifted_it()
    {
        await using var village = await VillageStory.SettledAsync();
        var rights = village.RightsOf(Craftsman);
        (await village.RunAsync($"hold {Craftsman}")).Ended(ExitCodes.Usage);
        (await village.RunAsync("hold ０１ --reason 調査")).Ended(ExitCodes.Usage);
        (await village.RunAsync($"hold {Craftsman} --reason 端末紛失")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold {Craftsman} --reason 再度")).Ended(ExitCodes.Done).Says("すでに利用停止中");
        (await village.RunAsync("hold list")).Says(Craftsman.Value, "端末紛失", VillageStory.Author.Value);
        (await village.RunAsync($"explain {Craftsman}")).Says("利用停止中");
        (await village.RunAsync($"plan --worker {Craftsman}")).Ended(ExitCodes.Done).Says("利用停止中");
        await village.SettleAsync($" --worker {Craftsman}");
        Assert.False(village.Account(Craftsman).AccountEnabled);
        Assert.Equal(rights, village.RightsOf(Craftsman));
        await village.RunAgainChangesNothingAsync();
        // HR moves the person: nothing is given meanwhile.
        village.Move(Craftsman.Value, VillageStory.TaxOffice, "2026-02-02");
        await village.DeliverAsync();
        Assert.DoesNotContain("AddMember", (await village.RunAsync("plan --json")).Out);

        (await village.RunAsync($"hold lift {Craftsman}", Craftsman)).Ended(ExitCodes.Refused);
        (await village.RunAsync($"hold lift {Craftsman}")).Ended(ExitCodes.Done).Says("別の人が");
        (await village.RunAsync($"hold lift {Craftsman}")).Ended(ExitCodes.Refused).Says("別の人が必要");
        Assert.Contains("保留", (await village.RunAsync($"explain {Craftsman}")).Out);
        (await village.RunAsync($"hold lift {Craftsman}", new EmployeeId("999999")))
            .Ended(ExitCodes.Refused)
            .Says("どの人事情報にもいません");
        (await village.RunAsync($"hold lift {Craftsman}", village.Auditor)).Ended(ExitCodes.Done).Says("解除しました");
        (await village.RunAsync($"hold lift {Craftsman}", village.Auditor)).Ended(ExitCodes.NotFound);
        await village.SettleAsync();
        Assert.True(village.Account(Craftsman).AccountEnabled);
        Assert.Equal(
            ["hold-lift-asked", "hold-lifted", "hold-placed"],
            (await village.FactsAsync("hr"))
                .Select(f => f.Kind.Value)
                .Where(k => k.StartsWith("hold", StringComparison.Ordinal))
                .Distinct()
                .Order()
        );
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_hold_against_somebody_whom_personnel_does_not_know_shuts_the_account()
    {
        await using var village = await VillageStory.SettledAsync();
        var id = village.Tenant.Directory.Add(Copy(village.Account(Craftsman), "909090", "x@suzaka.example.jp")).Id;
        (await village.RunAsync("plan --worker 909090")).Ended(ExitCodes.NotFound);
        (await village.RunAsync("hold 909090 --reason 不審")).Ended(ExitCodes.Done);
        await village.SettleAsync(" --worker 909090");
        Assert.False(village.Tenant.Directory.FindUser(id)!.AccountEnabled);
    }

    [Fact]
    public async Task A_slip_of_the_year_shuts_at_once_and_deletes_nobody_for_a_year()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Leave(Craftsman.Value, "2024-03-31", atOnce: true);
        village.Announced.Add($"{Craftsman},退職,2024-03-31,");
        await village.DeliverAsync();
        Assert.DoesNotContain("DeleteAccount", (await village.RunAsync("plan --json")).Out);
        await village.SettleAsync();
        Assert.False(village.Account(Craftsman).AccountEnabled);
        await village.RunAgainChangesNothingAsync();
        village.MoveTo("2027-02-02");
        Assert.DoesNotContain("DeleteAccount", (await village.RunAsync($"plan --json --worker {Craftsman}")).Out);
        village.MoveTo("2027-02-03");
        Assert.Contains("DeleteAccount", (await village.RunAsync($"plan --json --worker {Craftsman}")).Out);
        // Corrected after the approval.
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        village.Leave(Craftsman.Value, "2027-01-31", atOnce: true);
        await village.DeliverAsync("mayor");
        (await village.RunAsync("apply last")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.False(village.Account(Craftsman).AccountEnabled);
    }

    [Fact]
    public async Task What_was_deleted_by_mistake_comes_back_with_what_it_had_and_only_when_people_agree()
    {
        await using var village = await VillageStory.SettledAsync();
        var (id, rights) = (village.Account(Craftsman).Id, village.RightsOf(Craftsman));
        village.Tenant.Directory.DeleteUser(id);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("削除済みアカウントの復元が 1 件");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        await village.SettleAsync();
        Assert.Equal(id, village.Account(Craftsman).Id);
        Assert.Equal(rights, village.RightsOf(Craftsman));
        await village.RunAgainChangesNothingAsync();
        Assert.Equal(0, village.Tenant.Counters.NotEmulated);
    }

    [Fact]
    public async Task Who_lies_in_the_bin_since_the_plan_is_not_made_anew()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Put(VillageStory.Regular("000107", "mayor", VillageStory.Crafts, "2026-02-01"));
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        var made = village.Tenant.Directory.Add(Copy(village.Account(Craftsman), "000107", "000107@suzaka.example.jp"));
        village.Tenant.Directory.DeleteUser(made.Id);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Empty(village.Tenant.Directory.FindByEmployeeId("000107"));
    }

    [Fact]
    public async Task Verify_never_calls_right_what_a_finding_speaks_against()
    {
        await using var village = await VillageStory.SettledAsync();
        var guest = Copy(village.Account(Craftsman), Craftsman.Value, "v_example.com#EXT#@suzaka.example.jp");
        guest["userType"] = "Guest";
        village.Tenant.Directory.Add(guest);
        (await village.RunAsync("plan")).Says("変更はありません");
        (await village.RunAsync("verify")).Ended(ExitCodes.NotAsItShouldBe).Says("v_example.com#EXT#").SaysNot("あるべき状態と一致");
        village.Leave(Craftsman.Value, "2026-02-01", atOnce: true);
        village.Announced.Add($"{Craftsman},退職,2026-02-01,");
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.All(village.Tenant.Directory.FindByEmployeeId(Craftsman.Value), u => Assert.False(u.AccountEnabled));
    }

    [Fact]
    public async Task A_number_written_otherwise_makes_no_second_account()
    {
        foreach (var written in new[] { "107", " 000107", "０００１０７" })
        {
            await using var village = await VillageStory.SettledAsync();
            village.Put(VillageStory.Regular("000107", "mayor", VillageStory.Crafts, "2026-02-01"));
            village.Tenant.Directory.Add(Copy(village.Account(Craftsman), written, "suzaka.hanako@suzaka.example.jp"));
            await village.DeliverAsync("mayor");
            foreach (var question in new[] { "", " --worker 000107" })
            {
                (await village.RunAsync($"plan{question}")).Ended(ExitCodes.Done).Says("表記が違う", "変更はありません");
                (await village.RunAsync($"verify{question}")).Ended(ExitCodes.NotAsItShouldBe);
            }
        }
    }

    [Fact]
    public async Task A_group_that_others_fill_by_a_rule_is_left_alone_from_then_on()
    {
        await using var village = await VillageStory.SettledAsync();
        var right = village.RightsOf(Craftsman)[0];
        var group = village.Tenant.Directory.FindGroup(village.GroupOf(right))!;
        group["groupTypes"] = new[] { "DynamicMembership" };
        village.Leave(Craftsman.Value, "2026-02-01");
        await village.DeliverAsync();
        foreach (var question in new[] { "", $" --worker {Clerk}" })
            (await village.RunAsync($"plan --all{question}")).SaysNot($"「{right}」を取消し");
        (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("管理できない種類に変わりました");
        (await village.RunAsync("verify")).Ended(ExitCodes.NotAsItShouldBe);
    }

    [Fact]
    public async Task A_right_that_goes_to_another_group_is_taken_from_the_old_one_when_people_agree()
    {
        await using var village = await VillageStory.SettledAsync();
        // Whoever holds the right decides nothing about it.
        var right = village.RightsOf(Craftsman).Except(village.RightsOf(village.Auditor)).First();
        var (old, now) = (village.GroupOf(right), Guid.NewGuid().ToString());
        village.Tenant.Directory.Add(new TenantGroup("新しいグループ", "new", now));
        await File.WriteAllTextAsync(village.PolicyFile, (await File.ReadAllTextAsync(village.PolicyFile, Ct)).Replace(old, now), Ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(village.PolicyFile, Ct)));
        (await village.RunAsync("policy propose")).Ended(ExitCodes.Done);
        (await village.RunAsync($"policy approve {hash[..12]}", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync($"plan --worker {Craftsman}")).Ended(ExitCodes.Done).Says("ポリシー設定から外れた権限の取消し");
        (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("ポリシー設定から外れた権限の取消し", Craftsman.Value);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.Equal(0, village.Tenant.Directory.FindGroup(old)!.MemberCount);
        Assert.Contains(now, village.Account(Craftsman).MemberOf);
    }

    [Fact]
    public async Task After_a_restore_nothing_is_given_without_people_until_every_source_has_delivered()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Move(Craftsman.Value, VillageStory.TaxOffice, "2026-02-03");
        village.Announced.Clear();
        await village.DeliverAsync();
        village.MoveTo("2026-02-03");
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("バックアップ復旧後");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan")).Says("バックアップ復旧後");
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).SaysNot("バックアップ復旧後");
    }

    private static TenantUser Copy(TenantUser user, string number, string name) =>
        new(name) { DisplayName = user.DisplayName, EmployeeId = number };
}
