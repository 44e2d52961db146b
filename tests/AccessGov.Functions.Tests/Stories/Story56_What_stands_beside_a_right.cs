using AccessGov.App.Incidents;
using AccessGov.App.Reviews;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Beside each right of a review: the account's last sign-in, what was said last and changed since, every path to it.</summary>
public sealed class Story56_What_stands_beside_a_right
{
    private const string First = "my-number-20260202",
        Second = "my-number-20260302";

    private static readonly Actor Night = new Actor.Trigger("ReconcileNightly");

    private static readonly EmployeeId Chief = new("000103"),
        Clerk = new("000102"),
        Registrar = new("000104");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_sees_what_was_said_last_what_changed_since_and_everything_that_gives_and_stops_the_right()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var shown = await ShowAsync(village, First);
        Assert.All(shown, item => Assert.Contains("この権限の棚卸しは今回が初めてです。", item.Value));
        // Both duties give it.
        Assert.Equal(
            ["市民課住民記録係の担当業務、2020-04-01 から", "保険年金課の担当業務、2024-04-01 から"],
            shown[(Registrar, "juki-inquiry")].Where(l => l.Contains("の担当業務", StringComparison.Ordinal))
        );
        foreach (var choice in (string[])["keep", "remove"])
            (await village.RunAsync($"review answer {First} {Clerk} tax-levy {choice}", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {First}", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review take-back {First} {Clerk} tax-levy", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review answer {First} {Clerk} tax-levy keep", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {First}", Chief)).Ended(ExitCodes.Done);
        await CloseAsync(village);

        village.MoveTo("2026-03-02");
        village.Move(Clerk.Value, VillageStory.Residents, "2026-03-01");
        village.Keyless.Add(Registrar);
        await village.DeliverAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        shown = await ShowAsync(village, Second);
        const string Since = "その後：所属 税務課→市民課住民記録係（2026-03-01）";
        Assert.Equal(["付与する規則も申請もありません", "前回（2026-02-02）：続ける。" + Since], shown[(Clerk, "tax-levy")].Take(2));
        // Another review says which one it was.
        (await village.RunAsync("review open moved")).Ended(ExitCodes.Done);
        Assert.Contains(
            "前回（2026-02-02 マイナンバー利用事務系の棚卸し（四半期））：続ける。" + Since,
            (await ShowAsync(village, "moved-20260302"))[(Clerk, "tax-levy")]
        );
        // Nobody had said anything of the others when the first round was stopped: that is not "new".
        Assert.Contains("この権限の棚卸しは今回が初めてです。", shown[(Registrar, "juki-update")]);
        Assert.Contains("いまは使えません：鍵が未登録または失効", shown[(Registrar, "juki-update")]);
        var item = (await village.RunAsync($"review show {Second} --json"))
            .Json.EnumerateArray()
            .First(i => i.GetProperty("worker").GetString() == Clerk.Value);
        Assert.Equal(
            ("keep", "2026-02-02", "2026-03-01"),
            (
                item.GetProperty("before").GetProperty("choice").GetString(),
                item.GetProperty("before").GetProperty("on").GetString(),
                item.GetProperty("moves")[0].GetProperty("on").GetString()
            )
        );
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_right_that_came_after_the_last_round_is_new_and_silence_is_said_to_have_been_silence()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        foreach (var day in (string[])["2026-02-16", "2026-02-24"])
        {
            village.MoveTo(day);
            await village.DeliverAsync();
            using var installation = village.Open();
            await installation.RefreshAsync(Night, Ct);
            await ReviewNightly.RunAsync(installation.Workspace, Night, Ct);
        }
        var hired = VillageStory.Regular("000107", "mayor", VillageStory.TaxOffice, "2026-02-24");
        village.Put(hired);
        await village.DeliverAsync();
        await village.SettleAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var shown = await ShowAsync(village, "my-number-20260224");
        Assert.Contains("前回（2026-02-02）の後に付いた権限です。", shown[(hired.Id, "tax-levy")]);
        // Whoever holds the rest is the last one whom silence left it.
        var last = shown.Where(i => i.Key.Item1 != hired.Id).ToArray();
        Assert.NotEmpty(last);
        Assert.All(last, i => Assert.Contains("前回（2026-02-24）：期限までに回答なし（続ける）。", i.Value));
    }

    [Fact]
    public async Task The_last_sign_in_is_the_accounts_with_its_instant_and_what_is_not_known_is_never_said_to_be_never()
    {
        var may = true;
        await using var village = await OpenAsync(new TenantOptions { MayReadSignIns = _ => may });
        (await village.RunAsync("review sign-ins")).Ended(ExitCodes.Refused).Says("directory:signInActivity");
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        Assert.All(await ShowAsync(village, First), item => Assert.Contains("最後のサインイン：不明", item.Value));
        Ask(village);
        SignedIn(village, Clerk, "lastSuccessfulSignInDateTime", "2025-10-04T16:00:00Z");
        SignedIn(village, Chief, "lastSuccessfulSignInDateTime", "2026-02-01T00:00:00Z");
        // It moves with attempts that failed.
        SignedIn(village, Registrar, "lastSignInDateTime", "2026-02-01T16:00:00Z");
        (await village.RunAsync("review sign-ins")).Ended(ExitCodes.Done).Says("分かるもの 2、");
        var shown = await ShowAsync(village, First);
        Assert.Equal(
            [
                "最後のサインイン：2025-10-05（2026-02-02 09:00 時点、アカウント全体）",
                "このアカウントは 120日 サインインがありません（2026-02-02 09:00 時点）。",
            ],
            shown[(Clerk, "tax-levy")].Where(l => l.Contains("サインイン", StringComparison.Ordinal))
        );
        Assert.Equal(
            ["最後のサインイン：2026-02-01（2026-02-02 09:00 時点、アカウント全体）"],
            shown[(Chief, "tax-levy")].Where(l => l.Contains("サインイン", StringComparison.Ordinal))
        );
        Assert.Equal(
            ["最後のサインイン：不明（2026-02-02 09:00 時点、アカウント全体）"],
            shown[(Registrar, "juki-update")].Where(l => l.Contains("サインイン", StringComparison.Ordinal))
        );

        // The permission is taken away: everything is unknown, one incident says so, however often it is asked.
        may = false;
        foreach (var _ in Enumerable.Range(0, 2))
            (await village.RunAsync("review sign-ins")).Ended(ExitCodes.TryAgain).Says("accessgov incidents");
        Assert.All(await ShowAsync(village, First), item => Assert.Contains("最後のサインイン：不明", item.Value));
        using (var installation = village.Open())
            Assert.Equal(2, Assert.Single(await IncidentLog.ListAsync(installation.Workspace, Ct), i => i.Code == "sign-ins-unread").Times);
        Assert.DoesNotContain("|000", await village.StateTextAsync("sign-ins"), StringComparison.Ordinal);
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_reading_that_stopped_in_the_middle_goes_on_there_and_the_last_whole_one_is_shown_meanwhile()
    {
        await using var village = await OpenAsync();
        Ask(village);
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        SignedIn(village, Clerk, "lastSuccessfulSignInDateTime", "2026-02-01T00:00:00Z");
        (await village.RunAsync("review sign-ins")).Ended(ExitCodes.Done);
        SignedIn(village, Clerk, "lastSuccessfulSignInDateTime", "2026-02-03T00:00:00Z");
        SampleUsers.AddTo(village.Tenant.Directory, 1_200);
        village.MoveTo("2026-02-04");
        var asked = village.Tenant.Counters.HttpRequests;
        village.Tenant.Faults.Next("GET /users", times: 50, status: 503, skip: 1);
        using (var installation = village.Open())
        {
            await ReadSignIns.BeginAsync(installation.Workspace, Night, Ct);
            Assert.Null(await ReadSignIns.RunAsync(installation.Workspace, Night, Ct));
        }
        Assert.All(await LinesOf(village), l => Assert.Equal("最後のサインイン：2026-02-01（2026-02-02 09:00 時点、アカウント全体）", l));
        village.Tenant.Faults.Calm();
        using (var installation = village.Open())
        {
            var done = await ReadSignIns.RunAsync(installation.Workspace, Night, Ct);
            Assert.Equal((village.Tenant.Directory.Users.Count, true), (done!.Accounts, done.IsWhole));
            Assert.Null(await ReadSignIns.RunAsync(installation.Workspace, Night, Ct));
        }
        Assert.All(await LinesOf(village), l => Assert.StartsWith("最後のサインイン：2026-02-03（2026-02-04", l, StringComparison.Ordinal));
        Assert.True(village.Tenant.Counters.HttpRequests > asked);

        // A reading that nothing followed for more than a week says nothing any more.
        village.MoveTo("2026-02-12");
        Assert.All(await LinesOf(village), l => Assert.Equal("最後のサインイン：不明", l));
    }

    private static async Task<IEnumerable<string>> LinesOf(VillageStory village) =>
        (await ShowAsync(village, First))[(Clerk, "tax-levy")].Where(l => l.StartsWith("最後のサインイン", StringComparison.Ordinal));

    private static async Task<VillageStory> OpenAsync(TenantOptions? options = null) =>
        await VillageStory.SettledAsync(
            // Moves are looked at from the day on which their review begins.
            policyText: Sample.Text.Replace("    from: 2026-04-01\n    movers: true\n", "    from: 2026-02-01\n    movers: true\n"),
            options: options,
            before: v =>
            {
                v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
                v.Change(
                    Registrar.Value,
                    w =>
                        w with
                        {
                            Postings =
                            [
                                w.Postings[0],
                                w.Postings[0] with
                                {
                                    Kind = PostingKind.Concurrent,
                                    Org = new OrgCode("020200"),
                                    Days = new DateSpan(new DateOnly(2024, 4, 1), null),
                                },
                            ],
                        }
                );
            }
        );

    private static async Task CloseAsync(VillageStory village)
    {
        using var installation = village.Open();
        await installation.RefreshAsync(Night, Ct);
        var by = new Approver(VillageStory.Author, true, true, new HashSet<OperatorRole> { OperatorRole.Officer });
        Assert.Null(await StopReview.RunAsync(installation.Workspace, by, First, "期間を改める", Ct));
    }

    private static async Task<IReadOnlyDictionary<(EmployeeId, string), List<string>>> ShowAsync(VillageStory village, string round)
    {
        var items = new Dictionary<(EmployeeId, string), List<string>>();
        List<string>? item = null;
        foreach (var line in (await village.RunAsync($"review show {round}")).Ended(ExitCodes.Done).Out.Split('\n'))
            if (line.StartsWith("  ", StringComparison.Ordinal))
                item!.Add(line.Trim());
            else if (line.Split(' ', ':') is [var worker, var right, ..])
                items.Add((new EmployeeId(worker), right), item = []);
        return items;
    }

    private static void SignedIn(VillageStory village, EmployeeId who, string what, string at) =>
        village.Account(who)["signInActivity"] = new Dictionary<string, string?> { [what] = at };

    private static void Ask(VillageStory village)
    {
        var file = Path.Combine(village.Root, "accessgov.json");
        var text = File.ReadAllText(file);
        File.WriteAllText(
            file,
            text.Replace("\"allowOneIdentity\":true", "\"allowOneIdentity\":true,\"signInActivity\":true", StringComparison.Ordinal)
        );
    }
}
