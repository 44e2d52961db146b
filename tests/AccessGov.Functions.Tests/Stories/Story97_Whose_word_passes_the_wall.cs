using System.Text.Json.Nodes;
using AccessGov.App.Personnel;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Nobody alone gives a right that matters, also not in two steps: a fact at the node outside, and a yes at the node behind the wall.
/// </summary>
public sealed class Story97_Whose_word_passes_the_wall
{
    /// <summary>Operates outside, and approves inside.</summary>
    private static readonly EmployeeId Both = new("000103");

    private static readonly EmployeeId Friend = new("000105");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_enters_a_fact_by_hand_outside_cannot_agree_alone_to_what_it_gives_inside()
    {
        await using var nodes = await SettledAsync();
        var (a, b) = (nodes.A, nodes.B);
        await MoveByHandAsync(nodes);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done).Says("1人だけで登録した事実");
        (await b.RunAsync("plan")).Ended(ExitCodes.Done);
        var plan = await b.RunAsync("show last --json");
        Assert.Contains("supplied-by-hand", Reasons(plan));
        (await b.RunAsync("approve last", Both)).Ended(ExitCodes.Refused).Says("登録した人");
        (await b.RunAsync("apply last")).Ended(ExitCodes.Refused);
        Assert.DoesNotContain("juki-update", b.RightsOf(Friend));

        (await b.RunAsync("approve last", b.Auditor)).Ended(ExitCodes.Done);
        (await b.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.Contains("juki-update", b.RightsOf(Friend));
        (await b.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task What_was_agreed_to_inside_is_not_asked_again_by_each_package()
    {
        await using var nodes = await SettledAsync();
        var (a, b) = (nodes.A, nodes.B);
        await MoveByHandAsync(nodes);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        await b.SettleAsync();
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        await GiveAnewAsync(b);
        Assert.DoesNotContain("supplied-by-hand", Reasons(await b.RunAsync("show last --json")));
    }

    [Fact]
    public async Task Once_personnel_tells_it_outside_it_is_nobodys_word_inside()
    {
        await using var nodes = await SettledAsync();
        var (a, b) = (nodes.A, nodes.B);
        await MoveByHandAsync(nodes);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        Assert.Contains(await WordsAsync(b), w => w["by"]!.GetValue<string>() == Both.Value);
        nodes.MoveTo("2026-02-04");
        await a.DeliverByInboxAsync();
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        Assert.DoesNotContain(await WordsAsync(b), w => w["what"]!.GetValue<string>() == "source:mayor");
        (await b.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_refused_part_does_not_free_the_facts_that_are_there_of_whose_word_they_are()
    {
        await using var nodes = await SettledAsync();
        var (a, b) = (nodes.A, nodes.B);
        await MoveByHandAsync(nodes);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        nodes.MoveTo("2026-02-04");
        await a.DeliverByInboxAsync();
        var next = await Repacked.MakeAsync(a, await nodes.ExportAsync(a), parts: (kind, text) => Older(kind, text));
        // The rest was taken over; what the part would have changed is no result.
        var partly = (await TwoNodes.ImportAsync(b, next)).Ended(ExitCodes.NotAsItShouldBe);
        partly.Says("一部（人事情報（市長部局））を除いて取り込みました", "人事情報（市長部局） は前のままです");
        partly.SaysNot("人事情報（市長部局）: ");
        Assert.Contains(await WordsAsync(b), w => w["by"]!.GetValue<string>() == Both.Value);

        static string Older(string kind, string text) =>
            kind == "people:mayor" ? text.Replace("\"asOf\":\"2026-02-04\"", "\"asOf\":\"2026-01-04\"", StringComparison.Ordinal) : text;
    }

    [Fact]
    public async Task Whoever_announces_outside_what_he_delivers_himself_has_announced_nothing_inside()
    {
        await using var nodes = await SettledAsync();
        var (a, b) = (nodes.A, nodes.B);
        nodes.MoveTo("2026-02-03");
        foreach (var id in new[] { "000102", "000104", "000105", "000106" })
            a.Leave(id, "2026-02-02");
        var list = await a.ListAsync("mine.csv", "職員番号,発令区分,発令年月日,新所属コード", a.Announced);
        (await a.RunAsync($"hr announce {list}", Both)).Ended(ExitCodes.Done);
        (await a.RunAsync($"hr import {a.Write("mayor")} --source mayor", Both)).Ended(ExitCodes.Done);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        await b.RunAsync("plan");
        Assert.Contains("removals", Reasons(await b.RunAsync("show last --json")));
        (await b.RunAsync("show last")).Says("予告として数えていません");
        (await b.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_package_that_does_not_say_whose_word_it_is_is_refused()
    {
        await using var nodes = await SettledAsync();
        var (a, b) = (nodes.A, nodes.B);
        var next = await Repacked.MakeAsync(a, await nodes.ExportAsync(a), parts: (kind, text) => kind == "words" ? null : text);
        (await TwoNodes.ImportAsync(b, next)).Ended(ExitCodes.Refused).Says("words");
    }

    [Fact]
    public async Task Whoever_lets_facts_in_before_two_people_agreed_to_the_table_is_their_author()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        b.BeginNew();
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a), "import")).Ended(ExitCodes.Done);
        var carried = (await WordsAsync(b)).Where(w => w["by"]!.GetValue<string>() == VillageStory.Author.Value && w["workers"] is null);
        Assert.Contains("source:mayor", carried.Select(w => w["what"]!.GetValue<string>()));
        (await b.RunAsync("plan", Both)).Ended(ExitCodes.Done);
        var plan = (await b.RunAsync("show last --json"))["id"].GetString()!;
        (await b.RunAsync($"go-live propose {plan}")).Ended(ExitCodes.Done);
        (await b.RunAsync($"go-live approve {plan}", b.Auditor)).Ended(ExitCodes.Done);
        (await b.RunAsync("approve last")).Ended(ExitCodes.Refused).Says("登録した人");
        // Under the table that two people agreed to, it is the sender's word.
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        Assert.DoesNotContain(await WordsAsync(b), w => w["workers"] is null && w["what"]!.GetValue<string>() == "trainings");
        (await b.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Whoever_let_facts_in_by_a_key_of_his_own_does_not_go_live_with_another_one()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        await using var other = await TwoNodes.OpenAsync();
        var b = nodes.B;
        b.BeginNew();
        // His own node, called as the true one is.
        var file = Path.Combine(b.Root, "accessgov.json");
        var settings = await File.ReadAllTextAsync(file, Ct);
        await File.WriteAllTextAsync(file, WithKeyOf(settings, other), Ct);
        (await TwoNodes.ImportAsync(b, await other.ExportAsync(other.A))).Ended(ExitCodes.Done);
        await File.WriteAllTextAsync(file, settings, Ct);
        (await b.RunAsync("plan")).Ended(ExitCodes.Done);
        var plan = (await b.RunAsync("show last --json"))["id"].GetString()!;
        (await b.RunAsync($"go-live propose {plan}")).Ended(ExitCodes.Refused).Says("lgwan", "鍵を照らし合わせて");
        (await b.RunAsync($"go-live approve {plan}", b.Auditor)).Ended(ExitCodes.Refused);

        static string WithKeyOf(string settings, TwoNodes nodes)
        {
            var changed = JsonNode.Parse(settings)!;
            var theirs = JsonNode.Parse(File.ReadAllText(Path.Combine(nodes.B.Root, "accessgov.json")))!;
            changed["nodes"] = theirs["nodes"]!.DeepClone();
            return changed.ToJsonString();
        }
    }

    /// <summary>Behind the wall everything is as it should be, and what was told until now rests on two people's word.</summary>
    private static async Task<TwoNodes> SettledAsync()
    {
        var nodes = await TwoNodes.OpenAsync();
        nodes.B.Approvers.Add(Both);
        (await TwoNodes.ImportAsync(nodes.B, await nodes.ExportAsync(nodes.A))).Ended(ExitCodes.Done);
        await nodes.B.SettleAsync();
        return nodes;
    }

    private static async Task MoveByHandAsync(TwoNodes nodes)
    {
        nodes.MoveTo("2026-02-03");
        nodes.A.Move(Friend.Value, VillageStory.Residents, "2026-02-03");
        (await nodes.A.RunAsync($"hr import {nodes.A.Write("mayor")} --source mayor", Both)).Ended(ExitCodes.Done);
    }

    /// <summary>Somebody took the rights away, and they are given anew.</summary>
    private static async Task GiveAnewAsync(VillageStory village)
    {
        var account = village.Account(Friend);
        foreach (var group in account.MemberOf.ToArray())
            village.Tenant.Directory.RemoveMember(group, account.Id);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
    }

    private static async Task<IReadOnlyList<JsonNode>> WordsAsync(VillageStory village)
    {
        var words = new List<JsonNode>();
        foreach (var row in (await Forger.RowsAsync(village, "hr")).Where(r => r.StartsWith("supplied|node:", StringComparison.Ordinal)))
            words.Add(JsonNode.Parse(await Forger.ReadAsync(village, "hr", row))!);
        return words;
    }

    private static IEnumerable<string?> Reasons(Answer plan) =>
        plan["reasons"].EnumerateArray().Select(r => r.GetProperty("code").GetString());
}
