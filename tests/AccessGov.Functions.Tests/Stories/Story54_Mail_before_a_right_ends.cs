using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Whoever has a right for a time learns in time that it ends, and nobody else does.</summary>
public sealed class Story54_Mail_before_a_right_ends
{
    private const string Right = "farmland";
    private static readonly EmployeeId Holder = new("000105"),
        Head = new("000107"),
        Owner = new("000108");

    [Fact]
    public async Task The_end_of_a_right_is_told_two_weeks_before_and_three_days_to_its_holder_alone()
    {
        await using var village = await RequestAsync();
        var id = await GrantAsync(village, "2026-03-31");
        Assert.Equal(0, await VillageMail.RemindAsync(village, "request", "2026-03-16"));
        Assert.Equal(1, await VillageMail.RemindAsync(village, "request", "2026-03-17"));
        var mail = Assert.Single(village.Tenant.Directory.Mails);
        Assert.Equal("【村】申請した利用権限の期限が近づいています（2026年3月31日 まで）", mail.Subject);
        Assert.Contains("https://portal.city.example/portal/requests", mail.Text, StringComparison.Ordinal);
        Assert.Contains("1 件", mail.Text, StringComparison.Ordinal);
        string[] secrets = ["須坂", "0001", id, .. village.Policy.Entitlements.Select(e => e.Name)];
        Assert.All(secrets, text => Assert.DoesNotContain(text, mail.Subject + mail.Text, StringComparison.Ordinal));
        foreach (
            var (day, count) in new[] { ("2026-03-18", 0), ("2026-03-26", 0), ("2026-03-27", 1), ("2026-03-30", 0), ("2026-03-17", 0) }
        )
            Assert.Equal(count, await VillageMail.RemindAsync(village, "request", day));
        Assert.Equal(2, VillageMail.To(village, Holder).Count);
        Assert.Equal(2, village.Tenant.Directory.Mails.Count);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_returned_or_extended_is_not_told(bool isReturned)
    {
        await using var village = await RequestAsync();
        var id = await GrantAsync(village, "2026-03-31");
        village.MoveTo("2026-03-10");
        if (isReturned)
            (await village.RunAsync($"request return {id}", Holder)).Ended(ExitCodes.Done);
        else
            await GrantAsync(village, "2026-06-30", $" --extends {id}");
        foreach (var day in new[] { "2026-03-17", "2026-03-27", "2026-03-31" })
            Assert.Equal(0, await VillageMail.RemindAsync(village, "request", day));
    }

    [Fact]
    public async Task Whoever_got_it_for_days_is_not_told_the_same_week_that_it_ends()
    {
        await using var village = await RequestAsync();
        await GrantAsync(village, "2026-02-12");
        foreach (var (day, count) in new[] { ("2026-02-02", 0), ("2026-02-06", 0), ("2026-02-09", 1), ("2026-02-12", 0) })
            Assert.Equal(count, await VillageMail.RemindAsync(village, "request", day));
    }

    private static async Task<VillageStory> RequestAsync()
    {
        var village = await VillageStory.SettledAsync(
            before: v =>
            {
                v.Put(Heading(Head.Value, VillageStory.Crafts));
                v.Put(Heading(Owner.Value, "090300"));
            },
            policyText: Sample.Text.Replace("owner: \"060100\"", $"owner: \"{VillageStory.Crafts}\"", StringComparison.Ordinal)
        );
        VillageMail.SwitchOn(village);
        return village;
    }

    private static async Task<string> GrantAsync(VillageStory village, string until, string more = "")
    {
        (await village.RunAsync($"request ask {Right} --purpose 窓口の応援のため --until {until}{more}", Holder)).Ended(ExitCodes.Done);
        var id = (await village.RunAsync("request list --json", Holder))["requests"]
            [0]
            .GetProperty("request")
            .GetProperty("id")
            .GetString()!;
        (await village.RunAsync($"request approve {id}", Head)).Ended(ExitCodes.Done);
        (await village.RunAsync($"request approve {id}", Owner)).Ended(ExitCodes.Done).Says("承認済み");
        return id;
    }

    private static Worker Heading(string id, string org)
    {
        var worker = VillageStory.Regular(id, "mayor", org);
        return worker with { Postings = [worker.Postings[0] with { Post = "課長" }] };
    }
}
