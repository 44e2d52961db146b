using System.Security.Cryptography;
using System.Text;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City.Files;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A city begins: its staff have accounts for years, and none of them carries a number.</summary>
public sealed class Story36_Accounts_without_a_number
{
    private const string Header = "採用,職員番号,氏名,所属,UPN,表示名,部署,objectId,根拠,他の候補";

    private static readonly EmployeeId Taro = new("000105");
    private static readonly EmployeeId Hanako = new("000102");

    /// <summary>Who knows whose the accounts are; supplied nothing else.</summary>
    private static readonly EmployeeId Chooser = new("000106");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_say_whose_an_account_is_somebody_else_agrees_and_nobody_gets_a_second_one()
    {
        await using var village = await BegunAsync();
        var taro = village.Tenant.Directory.FindUser("taro@city.suzaka.example.jp")!;
        var list = await ProposedAsync(village);
        var rows = await RowsAsync(list);
        Assert.Equal(Header, rows[0]);
        Assert.All(rows.Skip(1), row => Assert.StartsWith(",0", row, StringComparison.Ordinal));
        var his = Assert.Single(rows, r => r.StartsWith(",000105,須坂　000105,", StringComparison.Ordinal));
        Assert.Contains(taro.Id, his, StringComparison.Ordinal);
        // Two who are called alike: nobody knows which.
        Assert.Equal(2, rows.Count(r => r.Contains("この職員に他 1 件、このアカウントに他 0 件", StringComparison.Ordinal)));

        await MarkAsync(list, "taro@", "000102@");
        var before = village.TenantText();
        var chosen = await village.RunAsync($"adopt apply {list}", Chooser);
        chosen
            .Ended(ExitCodes.Done)
            .Says("承認が必要", "須坂　000105", "taro@city.suzaka.example.jp に付ける（表示名", "須坂 000105、部署");
        chosen.Says("誰のアカウントかは、選んだ人以外の承認が必要です");
        var plan = (await village.RunAsync("show last --json"))["id"].GetString()!;
        Assert.Equal(before, village.TenantText());
        // Rows and record agree about what was chosen; another list in its place would be found.
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var kept = await Forger.ReadAsync(village, "hr", "chosen");
        await Forger.EditAsync(village, "hr", "chosen", _ => $$"""{"list":"{{new string('0', 64)}}"}""");
        (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe).Says("personnel-differ", "\"chosen\"");
        await Forger.EditAsync(village, "hr", "chosen", _ => kept);

        // Whoever chose does not agree, also when somebody else asks for the plan; nor does whose account it is.
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        (await village.RunAsync("approve last", Chooser)).Ended(ExitCodes.Refused).Says("登録した人");
        (await village.RunAsync("approve last", Hanako)).Ended(ExitCodes.Refused);
        // Meanwhile no other plan makes a second account.
        var alone = await village.RunAsync($"plan --worker {Taro}", Hanako);
        alone.Ended(ExitCodes.Done).Says("別のアカウントは作りません");
        Assert.Equal(["ChangeAttributes"], Kinds(await village.RunAsync("show last --json")));
        (await village.RunAsync("approve last", Chooser)).Ended(ExitCodes.Refused).Says("登録した人");

        (await village.RunAsync($"approve {plan}", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync($"apply {plan}")).Ended(ExitCodes.Done);
        Assert.Equal(taro.Id, village.Account(Taro).Id);
        Assert.Equal("000102@old.suzaka.example.jp", village.Account(Hanako).UserPrincipalName);
        // Only the number: what the account then should be is for the next plan.
        Assert.Equal("須坂 000105", taro.DisplayName);
        await village.SettleAsync();
        Assert.Equal("須坂　000105", village.Account(Taro).DisplayName);
        Assert.Null(village.Tenant.Directory.FindUser("000105" + village.Policy.UserPrincipalNameSuffix));
        await village.RunAgainChangesNothingAsync();
        // The number says whose it is from now on, and nobody needs to remember who chose.
        (await village.RunAsync($"adopt withdraw {Taro}")).Ended(ExitCodes.NotFound);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await TheRecordTellsAsync(village, list, taro.Id);
    }

    [Fact]
    public async Task A_city_that_observes_plans_it_and_its_first_plan_still_comes_after_it()
    {
        await using var village = await BegunAsync(isNew: true);
        var list = await ProposedAsync(village);
        await MarkAsync(list, "taro@");
        (await village.RunAsync($"adopt apply {list}")).Ended(ExitCodes.Done).Says("承認が必要");
        var adoption = (await village.RunAsync("show last --json"))["id"].GetString()!;
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused).Says("観察モード");
        // Whose accounts are whose is no picture of what going live would do.
        (await village.RunAsync($"go-live propose {adoption}")).Ended(ExitCodes.Refused);

        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        var whole = (await village.RunAsync("show last --json"))["id"].GetString()!;
        (await village.RunAsync($"go-live propose {whole}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"go-live approve {whole}", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync($"approve {adoption}", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync($"apply {adoption}")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("最初の計画です");
        await village.SettleAsync();
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_list_with_one_fault_is_refused_whole_and_says_where()
    {
        await using var village = await BegunAsync();
        var directory = village.Tenant.Directory;
        string IdOf(string name) => directory.FindUser($"{name}@city.suzaka.example.jp")!.Id;
        string Taken(string number, string name, string? id = null) => $"1,{number},,,{name}@city.suzaka.example.jp,,,{id ?? IdOf(name)},,";
        var glass = directory.FindUser("breakglass-1@suzaka.example.jp")!.Id;
        var right = Taken("000105", "taro");
        var before = await village.StateTextAsync("hr");
        foreach (
            var (rows, where, why) in new (string[], string, string)[]
            {
                ([right, Taken("999999", "jiro")], "3行目「職員番号」", "どの人事情報にもいません"),
                ([right, Taken("0001x5?", "jiro")], "3行目「職員番号」", "職員番号ではありません"),
                ([right, "x" + right[1..]], "3行目「採用」", "1 でも ○ でもありません"),
                ([right, "1,000103,,jiro", Taken("000104", "jiro2")], "3行目", "セルの数"),
                ([right, Taken("000103", "jiro", "1234")], "3行目「objectId」", "objectId ではありません"),
                ([right, Taken("000103", "jiro", Guid.NewGuid().ToString())], "3行目「objectId」", "ディレクトリにありません"),
                ([right, Taken("000103", "jiro", IdOf("jiro2"))], "3行目「UPN」", "一覧の UPN と違います"),
                ([right, Taken("000105", "jiro")], "3行目「職員番号」", "2行目でも"),
                ([right, Taken("000103", "taro")], "3行目「objectId」", "2行目でも"),
                ([right, Taken("000104", "guest")], "3行目「objectId」", "ゲスト"),
                ([right, Taken("000104", "synced")], "3行目「objectId」", "同期"),
                ([right, Taken("000104", "numbered")], "3行目「objectId」", "000999"),
                ([right, Taken("000104", "mistyped")], "3行目「objectId」", "0009 98"),
                ([right, Taken("900001", "jiro")], "3行目「職員番号」", "すでにアカウント"),
                ([right, $"1,000104,,,breakglass-1@suzaka.example.jp,,,{glass},,"], "3行目「objectId」", "保護"),
                ([right, "1,000104,別の　人" + Taken("000104", "jiro")[9..]], "3行目「氏名」", "一覧の氏名と違います"),
                ([right.Replace("1,", ",", StringComparison.Ordinal)], "", "何も取り込みませんでした"),
            }
        )
        {
            var list = await village.ListAsync("edited.csv", Header, rows);
            (await village.RunAsync($"adopt apply {list}")).Ended(ExitCodes.Refused).Says(where, why);
        }
        var wrong = await village.ListAsync("edited.csv", "採用,職員番号", [right]);
        (await village.RunAsync($"adopt apply {wrong}")).Ended(ExitCodes.Refused).Says("adopt propose の一覧として読めない");
        var english = await village.ListAsync("edited.csv", Header, [right, Taken("999999", "jiro")]);
        (await village.RunAsync($"adopt apply {english} --lang en"))
            .Ended(ExitCodes.Refused)
            .Says("row 3, column '職員番号': no source knows");
        Assert.Equal(before, await village.StateTextAsync("hr"));

        // Nobody unknown chooses, and a list that somebody edits is not written over.
        var written = await ProposedAsync(village);
        (await village.RunAsync($"adopt propose --out {written}")).Ended(ExitCodes.Refused).Says("上書きしません");
        var good = await village.ListAsync("edited.csv", Header, [right]);
        village.Sit(null);
        (await village.RunAsync($"adopt apply {good}")).Ended(ExitCodes.Refused).Says("誰にも割り当てられていません");
        Assert.Equal(before, await village.StateTextAsync("hr"));
    }

    [Fact]
    public async Task What_a_spreadsheet_saves_is_read_lost_zeros_and_its_own_encoding_included()
    {
        await using var village = await BegunAsync();
        var list = await ProposedAsync(village);
        await MarkAsync(list, "taro@");
        var rows = (await RowsAsync(list)).Select(r => r.Replace(",000105,", ",105,", StringComparison.Ordinal).Replace('○', '1'));
        await File.WriteAllBytesAsync(list, Cp932.Bytes(string.Concat(rows.Select(r => r + "\r\n")), false), Ct);
        (await village.RunAsync($"adopt apply {list}")).Ended(ExitCodes.Done).Says("職員番号 000105");
    }

    [Fact]
    public async Task A_chosen_account_that_changed_meanwhile_is_a_finding_and_nothing_is_done_until_people_choose_again()
    {
        await using var village = await BegunAsync();
        var list = await ProposedAsync(village);
        await MarkAsync(list, "taro@", "000102@");
        (await village.RunAsync($"adopt apply {list}")).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        // Between approval and effect somebody enters another number by hand, and deletes the other account.
        var taro = village.Tenant.Directory.FindUser("taro@city.suzaka.example.jp")!;
        taro.EmployeeId = "000777";
        village.Tenant.Directory.DeleteUser(village.Tenant.Directory.FindUser("000102@old.suzaka.example.jp")!.Id);
        (await village.RunAsync("apply last")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Equal("000777", taro.EmployeeId);

        foreach (var worker in new[] { Taro, Hanako })
        {
            (await village.RunAsync($"plan --worker {worker}")).Ended(ExitCodes.Done).Says("選ばれたときと違います");
            Assert.Empty(Kinds(await village.RunAsync("show last --json")));
        }
        (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("職員番号 000777 が付いている", "アカウントがない");
        (await village.RunAsync($"adopt apply {list}")).Ended(ExitCodes.Refused).Says("すでに職員番号 000777");

        (await village.RunAsync($"adopt withdraw {Taro}", Chooser)).Ended(ExitCodes.Done);
        (await village.RunAsync($"adopt withdraw {Taro}")).Ended(ExitCodes.NotFound);
        (await village.RunAsync($"plan --worker {Taro}", new EmployeeId("000103"))).Ended(ExitCodes.Done);
        Assert.Contains("CreateAccount", Kinds(await village.RunAsync("show last --json")));
        // Who took it back is an author of what follows.
        (await village.RunAsync("approve last", Chooser))
            .Ended(ExitCodes.Refused)
            .Says("登録した人");
    }

    [Fact]
    public async Task A_choice_that_was_taken_back_after_the_approval_writes_nothing()
    {
        await using var village = await BegunAsync();
        var list = await ProposedAsync(village);
        await MarkAsync(list, "taro@");
        (await village.RunAsync($"adopt apply {list}")).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync($"adopt withdraw {Taro}")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Null(village.Tenant.Directory.FindUser("taro@city.suzaka.example.jp")!.EmployeeId);
    }

    private static async Task TheRecordTellsAsync(VillageStory village, string list, string account)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(list, Ct)));
        var facts = (await village.FactsAsync("plan:")).Where(f => f.Subject == Taro.Value).Select(f => f.Body.Text);
        var told = Assert.Single(facts, body => body.Contains(hash, StringComparison.Ordinal));
        foreach (var part in new[] { account, "\"cause\":\"Adopted\"", "\"chosenBy\":\"000106\"", "\"toBe\":\"000105\"" })
            Assert.Contains(part, told, StringComparison.Ordinal);
        var folder = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit report --from {folder} --person {Taro}")).Ended(ExitCodes.Done).Says("既存アカウントの引き当て");
        var (code, said, error) = await RecordScript.RunAsync(folder, $"report --person {Taro}");
        Assert.True(code == 0, error);
        Assert.Contains("既存アカウントの引き当て", said, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Kinds(Answer plan) =>
        plan["actions"].EnumerateArray().Select(a => a.GetProperty("kind").GetString()!);

    /// <summary>A village of whom four have an account that carries no number.</summary>
    private static async Task<VillageStory> BegunAsync(bool isNew = false)
    {
        var village = await VillageStory.OpenAsync();
        if (isNew)
            village.BeginNew();
        var directory = village.Tenant.Directory;
        directory.Add(new TenantUser("taro@city.suzaka.example.jp") { DisplayName = "須坂 000105" });
        directory.Add(new TenantUser("000102@old.suzaka.example.jp") { DisplayName = "=税務" });
        foreach (var name in new[] { "jiro", "jiro2" })
            directory.Add(new TenantUser($"{name}@city.suzaka.example.jp") { DisplayName = "須坂000103（税務）" });
        var guest = directory.Add(new TenantUser("guest@city.suzaka.example.jp") { DisplayName = "須坂 000104" });
        guest["userType"] = "Guest";
        directory.Add(new TenantUser("synced@city.suzaka.example.jp") { DisplayName = "須坂 000104", Synced = true });
        directory.Add(new TenantUser("printer@city.suzaka.example.jp") { DisplayName = "複合機" });
        directory.Add(new TenantUser("numbered@city.suzaka.example.jp") { EmployeeId = "000999" });
        directory.Add(new TenantUser("mistyped@city.suzaka.example.jp") { EmployeeId = "0009 98" });
        directory.Add(new TenantUser("breakglass-1@suzaka.example.jp"));
        await village.DeliverAsync();
        return village;
    }

    private static async Task<string> ProposedAsync(VillageStory village)
    {
        var list = Path.Combine(village.Root, $"pairs-{Guid.NewGuid():N}.csv");
        (await village.RunAsync($"adopt propose --out {list}")).Ended(ExitCodes.Done).Says("どれも確実ではありません", "ゲスト 1 件");
        var piped = (await village.RunAsync("adopt propose --out -")).Ended(ExitCodes.Done);
        Assert.Equal(await File.ReadAllTextAsync(list, Ct), piped.Out.TrimStart('\uFEFF'));
        Assert.Contains("標準出力 に書き出しました", piped.Error, StringComparison.Ordinal);
        Assert.False(File.Exists("-"));
        return list;
    }

    private static async Task<string[]> RowsAsync(string list) => await File.ReadAllLinesAsync(list, Ct);

    /// <summary>What people do in a spreadsheet.</summary>
    private static async Task MarkAsync(string list, params string[] names)
    {
        var rows = await RowsAsync(list);
        await WriteAsync(list, rows.Select(r => names.Any(n => r.Contains($",{n}", StringComparison.Ordinal)) ? "○" + r : r));
    }

    private static Task WriteAsync(string list, IEnumerable<string> rows) =>
        File.WriteAllTextAsync(list, string.Concat(rows.Select(r => r + "\r\n")), new UTF8Encoding(true), Ct);
}
