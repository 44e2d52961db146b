using System.Text;
using System.Text.Json;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City.Files;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Somebody who does not know the product reads whole sentences, words and no codes, and one thing by one name.</summary>
public sealed class Story99_What_a_stranger_reads
{
    private const string Unreadable = "000109";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_of_no_actions_is_applied_with_a_whole_sentence()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("変更はありません");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done).Says("することはありません");
    }

    /// <summary>Before two people agreed to a table of operators nobody has a role, whoever asks and whatever for.</summary>
    [Fact]
    public async Task Who_one_is_by_the_settings_is_told_as_that_and_opens_no_review()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        (await village.RunAsync("whoami")).Ended(ExitCodes.Done).Says("設定では", VillageStory.Author.Value, "まだ2人で決まっていない");
        Assert.False((await village.RunAsync("whoami --json")).Ended(ExitCodes.Done)["inForce"].GetBoolean());
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Refused).Says("まだ2人で決まっていない");
        await using var settled = await VillageStory.SettledAsync();
        (await settled.RunAsync("whoami")).Ended(ExitCodes.Done).SaysNot("設定では");
        (await settled.RunAsync("whoami", new("009999"))).Says("職員番号 009999 です（役割はありません）");
        Assert.True((await settled.RunAsync("whoami --json")).Ended(ExitCodes.Done)["inForce"].GetBoolean());
    }

    [Fact]
    public async Task That_the_installation_observes_is_told_once()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        foreach (var command in new[] { "status", "whoami", "go-live status", "plans" })
            Assert.Equal(2, (await village.RunAsync(command)).Text.Split("観察モード").Length);
        Assert.Contains("observe", (await village.RunAsync("status --lang en")).Out, StringComparison.Ordinal);
        (await village.RunAsync("go-live status")).Ended(ExitCodes.Done).Says("運用はまだ開始していません").SaysNot("運用開始はまだ");
    }

    /// <summary>In operators that are proposed and shown, the roles have their names.</summary>
    [Fact]
    public async Task Operators_who_are_proposed_have_roles_and_no_codes()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Approvers.Add(new("000103"));
        village.Sit(VillageStory.Author);
        village.BeginNew();
        (await village.RunAsync("operators propose")).Ended(ExitCodes.Done);
        (await village.RunAsync("operators status")).Ended(ExitCodes.Done).Says("000103（承認者").SaysNot("(approver");
        (await village.RunAsync("operators status --lang en")).Ended(ExitCodes.Done).Says("000103 (approver");
    }

    [Fact]
    public async Task Whoever_was_held_back_at_import_is_no_stranger()
    {
        await using var village = await VillageStory.OpenAsync(
            policyText: Sample.Text.Replace("max-rejected-share: 0.02", "max-rejected-share: 0.50", StringComparison.Ordinal)
        );
        var profiles = Path.Combine(village.Root, "profiles");
        System.IO.Directory.CreateDirectory(profiles);
        foreach (var file in System.IO.Directory.EnumerateFiles(Sample.InRepository("functions/policy/profiles")))
            await WriteChangedAsync(
                file,
                Path.Combine(profiles, Path.GetFileName(file)),
                "maxRejectedShare: 0.02",
                "maxRejectedShare: 0.50"
            );
        var settings = Path.Combine(village.Root, "accessgov.json");
        await WriteChangedAsync(settings, settings, Sample.InRepository("functions/policy/profiles"), profiles);
        village.Put(VillageStory.Regular(Unreadable, "mayor", VillageStory.TaxOffice));
        var delivered = village.Write("mayor");
        var cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        var lines = cp932.GetString(await File.ReadAllBytesAsync(delivered, Ct)).Split("\r\n");
        var kind = new MayorFormat().Header.ToList().IndexOf("発令区分");
        await File.WriteAllBytesAsync(delivered, cp932.GetBytes(string.Join("\r\n", lines.Select(Spoilt))), Ct);

        (await village.RunAsync($"hr import {delivered} --source mayor"))
            .Ended(ExitCodes.Done)
            .Says($"職員 {Unreadable} の取込みを保留", "使えない行 1 行")
            .SaysNot("除外行");
        (await village.RunAsync($"explain {Unreadable}")).Ended(ExitCodes.Refused).Says($"職員 {Unreadable} の取込みを保留", "市長部局");
        (await village.RunAsync($"plan --worker {Unreadable}")).Says($"職員 {Unreadable} の取込みを保留");
        (await village.RunAsync("explain 999999")).Ended(ExitCodes.NotFound).SaysNot("保留");
        // The next file has the row as it should be.
        village.MoveTo("2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync($"explain {Unreadable}")).Ended(ExitCodes.Done).SaysNot("取込みを保留");

        string Spoilt(string line)
        {
            if (!line.StartsWith(Unreadable, StringComparison.Ordinal))
                return line;
            var cells = line.Split(',');
            cells[kind] = "謎";
            return string.Join(',', cells);
        }
    }

    private static async Task WriteChangedAsync(string from, string to, string old, string now) =>
        await File.WriteAllTextAsync(to, (await File.ReadAllTextAsync(from, Ct)).Replace(old, now, StringComparison.Ordinal), Ct);

    [Fact]
    public async Task Of_other_nodes_people_read_words_in_columns()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        (await b.RunAsync("transfer told lgwan")).Ended(ExitCodes.NotFound).Says("まだ何も届いていません");
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        (await b.RunAsync("transfer told lgwan"))
            .Ended(ExitCodes.NotFound)
            .Says("件数・権限・計画をまだ知らせていません", "最後に取り込んだのは 1 号")
            .SaysNot("届いていません");
        (await b.RunAsync("plan")).Ended(ExitCodes.Done);
        var plan = (await b.RunAsync("show last --json"))["id"].GetString()!;
        (await TwoNodes.ImportAsync(a, await nodes.ExportAsync(b))).Ended(ExitCodes.Done);
        var told = (await a.RunAsync("transfer told mynumber")).Ended(ExitCodes.Done).Says(plan[..12], "作成済み");
        told.SaysNot("True").SaysNot("False").SaysNot("{").SaysNot(plan[..13]).SaysNot("Made");
        var status = (await a.RunAsync("nodes status")).Ended(ExitCodes.Done).Says("ノード", "受け取るもの", "件数");
        status.SaysNot("takes").SaysNot("gives").SaysNot("takesFrom");

        var package = await nodes.ExportAsync(a);
        (await TwoNodes.ImportAsync(b, package)).Ended(ExitCodes.Done);
        await File.WriteAllTextAsync(package, "x", Ct);
        (await TwoNodes.ImportAsync(b, package)).Ended(ExitCodes.Refused);
        (await b.RunAsync("incidents"))
            .Says("指摘（未解決", "受渡しファイルを取り込めませんでした  ", "accessgov incidents take 番号")
            .SaysNot("transfer-refused")
            .SaysNot("incidents retry");
        (await b.RunAsync("incidents take xyz")).Ended(ExitCodes.Usage).Says("指摘の番号ではありません");
        (await b.RunAsync("incidents take abc")).Ended(ExitCodes.NotFound).Says("番号が「abc」で始まる", "accessgov incidents");
        (await b.RunAsync("incidents retry abc")).Ended(ExitCodes.NotFound).Says("番号が「abc」で始まる");
        foreach (var open in JsonDocument.Parse((await b.RunAsync("incidents --json")).Out).RootElement.EnumerateArray())
        {
            var id = open.GetProperty("id").GetString()!;
            (await b.RunAsync($"incidents retry {id}")).Ended(ExitCodes.NotFound).Says("再処理するメッセージがありません", "close");
            (await b.RunAsync($"incidents close {id[..8]} --reason 作り直しました")).Ended(ExitCodes.Done);
        }
        (await b.RunAsync("incidents")).Ended(ExitCodes.Done).Says("未解決 0 件", "--all").SaysNot("受渡しファイルを").SaysNot("incidents take");
        (await b.RunAsync("incidents --all")).Ended(ExitCodes.Done).Says("受渡しファイルを取り込めませんでした  ", "作り直しました");
    }

    /// <summary>Somebody whom the source employs, told without terms: what is missing is named, and nothing else.</summary>
    [Fact]
    public async Task News_of_a_person_without_terms_is_refused_for_that()
    {
        await using var village = await VillageStory.SettledAsync();
        var file = Path.Combine(village.Root, "news.json");
        await File.WriteAllTextAsync(file, """{ "employeeId": "000102", "name": "須坂", "postings": [], "leaves": [] }""", Ct);
        (await village.RunAsync($"hr tell {file} --source mayor"))
            .Ended(ExitCodes.Refused)
            .Says("employments", "任用の期間を書いてください")
            .SaysNot("という項目はここには書けません");
    }
}
