using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AccessGov.App.Incidents;
using AccessGov.App.Transfers;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Somebody owns the store behind the wall, holds the sender's key, or mixes up the media.</summary>
public sealed class Story98_What_a_medium_cannot_do
{
    private const string Small = "minimum-population: 5";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_puts_an_older_store_back_does_not_get_an_older_package_taken_over_again()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        var first = await nodes.ExportAsync(a);
        (await TwoNodes.ImportAsync(b, first)).Ended(ExitCodes.Done);
        var before = await Forger.ReadAsync(b, "transfers", "taken:lgwan");
        var second = await nodes.ExportAsync(a);
        (await TwoNodes.ImportAsync(b, second)).Ended(ExitCodes.Done);
        (await b.RunAsync("audit verify")).Ended(ExitCodes.Done);

        await Forger.EditAsync(b, "transfers", "taken:lgwan", _ => before);
        await Forger.EditAsync(b, "transfers", "taken:lgwan|000000000002", _ => null);
        var found = (await b.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Equal(
            [("transfer-differs", "taken:lgwan"), ("transfer-differs", "taken:lgwan|000000000002")],
            found["differences"].EnumerateArray().Select(d => (d.GetProperty("code").GetString(), d.GetProperty("subject").GetString()))
        );
        (await TwoNodes.ImportAsync(b, second)).Ended(ExitCodes.Refused).Says("2 号まで取り込みました", "1 号までしかありません");

        // Two people have seen it, and say with which number it goes on.
        var third = await nodes.ExportAsync(a);
        (await TwoNodes.ImportAsync(b, third)).Ended(ExitCodes.Refused);
        await nodes.BelieveAsync(atB: p => p["takesFrom"] = 3);
        (await TwoNodes.ImportAsync(b, third)).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Whoever_puts_back_all_that_is_remembered_of_packages_facts_and_all_gets_nothing_taken_over_again()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        var before = new Dictionary<string, string>();
        foreach (var row in await Forger.RowsAsync(b, "transfers"))
            before[row] = await Forger.ReadAsync(b, "transfers", row);
        var second = await nodes.ExportAsync(a);
        (await TwoNodes.ImportAsync(b, second)).Ended(ExitCodes.Done);
        foreach (var row in await Forger.RowsAsync(b, "transfers"))
            await Forger.EditAsync(b, "transfers", row, _ => before.GetValueOrDefault(row));
        (await TwoNodes.ImportAsync(b, second, "check")).Ended(ExitCodes.Refused).Says("2 号まで取り込みました");
        (await TwoNodes.ImportAsync(b, second)).Ended(ExitCodes.Refused).Says("2 号まで取り込みました");
        (await b.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe);
    }

    [Theory]
    [InlineData("sent:lgwan", "sent")]
    [InlineData("heard:lgwan", "taken")]
    [InlineData("told:lgwan:counts", "nothing")]
    public async Task Whoever_writes_into_what_is_remembered_of_packages_is_found(string row, string what)
    {
        await using var nodes = await TwoNodes.OpenAsync();
        (await TwoNodes.ImportAsync(nodes.B, await nodes.ExportAsync(nodes.A))).Ended(ExitCodes.Done);
        if (what == "sent")
            await nodes.ExportAsync(nodes.B);
        (await nodes.B.RunAsync("audit verify")).Ended(ExitCodes.Done);
        static string Other(string text) => text.Length == 0 ? "{}" : text.Replace("1", "2", StringComparison.Ordinal);
        await Forger.EditAsync(nodes.B, "transfers", row, Other);
        (await nodes.B.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says("受け渡しの控え");
    }

    [Fact]
    public async Task A_list_that_was_cut_off_is_held_and_the_next_whole_one_is_taken()
    {
        var policy = Sample.Text.Replace("minimum-population: 50", Small, StringComparison.Ordinal);
        await using var nodes = await TwoNodes.OpenAsync(() => VillageStory.OpenAsync(policyText: policy));
        var (a, b) = (nodes.A, nodes.B);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        await b.SettleAsync();
        nodes.MoveTo("2026-02-03");
        var whole = await nodes.ExportAsync(a);
        var cut = await Repacked.MakeAsync(a, whole, parts: (kind, text) => kind == "trainings" ? Half(text) : text);
        var before = await b.StateTextAsync("hr");
        (await TwoNodes.ImportAsync(b, cut, "check")).Ended(ExitCodes.Refused).Says("届いた人だけ 0 人、違う人 0 人、届いていない人", "途中で切れたファイルの可能性");
        Assert.Equal(before, await b.StateTextAsync("hr"));
        var partly = (await TwoNodes.ImportAsync(b, cut)).Ended(ExitCodes.NotAsItShouldBe);
        partly.Says("研修の受講 は取り込みません", "一部（研修の受講）を除いて取り込みました").SaysNot("研修の受講: ");
        Assert.DoesNotContain("前のままです", partly.Out, StringComparison.Ordinal);
        (await b.RunAsync("incidents")).Says("受渡しファイルの一部を取り込めませんでした");
        (await b.RunAsync("transfer status")).Says("2 号まで", "研修の受講: 1 号まで");
        (await b.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await b.RunAgainChangesNothingAsync();

        // Its number is used up; the next package tells everything again.
        a.Keyless.Add(new("000106"));
        await a.DeliverListsAsync();
        whole = await nodes.ExportAsync(a);
        (await b.RunAsync($"transfer check {whole}")).Ended(ExitCodes.Refused);
        // The package that was cut is not the one that the sender made: it is the one that counts, and its chain goes on.
        (await TwoNodes.ImportAsync(b, await NextAsync(nodes, whole, cut))).Ended(ExitCodes.Done).Says("なくなる 1 人");
        (await b.RunAsync("transfer status")).SaysNot("研修の受講: 1 号まで");
        Assert.DoesNotContain("transfer-part-refused", await OpenIncidentsAsync(b), StringComparison.Ordinal);

        static string Half(string text)
        {
            var list = JsonNode.Parse(text)!.AsArray();
            while (list.Count > 6)
                list.RemoveAt(0);
            return list.ToJsonString();
        }
    }

    [Fact]
    public async Task The_age_that_is_shown_is_that_of_what_was_taken_over_and_not_of_the_package()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        nodes.MoveTo("2026-02-10");
        var without = await Repacked.MakeAsync(a, await nodes.ExportAsync(a), parts: (kind, text) => kind == "people:mayor" ? null : text);
        (await TwoNodes.ImportAsync(b, without)).Ended(ExitCodes.Done);
        var part = (await b.RunAsync("transfer status --json")).Json[0]
            .GetProperty("parts")
            .EnumerateArray()
            .Where(p => p.TryGetProperty("ageDays", out _))
            .ToDictionary(p => p.GetProperty("kind").GetString()!, p => p.GetProperty("ageDays").GetInt32());
        Assert.Equal((7, 0), (part["people:mayor"], part["people:water"]));
        (await b.RunAsync("transfer status")).Says("7 日前");
        (await b.RunAsync("status")).Says("lgwan の 1 号による", "7 日前", "lgwan の 2 号による", "0 日前");
        var sources = (await b.RunAsync("status --json"))["sources"].EnumerateArray();
        var package = sources.Single(s => s.GetProperty("id").GetString() == "mayor").GetProperty("package");
        Assert.Equal((1, 7), (package.GetProperty("number").GetInt32(), package.GetProperty("ageDays").GetInt32()));
        (await nodes.A.RunAsync("status")).SaysNot("号による");
    }

    [Fact]
    public async Task The_own_package_is_called_ones_own_and_nobody_is_alarmed()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var first = await nodes.ExportAsync(nodes.A);
        (await TwoNodes.ImportAsync(nodes.A, first)).Ended(ExitCodes.Refused).Says("このノード自身が作った mynumber あての 1 号");
        Assert.DoesNotContain("transfer-refused", await OpenIncidentsAsync(nodes.A), StringComparison.Ordinal);
        // What somebody else signed is not called so, whatever it says of itself.
        await using var other = await TwoNodes.OpenAsync();
        (await TwoNodes.ImportAsync(other.A, first)).Ended(ExitCodes.Refused).Says("ノード一覧にない署名");
    }

    [Fact]
    public async Task A_medium_that_was_mixed_up_is_over_when_the_right_one_comes()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        var wrong = Path.Combine(nodes.Medium, "wrong.transfer");
        await File.WriteAllTextAsync(wrong, "職員番号,氏名\n", Ct);
        (await TwoNodes.ImportAsync(b, wrong)).Ended(ExitCodes.Refused);
        await using var other = await TwoNodes.OpenAsync();
        (await TwoNodes.ImportAsync(b, await other.ExportAsync(other.A))).Ended(ExitCodes.Refused);
        Assert.Contains("transfer-refused", await OpenIncidentsAsync(b), StringComparison.Ordinal);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        // What was no package is settled by one that is; a key that nobody agreed to is looked at by somebody.
        using var installation = b.Open();
        var open = Assert.Single(await IncidentLog.ListAsync(installation.Workspace, Ct), i => i.IsOpen);
        Assert.StartsWith("lgwan transfer-foreign-node lgwan+", open.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_histories_of_a_sender_stay_open_each_until_somebody_closes_them()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        var first = await nodes.ExportAsync(a);
        (await TwoNodes.ImportAsync(b, first)).Ended(ExitCodes.Done);
        var forked = await Repacked.MakeAsync(a, first, m => m with { MadeAt = m.MadeAt.AddMinutes(1) });
        (await TwoNodes.ImportAsync(b, forked)).Ended(ExitCodes.Refused);
        var second = await nodes.ExportAsync(a);
        var chained = await Repacked.MakeAsync(a, second, m => m with { Previous = new string('0', m.Hash.Length) });
        (await TwoNodes.ImportAsync(b, chained)).Ended(ExitCodes.Refused).Says("1 号に続くものではありません");
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Refused).Says("2 号が届いていません", "takesFrom");
        Assert.Equal(["lgwan", "lgwan transfer-forked 1", "lgwan transfer-other-chain 2"], await OpenAsync());
        (await TwoNodes.ImportAsync(b, second)).Ended(ExitCodes.Done);
        Assert.Equal(["lgwan transfer-forked 1", "lgwan transfer-other-chain 2"], await OpenAsync());

        async Task<string[]> OpenAsync()
        {
            using var installation = b.Open();
            return [.. (await IncidentLog.ListAsync(installation.Workspace, Ct)).Where(i => i.IsOpen).Select(i => i.Subject).Order()];
        }
    }

    [Fact]
    public async Task A_package_of_another_municipality_is_told_with_the_name_of_this_one()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var here = TransferPackage.ManifestOf(await File.ReadAllBytesAsync(await nodes.ExportAsync(nodes.A), Ct))!.Tenant;
        var other = await Repacked.MakeAsync(nodes.A, await nodes.ExportAsync(nodes.A), m => m with { Tenant = new("nagano") });
        var told = new[] { "別の団体（nagano）", $"tenant は「{here}」", "policy.yaml" };
        (await TwoNodes.ImportAsync(nodes.B, other)).Ended(ExitCodes.Refused).Says(told);
        (await nodes.B.RunAsync("incidents")).Says(told);
    }

    [Theory]
    [InlineData("post", 129, 128)]
    [InlineData("org", 65, 64)]
    [InlineData("displayName", 257, 256)]
    public async Task A_post_or_unit_or_name_of_any_length_is_refused(string member, int length, int most)
    {
        await using var nodes = await TwoNodes.OpenAsync();
        (await TwoNodes.ImportAsync(nodes.B, await nodes.ExportAsync(nodes.A))).Ended(ExitCodes.Done);
        if (member == "displayName")
            await nodes.BelieveAsync(atB: p => p["names"] = "true");
        var long1 = await Repacked.MakeAsync(nodes.A, await nodes.ExportAsync(nodes.A), parts: (kind, text) => Longer(kind, text));
        (await TwoNodes.ImportAsync(nodes.B, long1)).Ended(ExitCodes.Refused).Says($"{length} 文字", $"上限 {most} 文字");
        // It was refused whole, so its number is not used up; corrected, the sender makes the next one.
        var next = await nodes.ExportAsync(nodes.A);
        (await TwoNodes.ImportAsync(nodes.B, next)).Ended(ExitCodes.Refused).Says("2 号が届いていません");
        await nodes.BelieveAsync(atB: p => p["takesFrom"] = 3);
        (await TwoNodes.ImportAsync(nodes.B, next)).Ended(ExitCodes.Done);

        string Longer(string kind, string text) =>
            kind != "people:mayor"
                ? text
                : Regex.Replace(text, $"\"{member}\":\"[^\"]*\"", $"\"{member}\":\"{new string('x', length)}\"");
    }

    [Fact]
    public async Task A_package_that_would_live_for_ever_is_refused()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var forever = await Repacked.MakeAsync(
            nodes.A,
            await nodes.ExportAsync(nodes.A),
            m => m with { ExpiresAt = m.MadeAt.AddDays(3650) }
        );
        (await TwoNodes.ImportAsync(nodes.B, forever)).Ended(ExitCodes.Refused).Says("3650 日", "上限 60 日");
    }

    [Fact]
    public async Task A_paper_in_another_language_does_not_keep_a_package_from_being_written_again()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var first = await nodes.ExportAsync(nodes.A);
        var paper = Path.ChangeExtension(first, ".html");
        var japanese = await File.ReadAllTextAsync(paper, Ct);
        (await nodes.A.RunAsync($"transfer export mynumber --out {nodes.Medium} --again 1 --lang en")).Ended(ExitCodes.Done);
        Assert.NotEqual(japanese, await File.ReadAllTextAsync(paper, Ct));
        // Another package under its name stays where it is.
        await File.WriteAllTextAsync(first, "another", Ct);
        (await nodes.A.RunAsync($"transfer export mynumber --out {nodes.Medium} --again 1")).Ended(ExitCodes.Refused);
        Assert.Equal("another", await File.ReadAllTextAsync(first, Ct));
    }

    /// <summary>The sender's package, as the one that follows another one.</summary>
    private static async Task<string> NextAsync(TwoNodes nodes, string file, string after)
    {
        var before = TransferPackage.ManifestOf(await File.ReadAllBytesAsync(after, Ct))!;
        return await Repacked.MakeAsync(nodes.A, file, m => m with { Previous = before.Hash });
    }

    private static async Task<string> OpenIncidentsAsync(VillageStory village)
    {
        using var installation = village.Open();
        return string.Join(' ', (await IncidentLog.ListAsync(installation.Workspace, Ct)).Where(i => i.IsOpen).Select(i => i.Code));
    }
}
