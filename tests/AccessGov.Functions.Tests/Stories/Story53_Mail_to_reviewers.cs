using System.Text.Json;
using AccessGov.App.Composition;
using AccessGov.App.Reviews;
using AccessGov.App.Storage.Content;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Mail;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Reviewers are told once, reminded as the policy says and left alone when they are done. Think of who gets the same mail twice, and of
/// what a mail tells to whoever reads over a shoulder.
/// </summary>
public sealed class Story53_Mail_to_reviewers
{
    private const string Round = "my-number-20260202";
    private static readonly EmployeeId Chief = new("000103"),
        Clerk = new("000102"),
        Other = new("000104");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Told_once_reminded_on_working_days_before_the_end_and_left_alone_when_done()
    {
        await using var village = await ReviewAsync();
        var look = (await village.RunAsync("review remind --dry-run --json")).Ended(ExitCodes.Done);
        var (all, chiefs) = (look["due"].GetInt32(), await ItemsAsync(village, Chief));
        Assert.True(all > 1);
        Assert.Equal(all, look["people"].GetArrayLength());
        (await village.RunAsync("review remind --dry-run"))
            .Ended(ExitCodes.Done)
            .Says(Round, Chief.Value, "送信対象", $"{all} 人に送ります");
        Assert.Empty(village.Tenant.Directory.Mails);

        Assert.Equal(all, await VillageMail.RemindAsync(village, "review"));
        var mail = Assert.Single(VillageMail.To(village, Chief));
        Assert.Equal((VillageMail.Sender, "【村】利用権限の棚卸しをお願いします（期限 2026年2月23日）"), (mail.Sender, mail.Subject));
        var people = chiefs.Select(i => i.Worker).Distinct().Count();
        string[] told =
        [
            $"未回答  {chiefs.Count} 件（{people} 人分）",
            $"{chiefs.Count} rights of {people} people",
            $"https://portal.city.example/portal/reviews/{Round}",
            "情報システム課 内線 123",
        ];
        Assert.All(told, text => Assert.Contains(text, mail.Text, StringComparison.Ordinal));
        // Nobody's name or number, and no right.
        string[] secrets = ["須坂", "0001", .. village.Policy.Entitlements.Select(e => e.Name)];
        Assert.All(secrets, text => Assert.DoesNotContain(text, mail.Subject + mail.Text, StringComparison.Ordinal));

        Assert.Equal(0, await VillageMail.RemindAsync(village, "review"));
        Assert.Equal(0, await VillageMail.RemindAsync(village, "review", "2026-02-13"));
        // A week before the last day; then the working day before the day before it, which is a Sunday.
        Assert.Equal(all, await VillageMail.RemindAsync(village, "review", "2026-02-16"));
        Assert.Contains("残っています", VillageMail.To(village, Chief)[1].Subject, StringComparison.Ordinal);
        Assert.Equal(0, await VillageMail.RemindAsync(village, "review", "2026-02-19"));
        foreach (var (worker, right) in chiefs)
            (await village.RunAsync($"review answer {Round} {worker} {right} keep", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Round}", Chief)).Ended(ExitCodes.Done);
        Assert.Equal(all - 1, await VillageMail.RemindAsync(village, "review", "2026-02-20"));
        Assert.Equal(2, VillageMail.To(village, Chief).Count);
        village.MoveTo("2026-02-24");
        (await village.RunAsync("review remind --dry-run")).Ended(ExitCodes.Done).Says("0 人のうち、0 人");

        var facts = await village.FactsAsync("reminders");
        Assert.Equal(3 * all - 1, facts.Count);
        Assert.All(facts, f => Assert.Matches($$"""^\{"about":"review:{{Round}}","times":[123]\}$""", f.Body.Text));
        Assert.DoesNotContain("@", await village.StateTextAsync("reminders"), StringComparison.Ordinal);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Once_after_an_outage_and_by_no_clock_twice()
    {
        await using var village = await ReviewAsync();
        var all = await VillageMail.RemindAsync(village, "review");
        // Nothing ran for two reminders.
        Assert.Equal(all, await VillageMail.RemindAsync(village, "review", "2026-02-20"));
        Assert.Equal(0, await VillageMail.RemindAsync(village, "review"));
        // The clock is put back, and comes again.
        foreach (var day in new[] { "2026-02-02", "2026-02-03", "2026-02-16", "2026-02-17", "2026-02-20" })
            Assert.Equal(0, await VillageMail.RemindAsync(village, "review", day));
        Assert.Equal(2, VillageMail.To(village, Chief).Count);
    }

    [Fact]
    public async Task A_successor_is_told_once_and_nobody_after_it_was_stopped()
    {
        await using var village = await ReviewAsync();
        await VillageMail.RemindAsync(village, "review");
        Assert.Empty(VillageMail.To(village, Other));
        village.MoveTo("2026-02-05");
        village.Change(Other.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
        village.Move(Other.Value, VillageStory.TaxOffice, "2026-02-05");
        village.Move(Chief.Value, VillageStory.GeneralAffairs, "2026-02-05");
        await village.DeliverAsync();
        await VillageMail.RemindAsync(village, "review");
        Assert.Single(VillageMail.To(village, Other));
        await VillageMail.RemindAsync(village, "review", "2026-02-06");
        Assert.Single(VillageMail.To(village, Other));
        using (var installation = village.Open())
            await installation.GoLiveAsync(
                new OperatorEntry(Environment.UserName, VillageStory.Author, [OperatorRole.Operator, OperatorRole.Approver]),
                new OperatorEntry("officer", Clerk, [OperatorRole.Officer]),
                GoneLive.Approver(village.Auditor)
            );
        (await village.RunAsync($"review stop {Round} --reason 期間を改めるため", Clerk)).Ended(ExitCodes.Done);
        Assert.Equal(0, await VillageMail.RemindAsync(village, "review", "2026-02-16"));
    }

    [Fact]
    public async Task What_comes_to_somebody_who_is_done_is_told()
    {
        await using var village = await ReviewAsync(v =>
            v.Change(Other.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] })
        );
        await VillageMail.RemindAsync(village, "review");
        foreach (var (worker, right) in await ItemsAsync(village, Chief))
            (await village.RunAsync($"review answer {Round} {worker} {right} keep", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Round}", Chief)).Ended(ExitCodes.Done);
        Assert.Equal(0, await VillageMail.RemindAsync(village, "review", "2026-02-03"));
        Assert.Single(VillageMail.To(village, Chief));
        // The head of 住民係 goes, and the one who was done with his own follows him.
        village.MoveTo("2026-02-05");
        village.Move(Other.Value, VillageStory.GeneralAffairs, "2026-02-05");
        village.Move(Chief.Value, VillageStory.Residents, "2026-02-05");
        village.Put(VillageStory.Regular("000110", "mayor", VillageStory.Residents));
        await village.DeliverAsync();
        Assert.NotEmpty(await ItemsAsync(village, Chief));
        await VillageMail.RemindAsync(village, "review");
        Assert.Equal(2, VillageMail.To(village, Chief).Count);
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_goes_once_more_and_two_runs_are_one()
    {
        await using var village = await ReviewAsync();
        var (taken, all) = (0, (await village.RunAsync("review remind --dry-run --json"))["due"].GetInt32());
        Answer? second = null;
        await using var server = SmtpDouble.Start(
            new SmtpOptions
            {
                OnTaken = _ =>
                {
                    second ??= Task.Run(() => village.RunAsync("review remind"), Ct).GetAwaiter().GetResult();
                    return ++taken != 2;
                },
            }
        );
        VillageMail.Switch(village, mail => VillageMail.Smtp(mail, server));
        (await village.RunAsync("review remind")).Ended(ExitCodes.TryAgain);
        second!.Ended(ExitCodes.TryAgain).Says("ほかの処理がメールを送信中");
        (await village.RunAsync("review remind")).Ended(ExitCodes.Done);
        Assert.Equal(all + 1, server.Mails.Count);
        Assert.Equal(all, server.Mails.Select(m => m.To.Single()).Distinct().Count());
    }

    [Fact]
    public async Task Switched_off_nothing_is_sent_and_it_is_said()
    {
        await using var village = await ReviewAsync(isOn: false);
        foreach (var command in new[] { "review remind", "request remind" })
        {
            (await village.RunAsync(command)).Ended(ExitCodes.Refused).Says("設定されていません");
            Assert.Equal("mail-off", (await village.RunAsync(command + " --dry-run --json"))["whyNotNow"].GetString());
        }
        Assert.Equal("", await village.StateTextAsync("reminders"));
    }

    [Fact]
    public async Task What_is_not_answered_by_its_day_is_one_incident_with_the_numbers()
    {
        await using var village = await ReviewAsync(
            policy: Sample.Text.Replace("silence: remove", "silence: escalate", StringComparison.Ordinal)
        );
        var items = (await village.RunAsync($"review show {Round} --json")).Json.GetArrayLength();
        foreach (var day in new[] { "2026-02-23", "2026-02-24", "2026-02-25" })
        {
            village.MoveTo(day);
            await village.DeliverAsync();
            for (var i = 0; i < 2; i++)
                using (var installation = village.Open())
                    await ReviewNightly.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
            var met = (await village.RunAsync("incidents --json"))
                .Json.EnumerateArray()
                .Where(i => i.GetProperty("code").GetString() == LateReviewers.Overdue)
                .ToArray();
            Assert.Equal(day == "2026-02-23" ? 0 : 1, met.Length);
            if (met is not [var one])
                continue;
            Assert.Equal((Round, 1), (one.GetProperty("subject").GetString(), one.GetProperty("times").GetInt32()));
            var what = new UiTexts("ja").Of(one.GetProperty("what").Deserialize<Wording>(CoreJson.Options)!);
            Assert.Contains($"{items} 件に回答がありません", what, StringComparison.Ordinal);
        }
        // Now the owners of the rights are asked, for as many days again, and told so.
        Assert.True(await VillageMail.RemindAsync(village, "review") > 0);
        Assert.Contains("2026年3月17日", village.Tenant.Directory.Mails[^1].Subject, StringComparison.Ordinal);
    }

    private static async Task<VillageStory> ReviewAsync(Action<VillageStory>? more = null, bool isOn = true, string? policy = null)
    {
        var village = await VillageStory.SettledAsync(
            policyText: policy,
            before: v =>
            {
                v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
                more?.Invoke(v);
            }
        );
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        if (isOn)
            VillageMail.SwitchOn(village);
        return village;
    }

    private static async Task<IReadOnlyList<(string Worker, string Right)>> ItemsAsync(VillageStory village, EmployeeId by) =>
        [
            .. (await village.RunAsync($"review show {Round} --mine --json", by))
                .Json.EnumerateArray()
                .Select(i => (i.GetProperty("worker").GetString()!, i.GetProperty("right").GetString()!)),
        ];
}
