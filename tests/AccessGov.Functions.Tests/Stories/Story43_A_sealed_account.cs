using System.Text.Json.Nodes;
using AccessGov.App.Composition;
using AccessGov.App.Emergency;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Triggers;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// The key of whoever is on duty is lost. Two people open a sealed account, the hour shuts it, a third reviews it, and the record tells.
/// </summary>
public sealed class Story43_A_sealed_account
{
    private const string Name = "kinkyu-juki@suzaka.example.jp";
    private static readonly EmployeeId Asker = new("000102"),
        Officer = new("000103");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_open_it_the_hour_shuts_it_and_a_third_reviews_it()
    {
        var (village, account) = await OpenAsync();
        await using var _ = village;
        (await village.RunAsync("emergency status")).Ended(ExitCodes.Done).Says(Name, "4");
        (await village.RunAsync($"emergency ask {Name} --reason 住基端末の鍵を紛失した --hours 2", Asker))
            .Ended(ExitCodes.Done)
            .Says("まだ開いていません");
        (await village.RunAsync($"emergency agree {Name}", Asker)).Ended(ExitCodes.Refused).Says("実行していません");
        Assert.False(account.AccountEnabled);
        (await village.RunAsync($"emergency agree {Name}", village.Auditor)).Ended(ExitCodes.Done).Says("開封しました", Name);
        Assert.True(account.AccountEnabled);

        // No plan touches it, and nobody says that all is as it should be.
        (await village.RunAsync("plan")).Says("変更はありません");
        (await village.RunAsync("verify")).Ended(ExitCodes.NotAsItShouldBe).Says("緊急用IDが開封されました").SaysNot("あるべき状態と一致");
        var status = await village.RunAsync("emergency status --json");
        var id = status["openings"][0].GetProperty("id").GetString()!;
        status.Ended(ExitCodes.NotAsItShouldBe);
        (await village.RunAsync($"emergency review {id} --result 履歴を確かめた", Officer))
            .Ended(ExitCodes.Refused)
            .Says("まだ開いています");

        using var installation = village.Open();
        var log = new KeptLog();
        await RunTimerAsync(installation, log);
        Assert.True(account.AccountEnabled);
        var warning = Assert.Single(log.Lines, l => l.Level == LogLevel.Warning);
        Assert.Contains("1 open, 0", warning.Text, StringComparison.Ordinal);
        Assert.All(log.Lines, l => Assert.DoesNotContain("kinkyu", l.Text, StringComparison.Ordinal));
        village.Clock.Advance(TimeSpan.FromHours(2));
        await RunTimerAsync(installation, log);
        Assert.False(account.AccountEnabled);
        Assert.NotNull(account.SessionsRevokedAt);
        (await village.RunAsync($"emergency end {Name}", Asker)).Ended(ExitCodes.Refused).Says("閉じています");

        (await village.RunAsync("verify")).Ended(ExitCodes.NotAsItShouldBe).Says("まだ事後確認されていません", id);
        (await village.RunAsync("incidents")).Ended(ExitCodes.NotAsItShouldBe).Says("緊急用IDが開封されました", id);
        (await village.RunAsync($"emergency review {id} --result 問題なかった", village.Auditor)).Ended(ExitCodes.Refused);
        (await village.RunAsync($"emergency review {id} --result 履歴を確かめた", Officer)).Ended(ExitCodes.Done);
        (await village.RunAsync("verify")).Ended(ExitCodes.Done).Says("あるべき状態と一致");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await ReportAgreesAsync(village);
        await village.RunAgainChangesNothingAsync();

        // Read in the directory: shut, a member, of no group, and nothing else was touched.
        var read = await installation.Workspace.Sealed!.FindAsync(Name, Ct);
        Assert.Equal((false, false, Guid.Parse(account.Id)), (read!.Enabled, read.IsGuest, read.ObjectId));
        Assert.Empty(account.MemberOf);
    }

    [Fact]
    public async Task What_somebody_enables_elsewhere_or_writes_into_the_store_is_seen()
    {
        var (village, account) = await OpenAsync();
        await using var _ = village;
        account.AccountEnabled = true;
        (await village.RunAsync("verify --lang en")).Ended(ExitCodes.NotAsItShouldBe).Says("not by this product", Name);
        Assert.True(account.AccountEnabled);
        (await village.RunAsync($"emergency end {Name}", Asker)).Ended(ExitCodes.Done).Says("閉じました");
        Assert.False(account.AccountEnabled);
        (await village.RunAsync("verify")).Ended(ExitCodes.Done);

        (await village.RunAsync($"emergency ask {Name} --reason 訓練のため開封する --hours 1", Asker)).Ended(ExitCodes.Done);
        (await village.RunAsync($"emergency agree {Name}", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync($"emergency end {Name}")).Ended(ExitCodes.Done);
        var row = Assert.Single(await Forger.RowsAsync(village, "emergency"), r => r.StartsWith("opening:", StringComparison.Ordinal));
        var real = await Forger.ReadAsync(village, "emergency", row);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        // Open again without anybody's agreement, for ever.
        await Forger.EditAsync(
            village,
            "emergency",
            "opening:20260202-00000000",
            _ => real.Replace(row["opening:".Length..], "20260202-00000000", StringComparison.Ordinal)
        );
        account.AccountEnabled = true;
        var differs = await village.RunAsync("audit verify --json");
        differs.Ended(ExitCodes.NotAsItShouldBe);
        var difference = Assert.Single(differs["differences"].EnumerateArray());
        Assert.Equal("emergency-differs", difference.GetProperty("code").GetString());
        (await village.RunAsync("audit verify")).Says("緊急用IDの申請・開封が、記録された事実と異なる");
        (await village.RunAsync("verify")).Ended(ExitCodes.NotAsItShouldBe).Says("本システムの外で有効", "記録と一致しません");
    }

    [Fact]
    public async Task Whoever_is_nobody_reads_only_or_asks_for_another_account_is_told_what_to_do()
    {
        var (village, account) = await OpenAsync();
        await using var _ = village;
        (await village.RunAsync("emergency ask breakglass-1@suzaka.example.jp --reason 試しに開けてみる", Asker))
            .Ended(ExitCodes.Refused)
            .Says("sealed: true");
        (await village.RunAsync($"emergency ask {Name} --reason 試しに開けてみる --hours 9", Asker))
            .Ended(ExitCodes.Refused)
            .Says("1〜4 時間");
        (await village.RunAsync($"emergency ask {Name} --hours 1", Asker)).Ended(ExitCodes.Usage);
        (await village.RunAsync($"emergency ask {Name} --reason 試しに開けてみる", new EmployeeId("000106"))).Ended(ExitCodes.Refused);
        (await village.RunAsync("emergency review nothing --result 何もなかった", Officer)).Ended(ExitCodes.Refused);
        village.Tenant.Faults.Next("GET /users/*", times: 100, status: 503);
        (await village.RunAsync($"emergency ask {Name} --reason 住基端末の鍵を紛失した", Asker)).Ended(ExitCodes.Done);
        (await village.RunAsync($"emergency agree {Name}", village.Auditor)).Ended(ExitCodes.TryAgain).Says("確かな応答がありません");
        village.Tenant.Faults.Calm();
        account.HoldsAdminRole = true;
        (await village.RunAsync($"emergency agree {Name}", village.Auditor)).Ended(ExitCodes.Refused).Says("管理者の役割");
        Assert.False(account.AccountEnabled);
        (await village.RunAsync("emergency status")).Ended(ExitCodes.Done).Says("開封できず");
    }

    private static async Task<(VillageStory Village, TenantUser Account)> OpenAsync()
    {
        TenantUser account = null!;
        var village = await VillageStory.SettledAsync(
            policyText: Sample.Text.Replace(
                "protected-accounts:\n",
                $"protected-accounts:\n  - {{ upn: {Name}, kind: break-glass, sealed: true, max-hours: 4, note: 鍵は金庫 }}\n",
                StringComparison.Ordinal
            ),
            before: v => account = v.Tenant.Directory.Add(new TenantUser(Name) { AccountEnabled = false })
        );
        using var installation = village.Open();
        await installation.GoLiveAsync(
            new OperatorEntry(Environment.UserName, VillageStory.Author, [OperatorRole.Operator, OperatorRole.Approver]),
            new OperatorEntry("asker", Asker, [OperatorRole.Operator, OperatorRole.Approver]),
            new OperatorEntry("officer", Officer, [OperatorRole.Officer]),
            GoneLive.Approver(village.Auditor)
        );
        return (village, account);
    }

    private static Task RunTimerAsync(Installation installation, KeptLog log)
    {
        using var factory = LoggerFactory.Create(l => l.AddProvider(log));
        return new Timers(new TriggerBoundary(() => installation, factory.CreateLogger<TriggerBoundary>())).CloseEmergencies(
            new TimerInfo(),
            Ct
        );
    }

    private static async Task ReportAgreesAsync(VillageStory village)
    {
        var folder = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        foreach (var question in (string[])["report", $"report --person {Asker}", "report --on 2026-02-02", "report --on 2026-02-01"])
        {
            Assert.True(
                JsonNode.DeepEquals(
                    JsonNode.Parse((await RecordScript.RunAsync(folder, $"{question} --json")).Out),
                    JsonNode.Parse((await village.RunAsync($"audit {question} --json --from {folder}")).Out)
                ),
                question
            );
            foreach (var language in (string[])["ja", "en"])
                Assert.Equal(
                    (await village.RunAsync($"audit {question} --lang {language} --from {folder}")).Out.ReplaceLineEndings("\n"),
                    (await RecordScript.RunAsync(folder, $"{question} --lang {language}")).Out
                );
        }
        var told = (await village.RunAsync($"audit report --from {folder}")).Ended(ExitCodes.Done);
        told.Says("緊急用IDの開封", "開封に同意", "住基端末の鍵を紛失した", "履歴を確かめた");
    }
}
