using AccessGov.App.Personnel;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What two people decided, or somebody did to protect, is not undone by a process, a timer or a half-forgotten wish.</summary>
public sealed class Story17_What_was_decided_stays
{
    private static readonly EmployeeId Craftsman = new("000105");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_still_holds_the_file_of_before_does_not_undo_a_looser_policy_that_two_people_decided()
    {
        await using var village = await VillageStory.SettledAsync();
        using var server = village.Open();
        var former = await File.ReadAllTextAsync(village.PolicyFile, Ct);
        await File.WriteAllTextAsync(village.PolicyFile, former.Replace("approval-from-actions: 100", "approval-from-actions: 101"), Ct);
        (await village.RunAsync("policy propose")).Ended(ExitCodes.Done);
        var hash = (await village.RunAsync("policy status --json"))["proposed"].GetProperty("hash").GetString()!;
        (await village.RunAsync($"policy approve {hash}", village.Auditor)).Ended(ExitCodes.Done);

        await server.RefreshAsync(new Actor.Trigger("ReconcileNightly"), Ct);
        Assert.Equal(hash, server.Workspace.Policy.ContentHash);
        Assert.True(server.Workspace.IsLive);
        Assert.Equal(hash, await InForceAsync());
        // Who puts the stricter file back means it.
        village.MoveTo("2026-02-03");
        await File.WriteAllTextAsync(village.PolicyFile, former, Ct);
        (await village.RunAsync("plans")).Ended(ExitCodes.Done);
        Assert.NotEqual(hash, await InForceAsync());

        async Task<string?> InForceAsync() => (await village.RunAsync("policy status --json"))["inForce"].GetProperty("hash").GetString();
    }

    [Fact]
    public async Task A_number_that_lost_its_zeros_holds_the_person_and_not_a_stranger()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("hold 105 --reason 調査")).Ended(ExitCodes.Done).Says("000105");
        (await village.RunAsync("hold 999999 --reason 調査")).Ended(ExitCodes.NotFound).Says("人事情報にない");
        await village.SettleAsync($" --worker {Craftsman}");
        Assert.False(village.Account(Craftsman).AccountEnabled);
        (await village.RunAsync("hold lift １０５")).Ended(ExitCodes.Done).Says("000105");
    }

    [Fact]
    public async Task A_wish_to_lift_a_hold_ends_after_two_weeks_and_with_a_new_reason()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync($"hold {Craftsman} --reason 端末紛失")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold lift {Craftsman}")).Ended(ExitCodes.Done).Says("別の人が");
        village.MoveTo("2026-02-17");
        (await village.RunAsync("hold list")).SaysNot("解除の申し出");
        // Nobody's wish stands: the second person is the first of a new one.
        (await village.RunAsync($"hold lift {Craftsman}", village.Auditor))
            .Ended(ExitCodes.Done)
            .Says("別の人が");
        (await village.RunAsync($"hold {Craftsman} --reason 情報漏えいの疑い")).Ended(ExitCodes.Done).Says("すでに利用停止中");
        (await village.RunAsync($"hold lift {Craftsman}")).Ended(ExitCodes.Done).Says("別の人が");
        Assert.Contains(await village.FactsAsync("hr"), f => f.Body.Text.Contains("情報漏えいの疑い", StringComparison.Ordinal));
        // Whoever has no role may ask, and not agree.
        (await village.RunAsync($"hold lift {Craftsman}", new EmployeeId("000102")))
            .Ended(ExitCodes.Refused)
            .Says("役割が必要です");
        (await village.RunAsync($"hold lift {Craftsman}", village.Auditor)).Ended(ExitCodes.Done).Says("解除しました");
    }

    [Fact]
    public async Task What_the_night_folds_into_the_facts_is_no_delivery_after_a_restore()
    {
        await using var village = await VillageStory.SettledAsync();
        using (var installation = village.Open())
        {
            var worker = village.Staff[Craftsman];
            await TakeStatements.RunAsync(
                installation.Workspace,
                new Actor.Trigger("HrEvents"),
                [new("e-1", installation.Workspace.Now, new PersonStatement.Employed(worker.Home, village.Today, worker))],
                Ct
            );
        }
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-20");
        using (var installation = village.Open())
        {
            await SweepStatements.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
            foreach (var source in installation.Workspace.Policy.Sources.Where(s => s.Id != village.Staff[Craftsman].Home))
                await village.DeliverAsync(source.Id.Value);
            Assert.NotNull(await RestoredStore.OnAsync(installation.Workspace, Ct));
            await village.DeliverAsync("mayor");
            Assert.Null(await RestoredStore.OnAsync(installation.Workspace, Ct));
        }
    }

    [Fact]
    public async Task A_source_that_never_delivers_is_declared_whole_again_after_a_restore()
    {
        await using var village = await VillageStory.OpenAsync();
        await village.DeliverAsync("mayor", "fire", "education");
        using var installation = village.Open();
        var water = village.Staff.Values.Where(w => w.Home.Value == "water").ToArray();
        await TakeStatements.RunAsync(
            installation.Workspace,
            new Actor.Trigger("HrEvents"),
            [
                .. water.Select(w => new TakeStatements.Told(
                    $"w-{w.Id}",
                    installation.Workspace.Now,
                    new PersonStatement.Employed(w.Home, village.Today, w)
                )),
            ],
            Ct
        );
        (await village.RunAsync("hr whole --source water")).Ended(ExitCodes.Done);
        (await village.RunAsync("hr whole --source water")).Ended(ExitCodes.Refused);
        village.MoveTo("2026-02-03");
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-04");
        await village.DeliverAsync("mayor", "fire", "education");
        Assert.NotNull(await RestoredStore.OnAsync(installation.Workspace, Ct));
        (await village.RunAsync("hr whole --source mayor")).Ended(ExitCodes.Refused);
        (await village.RunAsync("hr whole --source water")).Ended(ExitCodes.Done);
        Assert.Null(await RestoredStore.OnAsync(installation.Workspace, Ct));
        Assert.Contains(await village.FactsAsync("hr"), f => f.Kind.Value == "source-heard-again" && f.Subject == "water");
    }

    [Fact]
    public async Task Whom_the_policy_names_by_post_is_not_shut_without_people_on_the_day_of_dismissal()
    {
        await using var village = await VillageStory.SettledAsync(before: v =>
            v.Change("000105", w => w with { Postings = [w.Postings[0] with { Post = "副市長" }] })
        );
        village.Leave("000105", "2026-02-02", atOnce: true);
        village.Change(
            "000105",
            w => w with { Postings = [w.Postings[0] with { Days = w.Postings[0].Days with { Until = VillageStory.Day("2026-02-02") } }] }
        );
        village.MoveTo("2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync($"plan --worker {Craftsman}")).Ended(ExitCodes.Done).Says("承認が必要");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        Assert.True(village.Account(Craftsman).AccountEnabled);
    }

    [Fact]
    public async Task Who_is_held_has_no_voice_and_the_last_voice_cannot_be_held()
    {
        await using var village = await VillageStory.SettledAsync(before: v =>
        {
            v.Approvers.Add(new("000106"));
            v.Sit(VillageStory.Author);
        });
        (await village.RunAsync($"hold {Craftsman} --reason 調査")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold lift {Craftsman}")).Ended(ExitCodes.Done);
        (await village.RunAsync("hold 000106 --reason 端末紛失")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold lift {Craftsman}", new EmployeeId("000106"))).Ended(ExitCodes.Refused).Says("利用停止中です");
        (await village.RunAsync($"hold {village.Auditor} --reason 調査")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold {VillageStory.Author} --reason 調査")).Ended(ExitCodes.Refused).Says("承認者がだれも残りません");
    }

    [Fact]
    public async Task A_wrong_number_of_a_plan_puts_nothing_into_force()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        var plan = (await village.RunAsync("show last --json"))["id"].GetString()!;
        (await village.RunAsync($"go-live propose {plan}")).Ended(ExitCodes.Done);
        (await village.RunAsync("go-live approve 000000", village.Auditor)).Ended(ExitCodes.Refused).Says("何も変わっていません");
        Assert.DoesNotContain(await village.FactsAsync("decisions"), f => f.Kind.Value == "decision-approved");
    }

    [Fact]
    public async Task A_table_put_in_the_place_of_the_one_that_was_shown_is_not_agreed_to_by_going_live()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        var plan = (await village.RunAsync("show last --json"))["id"].GetString()!;
        (await village.RunAsync($"go-live propose {plan}")).Ended(ExitCodes.Done);
        (await village.RunAsync("go-live status")).Says(VillageStory.Author.Value, village.Auditor.Value);
        // The proposer maps another of his users to a colleague.
        var settings = Path.Combine(village.Root, "accessgov.json");
        var shown = await File.ReadAllTextAsync(settings, Ct);
        await File.WriteAllTextAsync(
            settings,
            shown.Replace(
                "\"operators\":{",
                "\"operators\":{\"second\":{\"worker\":\"000103\",\"roles\":[\"approver\"]},",
                StringComparison.Ordinal
            ),
            Ct
        );
        (await village.RunAsync("operators propose")).Ended(ExitCodes.Done);
        (await village.RunAsync($"go-live approve {plan}", village.Auditor)).Ended(ExitCodes.Refused).Says("差し替えられました");
        Assert.DoesNotContain(await village.FactsAsync("decisions"), f => f.Kind.Value == "decision-approved");
        // Nor is a plan of another day.
        await File.WriteAllTextAsync(settings, shown, Ct);
        (await village.RunAsync("operators propose")).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-04");
        (await village.RunAsync($"go-live approve {plan}", village.Auditor)).Ended(ExitCodes.Refused).Says("新しい計画が必要");
        Assert.DoesNotContain(await village.FactsAsync("decisions"), f => f.Kind.Value == "decision-approved");
    }

    [Fact]
    public async Task A_signing_key_that_was_lost_is_told_of_and_not_made_anew()
    {
        await using var village = await VillageStory.SettledAsync();
        var key = Path.Combine(village.Root, "log-key.pem");
        File.Move(key, key + ".lost");
        (await village.RunAsync("hr import " + village.Write("mayor") + " --source mayor")).Says("ログの鍵");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says("ログの鍵");
        Assert.False(File.Exists(key));
        File.Move(key + ".lost", key);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_damaged_row_and_an_empty_file_of_checkpoints_are_messages()
    {
        await using var village = await VillageStory.SettledAsync();
        var empty = Path.Combine(village.Root, "kept.txt");
        await File.WriteAllTextAsync(empty, "\n", Ct);
        (await village.RunAsync($"audit verify --kept {empty}")).Ended(ExitCodes.Refused);
        await Forger.EditAsync(village, "chain", "line|000000000002", text => text.Replace("2026-", "2026-1", StringComparison.Ordinal));
        foreach (var command in (string[])["audit verify", "audit report"])
            (await village.RunAsync(command)).Ended(ExitCodes.NotAsItShouldBe);
    }
}
