using System.Text.Json;
using AccessGov.App.Storage.Content;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Mail;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>未登録者 are written to, weekly, on working days, until they have a key. Think of who would rather not be written to.</summary>
public sealed class Story45_Mail_to_who_has_no_key
{
    private static readonly EmployeeId Clerk = new("000104"),
        Levier = new("000102"),
        Collector = new("000103");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weekly_on_working_days_until_everybody_has_a_key()
    {
        await using var village = await OpenAsync();
        village.Tenant.Directory.Add(new TenantUser(VillageMail.Sender));
        VillageMail.Switch(village, VillageMail.Graph);
        var look = await village.RunAsync("campaign mail --dry-run");
        look.Ended(ExitCodes.Done).Says("000102", "000103", "000104", "送信対象", "3 人のうち、3 人に送ります").SaysNot("送信しません");
        Assert.Empty(village.Tenant.Directory.Mails);

        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("3 通を送信しました");
        Assert.Equal(3, village.Tenant.Directory.Mails.Count);
        var mail = Assert.Single(village.Tenant.Directory.Mails, m => m.To.Single() == village.Account(Clerk).UserPrincipalName);
        Assert.Equal((VillageMail.Sender, "【村】鍵（FIDO2セキュリティキー）の登録をお願いします"), (mail.Sender, mail.Subject));
        string[] told =
        [
            "須坂　000104 様",
            "マイナンバー利用事務系",
            "2026年3月31日",
            "https://portal.city.example/portal/keys",
            "情報システム課 内線 123",
            "Your work needs rights in the My Number zone",
            "2026-03-31",
        ];
        Assert.All(told, text => Assert.Contains(text, mail.Text, StringComparison.Ordinal));

        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("0 通を送信しました");
        village.MoveTo("2026-02-09");
        village.Clock.Advance(TimeSpan.FromMinutes(-5));
        (await village.RunAsync("campaign mail --dry-run")).Ended(ExitCodes.Done).Says("7日以内に送信済み", "3 人のうち、0 人");
        // 祝日, and a Saturday.
        foreach (var closed in new[] { "2026-02-11", "2026-02-14" })
        {
            village.MoveTo(closed);
            (await village.RunAsync("campaign mail")).Ended(ExitCodes.Refused).Says("閉庁日または執務時間外");
            (await village.RunAsync("campaign mail --dry-run")).Ended(ExitCodes.Done).Says("3 人に送ります", "閉庁日または執務時間外");
        }
        village.MoveTo("2026-02-16");
        village.Keyless.Remove(Clerk);
        await village.DeliverListsAsync();
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("2 通を送信しました");
        village.MoveTo("2026-03-02");
        village.Keyless.Clear();
        await village.DeliverListsAsync();
        (await village.RunAsync("campaign mail --dry-run")).Ended(ExitCodes.Done).Says("0 人のうち、0 人");
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("0 通を送信しました");
        Assert.Equal(5, village.Tenant.Directory.Mails.Count);

        // The record says who was written to and nothing else of it.
        var facts = await village.FactsAsync("reminders");
        Assert.Equal(["mail-sent"], facts.Select(f => f.Kind.Value).Distinct());
        Assert.Equal(["000102", "000102", "000103", "000103", "000104"], facts.Select(f => f.Subject).Order(StringComparer.Ordinal));
        Assert.All(facts, f => Assert.Matches("""^\{"times":[12]\}$""", f.Body.Text));
        Assert.DoesNotContain("@", await village.StateTextAsync("reminders"), StringComparison.Ordinal);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        Assert.Equal(0, village.Tenant.Counters.NotEmulated);
    }

    [Fact]
    public async Task Nobody_who_is_away_kept_out_or_whose_mail_somebody_else_reads()
    {
        await using var village = await OpenAsync();
        VillageMail.Switch(village, VillageMail.Graph);
        (await village.RunAsync("hold 000102 --reason 調査")).Ended(ExitCodes.Done);
        village.Account(Collector).AccountEnabled = false;
        village.Tenant.Directory.DeleteUser(village.Account(Clerk).Id);
        var look = await village.RunAsync("campaign mail --dry-run --json");
        var notDue = look.Ended(ExitCodes.Done)["notDue"];
        Assert.Equal(0, look["due"].GetInt32());
        Assert.Equal((1, 1), (notDue.GetProperty("account-disabled").GetInt32(), notDue.GetProperty("no-account").GetInt32()));
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("0 通を送信しました");
        Assert.Empty(village.Tenant.Directory.Mails);
    }

    [Fact]
    public async Task Nobody_of_whom_no_list_says_whether_there_is_a_key_and_nothing_unless_it_is_switched_on()
    {
        await using var village = await VillageStory.OpenAsync();
        (await village.RunAsync($"hr import {village.Write("mayor")} --source mayor")).Ended(ExitCodes.Done);
        var look = await village.RunAsync("campaign mail --dry-run --json");
        Assert.Equal((0, "mail-off"), (look.Ended(ExitCodes.Done)["due"].GetInt32(), look["whyNotNow"].GetString()));
        Assert.True(look["notDue"].GetProperty("unknown").GetInt32() > 0);
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Refused).Says("設定されていません");
        village.Sit(null);
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Refused).Says("誰にも割り当てられていません");
        Assert.Equal("", await village.StateTextAsync("reminders"));
    }

    [Fact]
    public async Task More_than_the_limit_are_none_and_a_mailbox_that_refuses_is_told_once_a_day()
    {
        await using var village = await OpenAsync();
        VillageMail.Switch(village, mail => VillageMail.Graph(mail)["mostPerRun"] = "2");
        (await village.RunAsync("campaign mail --dry-run")).Ended(ExitCodes.Done).Says("送信対象が 3 人です（上限 2 人）");
        for (var i = 0; i < 2; i++)
            (await village.RunAsync("campaign mail")).Ended(ExitCodes.Refused).Says("送信対象が 3 人です（上限 2 人）");
        Assert.Equal(("3 mails were due and 2 is the limit", 1), await IncidentAsync(village, "mail-flood", 35));

        VillageMail.Switch(village, VillageMail.Graph);
        for (var i = 0; i < 2; i++)
            (await village.RunAsync("campaign mail")).Ended(ExitCodes.NotAsItShouldBe).Says("ErrorInvalidUser", "3 人のうち 3 人");
        Assert.Equal(("ErrorInvalidUser", 1), await IncidentAsync(village, "mail-stopped", 16));
        Assert.Empty(village.Tenant.Directory.Mails);
        Assert.Equal("", await village.StateTextAsync("reminders"));
    }

    [Fact]
    public async Task A_refused_address_stops_nobody_else_and_people_are_told_after_three()
    {
        await using var village = await OpenAsync();
        var bad = village.Account(Levier).UserPrincipalName;
        await using var server = SmtpDouble.Start(new SmtpOptions { OnRecipient = to => to == bad ? "550 5.1.1 Nobody" : null });
        VillageMail.Switch(village, mail => VillageMail.Smtp(mail, server));
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("2 通を送信しました（宛先の拒否 1 件");
        (await village.RunAsync("campaign mail --dry-run")).Ended(ExitCodes.Done).Says("宛先が最近拒否された");
        village.MoveTo("2026-02-03");
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("0 通を送信しました（宛先の拒否 1 件");
        Assert.DoesNotContain("mail-refused", (await village.RunAsync("incidents --json")).Out, StringComparison.Ordinal);
        village.MoveTo("2026-02-04");
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done);
        Assert.Equal(("The mail address of 000102 was refused 3 times (smtp-550)", 1), await IncidentAsync(village, "mail-refused", 57));
        village.MoveTo("2026-02-05");
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("0 通を送信しました（宛先の拒否 0 件");
        Assert.Equal(2, server.Mails.Count);
        Assert.Equal(0, server.NotKnown);
        var refused = (await village.FactsAsync("reminders")).Where(f => f.Kind.Value == "mail-refused").ToArray();
        Assert.Equal(3, refused.Length);
        Assert.All(refused, f => Assert.Equal("""{"code":"smtp-550"}""", f.Body.Text));
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_goes_once_more_and_nobody_is_passed_over()
    {
        await using var village = await OpenAsync();
        var taken = 0;
        await using var server = SmtpDouble.Start(new SmtpOptions { OnTaken = _ => ++taken != 2 });
        VillageMail.Switch(village, mail => VillageMail.Smtp(mail, server));
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.TryAgain);
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("2 通を送信しました");
        Assert.Equal(4, server.Mails.Count);
        Assert.Equal(3, server.Mails.Select(m => m.To.Single()).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_enrols_while_a_run_goes_on_gets_none_and_two_runs_are_one()
    {
        await using var village = await OpenAsync();
        Answer? second = null;
        await using var server = SmtpDouble.Start(
            new SmtpOptions
            {
                OnTaken = _ =>
                {
                    second ??= Meanwhile(village);
                    return true;
                },
            }
        );
        VillageMail.Switch(village, mail => VillageMail.Smtp(mail, server));
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("1 通を送信しました");
        second!.Ended(ExitCodes.TryAgain).Says("ほかの処理がメールを送信中");
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_slow_server_gets_the_rest_with_the_next_run()
    {
        await using var village = await OpenAsync();
        await using var server = SmtpDouble.Start(
            new SmtpOptions
            {
                OnTaken = _ =>
                {
                    village.Clock.Advance(TimeSpan.FromMinutes(3));
                    return true;
                },
            }
        );
        VillageMail.Switch(village, mail => VillageMail.Smtp(mail, server));
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("2 通を送信しました", "次の回に回した人 1 人");
        (await village.RunAsync("campaign mail")).Ended(ExitCodes.Done).Says("1 通を送信しました", "次の回に回した人 0 人");
        Assert.Equal(3, server.Mails.Select(m => m.To.Single()).Distinct().Count());
    }

    [Fact]
    public async Task Doctor_says_whether_mail_would_be_let_out()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("doctor")).Says("– メールは送りません");
        var server = SmtpDouble.Start();
        VillageMail.Switch(village, mail => VillageMail.Smtp(mail, server));
        (await village.RunAsync("doctor")).Says("✓ メール: 127.0.0.1");
        Assert.Empty(server.Mails);
        await server.DisposeAsync();
        (await village.RunAsync("doctor")).Ended(ExitCodes.NotAsItShouldBe).Says("✗ メール: 127.0.0.1", "メールを受け取りませんでした");
        VillageMail.Switch(village, VillageMail.Graph);
        (await village.RunAsync("doctor")).Says("✓ メール: mailer");
    }

    private static async Task<VillageStory> OpenAsync() =>
        await VillageStory.SettledAsync(before: v => v.Keyless.UnionWith([Clerk, Levier, Collector]));

    /// <summary>On another thread, as another process would.</summary>
    private static Answer Meanwhile(VillageStory village) =>
        Task.Run(
                async () =>
                {
                    var answer = await village.RunAsync("campaign mail");
                    village.Keyless.Clear();
                    await village.DeliverListsAsync();
                    return answer;
                },
                Ct
            )
            .GetAwaiter()
            .GetResult();

    /// <summary>The beginning of what an incident says, and how often it was met.</summary>
    private static async Task<(string What, int Times)> IncidentAsync(VillageStory village, string code, int letters)
    {
        var met = Assert.Single(
            (await village.RunAsync("incidents --json")).Json.EnumerateArray(),
            i => i.GetProperty("code").GetString() == code
        );
        var what = new UiTexts("en").Of(met.GetProperty("what").Deserialize<Wording>(CoreJson.Options)!);
        return (what[..letters], met.GetProperty("times").GetInt32());
    }
}
