using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// A rule would give what a review took: it stays taken however often it is planned, the conflict is shown with three ways out, and each of
/// them is a way out.
/// </summary>
public sealed class Story60_A_rule_at_odds_with_a_review
{
    private const string Round = "my-number-20260202",
        Right = "juki-inquiry",
        Rule = "juki-inquiry-offices";
    private static readonly EmployeeId Head = new("000201"),
        Clerk = new("000202"),
        Owner = new("000104");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_stays_taken_and_each_of_the_three_ways_is_one()
    {
        await using var village = await TakenAsync();
        // Nothing is at odds before its day: it may be taken back still.
        (await village.RunAsync($"explain {Clerk} {Right}")).SaysNot("今もこの権限を与えます");
        await DayAsync(village, "2026-02-05");
        await village.SettleAsync();
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
        await village.RunAgainChangesNothingAsync();
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await IsShownAsync(village);

        // Left as it is: nothing to do, and nothing comes back.
        await DayAsync(village, "2026-02-10");
        await village.RunAgainChangesNothingAsync();
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await IsShownAsync(village);

        // Asked for: two agree, and it is there until its end.
        var id = await AgreedAsync(village);
        await village.SettleAsync();
        Assert.Contains(Right, village.RightsOf(Clerk));
        (await village.RunAsync($"explain {Clerk} {Right}")).Says(id, "2026-02-20").SaysNot("今もこの権限を与えます");
        (await village.RunAsync("review list")).SaysNot("規則との食い違い");
        await village.RunAgainChangesNothingAsync();
        await DayAsync(village, "2026-02-21");
        await village.SettleAsync();
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        await IsShownAsync(village);

        // The rule is changed by two people: nothing is at odds any more.
        var policy = await File.ReadAllTextAsync(village.PolicyFile, Ct);
        const string ofRule = "    orgs: [\"020100\", \"020200\", \"030100\", \"030200\", \"040100\", \"700100\"]\n";
        Assert.Contains(ofRule, policy, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            village.PolicyFile,
            policy.Replace(ofRule, ofRule + "    posts: [課長]\n", StringComparison.Ordinal),
            Ct
        );
        (await village.RunAsync("policy propose")).Ended(ExitCodes.Done);
        var hash = (await village.RunAsync("policy status --json"))["proposed"].GetProperty("hash").GetString();
        (await village.RunAsync($"policy approve {hash}", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync($"explain {Clerk} {Right}")).Ended(ExitCodes.Done).SaysNot("今もこの権限を与えます");
        (await village.RunAsync("review list")).SaysNot("規則との食い違い");
        Assert.Contains(Right, village.RightsOf(Head));
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task What_was_not_taken_yet_and_is_agreed_to_afresh_is_nobodys_trouble_any_more()
    {
        await using var village = await TakenAsync();
        // Nobody applies what the nights plan.
        await DayAsync(village, "2026-02-06");
        Assert.True((await NightAsync(village)).IsOpen);
        await AgreedAsync(village);
        await DayAsync(village, "2026-02-07");
        var ended = await NightAsync(village);
        Assert.Equal((true, (EmployeeId?)null), (ended.IsSettled, ended.ClosedBy));
        Assert.Contains("改めて与えている", ended.WhyEnded?.InJapanese(), StringComparison.Ordinal);
        (await village.RunAsync("review list")).SaysNot("未反映");
        Assert.Contains(Right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    /// <summary>The head has handed in that the clerk does not need it: from 2026-02-05 on.</summary>
    private static async Task<VillageStory> TakenAsync()
    {
        var village = await VillageStory.SettledAsync(before: v =>
        {
            foreach (var head in new[] { Head, Owner })
                v.Change(head.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
        });
        Assert.Contains(Right, village.RightsOf(Clerk));
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        (await village.RunAsync($"review answer {Round} {Clerk} {Right} remove", Head)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Round}", Head)).Ended(ExitCodes.Done);
        return village;
    }

    private static async Task<string> AgreedAsync(VillageStory village)
    {
        (await village.RunAsync($"request ask {Right} --purpose 検針の照会 --until 2026-02-20", Clerk)).Ended(ExitCodes.Done);
        var asked = (await village.RunAsync("request list --json", Clerk))["requests"][0];
        var id = asked.GetProperty("request").GetProperty("id").GetString()!;
        (await village.RunAsync($"request approve {id}", Head)).Ended(ExitCodes.Done);
        (await village.RunAsync($"request approve {id}", Owner)).Ended(ExitCodes.Done);
        return id;
    }

    private static async Task<Incident> NightAsync(VillageStory village)
    {
        using var installation = village.Open();
        var night = new Actor.Trigger(nameof(ReconcileNightly));
        await installation.RefreshAsync(night, Ct);
        await ReconcileNightly.RunAsync(installation.Workspace, night, installation.Log, Ct);
        return Assert.Single(await IncidentLog.ListAsync(installation.Workspace, Ct), i => i.Code == UntakenIncidents.One);
    }

    private static async Task IsShownAsync(VillageStory village)
    {
        (await village.RunAsync($"explain {Clerk}"))
            .Ended(ExitCodes.Done)
            .Says($"規則「{Rule}」は今もこの権限を与えますが", "2026-02-05 から", "1. 規則を直す", "2. このままにする", "3. 期限つきで");
        var conflict = (await village.RunAsync($"explain {Clerk} {Right} --json"))["rights"][0].GetProperty("conflict");
        Assert.Equal((Rule, 3), (conflict.GetProperty("rule").GetString(), conflict.GetProperty("waysOut").GetArrayLength()));
        (await village.RunAsync("review list")).Says("規則との食い違い 1 件", $"{Clerk} {Right}: {Rule}");
        (await village.RunAsync("explain " + Head)).SaysNot("今もこの権限を与えます");
    }

    private static async Task DayAsync(VillageStory village, string day)
    {
        village.MoveTo(day);
        await village.DeliverAsync();
    }
}
