using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// 利用申請: one asks, 所属長 and the right's owner agree, the right arrives, is read back, and its end takes it. Think of whoever wants
/// a right that nobody would give.
/// </summary>
public sealed class Story46_A_right_that_was_asked_for
{
    private const string Right = "farmland";
    private static readonly EmployeeId Clerk = new("000105"),
        Head = new("000107"),
        Owner = new("000108"),
        Officer = new("000102"),
        Friend = new("000106");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_agree_the_right_arrives_is_verified_and_its_end_takes_it()
    {
        await using var village = await OpenAsync();
        var asked = (await village.RunAsync($"request ask {Right} --purpose 農地台帳の照会", Clerk)).Ended(ExitCodes.Done);
        asked.Says("承認待ち（所属長: 000107）", "2026-03-31", "承認されるまで期間は始まりません");
        await village.RunAgainChangesNothingAsync();

        var id = await IdAsync(village, Clerk);
        (await village.RunAsync("request list", Head)).Ended(ExitCodes.Done).Says(id, "農地台帳の照会");
        (await village.RunAsync($"request approve {id}", Head)).Ended(ExitCodes.Done).Says("権限の所管課: 000108");
        await village.RunAgainChangesNothingAsync();
        village.MoveTo("2026-02-05");
        (await village.RunAsync($"request approve {id}", Owner)).Ended(ExitCodes.Done).Says("承認済み 2026-02-05〜2026-03-31");

        (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("農地台帳", id);
        var plan = await village.RunAsync("show last --json");
        Assert.Superset(
            new HashSet<string?> { Clerk.Value, Head.Value, Owner.Value },
            plan["authors"].EnumerateArray().Select(a => a.GetString()).ToHashSet()
        );
        await village.SettleAsync();
        Assert.Contains(Right, village.RightsOf(Clerk));
        (await village.RunAsync("verify")).Ended(ExitCodes.Done).Says("あるべき状態と一致");
        (await village.RunAsync($"explain {Clerk} {Right}")).Ended(ExitCodes.Done).Says(id, "2026-03-31");
        await village.RunAgainChangesNothingAsync();

        // Its last day is a day; the next takes it.
        village.MoveTo("2026-03-31");
        await village.DeliverAsync();
        await village.RunAgainChangesNothingAsync();
        village.MoveTo("2026-04-01");
        await village.DeliverAsync();
        (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("農地台帳", "取消し", id);
        await village.SettleAsync();
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
        Assert.Equal(
            "request-asked request-agreed request-agreed",
            string.Join(
                ' ',
                (await village.FactsAsync("requests"))
                    .Select(f => f.Kind.Value)
                    .Where(k => k.StartsWith("request", StringComparison.Ordinal))
            )
        );
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var told = await RecordScript.AgreesAsync(village, "report", $"report --person {Clerk}", "report --on 2026-02-05");
        Assert.Contains($"{Clerk} が職員 {Clerk} の「", told, StringComparison.Ordinal);
        Assert.Contains($"申請（申請 {id}、段階 －、終わり方 －、期限 2026-03-31、農地台帳の照会、", told, StringComparison.Ordinal);
        Assert.Contains($"承認（申請 {id}、段階 権限の所管課、", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asker_cannot_approve_his_own_request()
    {
        await using var village = await OpenAsync();
        var id = await AskAsync(village, Head, $" --for {Clerk}");
        foreach (var one in new[] { Head, Clerk })
            (await village.RunAsync($"request approve {id}", one)).Ended(ExitCodes.Refused).Says("自分では承認・却下できません");
        (await village.RunAsync($"request reject {id} --reason 取りやめにする", Head)).Ended(ExitCodes.Refused);
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Whoever_stands_in_for_the_head_agrees_in_his_place_and_to_that_alone()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync($"review deputy {Friend} --until 2026-02-10", Head)).Ended(ExitCodes.Done);
        (await village.RunAsync($"request ask {Right} --purpose 窓口の応援のため", Clerk))
            .Ended(ExitCodes.Done)
            .Says($"所属長: {Friend}）");
        var id = await IdAsync(village, Clerk);
        (await village.RunAsync($"request approve {id}", Friend)).Ended(ExitCodes.Done).Says("権限の所管課: 000108");
        (await village.RunAsync($"request approve {id}", Friend)).Ended(ExitCodes.Refused).Says("二つの段階");
        (await village.RunAsync($"request approve {id}", Owner)).Ended(ExitCodes.Done).Says("承認済み");
        await village.SettleAsync();
        Assert.Contains(Right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task One_person_cannot_approve_both_stages()
    {
        await using var village = await OpenAsync();
        // 産業振興課 owns what it asks for: its head is both, and an officer is the second.
        var id = await AskAsync(village, Clerk, "", "maps");
        (await village.RunAsync($"request approve {id}", Head)).Ended(ExitCodes.Done).Says(Officer.Value);
        (await village.RunAsync($"request approve {id}", Head)).Ended(ExitCodes.Refused).Says("二つの段階");
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync($"request approve {id}", Officer)).Ended(ExitCodes.Done).Says("承認済み");
        await village.SettleAsync();
        Assert.Contains("maps", village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Whoever_gave_it_cannot_approve_the_plan_that_follows()
    {
        await using var village = await OpenAsync();
        var id = await AskAsync(village, Clerk, "", "juki-inquiry");
        (await village.RunAsync($"request approve {id}", Head)).Ended(ExitCodes.Done);
        (await village.RunAsync($"request approve {id}", new EmployeeId("000109"))).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("承認が必要");
        foreach (var giver in new[] { Clerk, Head, new EmployeeId("000109") })
            (await village.RunAsync("approve last", giver)).Ended(ExitCodes.Refused);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.Contains("juki-inquiry", village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Without_a_key_a_right_of_the_My_Number_zone_stays_withheld_whoever_agreed()
    {
        await using var village = await OpenAsync(v => v.Keyless.Add(Clerk));
        var id = await AskAsync(village, Clerk, "", "juki-inquiry");
        (await village.RunAsync($"request approve {id}", Head)).Ended(ExitCodes.Done);
        (await village.RunAsync($"request approve {id}", new EmployeeId("000109"))).Ended(ExitCodes.Done);
        await village.RunAgainChangesNothingAsync();
        Assert.DoesNotContain("juki-inquiry", village.RightsOf(Clerk));
        (await village.RunAsync($"explain {Clerk} juki-inquiry")).Ended(ExitCodes.Done).Says("鍵が未登録");
    }

    [Fact]
    public async Task Who_moves_loses_what_the_duty_was_the_ground_of_and_moving_back_does_not_bring_it()
    {
        await using var village = await OpenAsync();
        await GrantAsync(village);
        village.Move(Clerk.Value, VillageStory.TaxOffice, "2026-02-10");
        village.MoveTo("2026-02-10");
        await village.DeliverAsync();
        using (var installation = village.Open())
            await TurnOfDay.RunAsync(installation.Workspace, new Actor.Trigger("TurnOfDay"), Ct);
        await village.SettleAsync();
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        (await village.RunAsync("request list", Clerk)).Ended(ExitCodes.Done).Says("異動により失効 2026-02-10");
        village.MoveTo("2026-02-18");
        await village.DeliverAsync();
        await village.SettleAsync();
        var (last, back) = (VillageStory.Day("2026-02-19"), new DateSpan(VillageStory.Day("2026-02-20"), null));
        village.Change(
            Clerk.Value,
            w =>
                w with
                {
                    Postings =
                    [
                        .. w.Postings.Select(p => p.Days.Until is null ? p with { Days = p.Days with { Until = last } } : p),
                        w.Postings.First(p => p.Org.Value == VillageStory.Crafts) with
                        {
                            Days = back,
                        },
                    ],
                }
        );
        village.MoveTo("2026-02-20");
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task What_is_returned_is_taken_and_what_the_directory_shows_is_never_adopted()
    {
        await using var village = await OpenAsync();
        var id = await GrantAsync(village);
        (await village.RunAsync($"request return {id}", Friend)).Ended(ExitCodes.Refused).Says("本人とその所属長");
        (await village.RunAsync($"request return {id}", Clerk)).Ended(ExitCodes.Done).Says("返却");
        // Still a member: that alone is no ground.
        Assert.Contains(Right, village.RightsOf(Clerk));
        await village.SettleAsync();
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Whoever_writes_an_approved_request_into_the_store_gets_nothing_and_is_found()
    {
        await using var village = await OpenAsync();
        var id = await AskAsync(village, Clerk);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var real = await Forger.ReadAsync(village, "requests", $"request:{id}");
        await Forger.EditAsync(
            village,
            "requests",
            $"request:{id}",
            row => row.Replace("\"until\"", "\"from\":\"2026-02-02\",\"until\"", StringComparison.Ordinal)
        );
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says("利用申請", $"request:{id}");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("変更はありません");
        (await village.RunAsync($"request approve {id}", Owner)).Ended(ExitCodes.Refused);
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await Forger.EditAsync(village, "requests", $"request:{id}", _ => real);
        await village.RunAgainChangesNothingAsync();
    }

    private static async Task<string> GrantAsync(VillageStory village)
    {
        var id = await AskAsync(village, Clerk);
        (await village.RunAsync($"request approve {id}", Head)).Ended(ExitCodes.Done);
        (await village.RunAsync($"request approve {id}", Owner)).Ended(ExitCodes.Done);
        await village.SettleAsync();
        Assert.Contains(Right, village.RightsOf(Clerk));
        return id;
    }

    private static async Task<string> AskAsync(VillageStory village, EmployeeId by, string more = "", string right = Right)
    {
        (await village.RunAsync($"request ask {right} --purpose 窓口の応援のため{more}", by)).Ended(ExitCodes.Done);
        return await IdAsync(village, by);
    }

    private static async Task<string> IdAsync(VillageStory village, EmployeeId by) =>
        (await village.RunAsync("request list --json", by))["requests"][0].GetProperty("request").GetProperty("id").GetString()!;

    private static async Task<VillageStory> OpenAsync(Action<VillageStory>? more = null)
    {
        var village = await VillageStory.SettledAsync(
            before: v =>
            {
                v.Put(Heading("000107", VillageStory.Crafts));
                v.Put(Heading("000108", "090300"));
                v.Put(Heading("000109", VillageStory.Residents));
                more?.Invoke(v);
            },
            policyText: Sample.Text.Replace("owner: \"060100\"", $"owner: \"{VillageStory.Crafts}\"", StringComparison.Ordinal)
        );
        using var installation = village.Open();
        await installation.GoLiveAsync(
            new OperatorEntry(Environment.UserName, VillageStory.Author, [OperatorRole.Operator, OperatorRole.Approver]),
            new OperatorEntry("officer", Officer, [OperatorRole.Officer]),
            GoneLive.Approver(village.Auditor)
        );
        return village;
    }

    private static Worker Heading(string id, string org)
    {
        var worker = VillageStory.Regular(id, "mayor", org);
        return worker with { Postings = [worker.Postings[0] with { Post = "課長" }] };
    }
}
