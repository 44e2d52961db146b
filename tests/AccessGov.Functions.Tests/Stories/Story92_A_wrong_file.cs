using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// A folder, a file that is not there, and one that cannot be read, wherever a command takes a file: a message that names it and a
/// documented code, and nothing changes.
/// </summary>
public sealed class Story92_A_wrong_file
{
    public static TheoryData<string> Commands { get; } =
        new(
            "hr import {0} --source mayor",
            "hr check {0} --source mayor",
            "hr announce {0}",
            "hr keys {0}",
            "hr training {0}",
            "hr contracts {0}",
            "hr tell {0} --source mayor",
            "policy check {0}",
            "plans --settings {0}",
            "status --settings {0}",
            "mds import {0}",
            "webauthn verify {0}",
            "keys stock {0}",
            "adopt apply {0}",
            "review sign-ins {0}",
            "audit verify --kept {0}",
            "audit verify --key {0}",
            "audit verify --policy {0} --note {0}",
            "audit verify --from {0}",
            "audit proof {0}",
            "audit export {0}/below",
            "audit disclose 000101 --to {0}/below --policy {0}",
            "audit checkpoint --out {0}/below",
            "adopt propose --out {0}/below",
            "witness verify {0}",
            "init {0}/below --tenant suzaka --domain city.example.jp"
        );

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Is_a_message_and_a_documented_code(string command)
    {
        await using var village = await VillageStory.OpenAsync();
        var nothing = Path.Combine(village.Root, "nothing");
        // /proc/self/mem opens and cannot be read, also by root.
        foreach (var file in new[] { village.Root, nothing, "/proc/self/mem", "/proc/self/mem/below" })
        {
            var answer = await village.RunAsync(string.Format(command, file));
            int[] known =
            [
                ExitCodes.Done,
                ExitCodes.Usage,
                ExitCodes.Refused,
                ExitCodes.NotFound,
                ExitCodes.TryAgain,
                ExitCodes.NotAsItShouldBe,
                ExitCodes.Settings,
            ];
            Assert.Contains(answer.ExitCode, known);
            Assert.NotEqual("", answer.Text);
            answer.SaysNot("Exception").SaysNot("   at ");
        }
        Assert.Equal(0, village.Tenant.Counters.Writes);
    }

    [Theory]
    [InlineData("policy check {0}")]
    [InlineData("audit verify --policy {0}")]
    [InlineData("audit verify --note {0}")]
    [InlineData("audit verify --kept {0}")]
    [InlineData("audit verify --key {0}")]
    [InlineData("audit proof {0} --policy {0}")]
    public async Task That_is_not_there_is_not_there_and_a_folder_is_called_a_folder(string command)
    {
        await using var village = await VillageStory.OpenAsync();
        var missing = await village.RunAsync(string.Format(command, Path.Combine(village.Root, "nothing")));
        missing.Ended(ExitCodes.NotFound).Says("ファイルがありません").SaysNot("1行");
        (await village.RunAsync(string.Format(command, village.Root))).Ended(ExitCodes.Refused).Says("フォルダーです");
    }

    [Theory]
    [InlineData("audit checkpoint --out {0}")]
    [InlineData("adopt propose --out {0}")]
    [InlineData("show last --html {0}")]
    [InlineData("witness answer {1}/accessgov.json --folder {1}/witness --out {0}")]
    public async Task That_is_to_be_written_is_no_folder_and_lies_in_one_that_is_there(string command)
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync($"witness init --folder {village.Root}/witness --name witness.example.jp/w1")).Ended(ExitCodes.Done);
        (await village.RunAsync(string.Format(command, village.Root, village.Root)))
            .Ended(ExitCodes.Refused)
            .Says($"{village.Root}: フォルダーです");
        (await village.RunAsync(string.Format(command, Path.Combine(village.Root, "nowhere", "file"), village.Root)))
            .Ended(ExitCodes.Refused)
            .Says($"{Path.Combine(village.Root, "nowhere")}: 書き出し先のフォルダーがありません");
        Assert.False(Directory.Exists(Path.Combine(village.Root, "nowhere")));
    }

    [Theory]
    [InlineData("audit export {0}", ExitCodes.Refused, "ファイルです")]
    [InlineData("witness init --folder {0} --name witness.example.jp/w1", ExitCodes.Refused, "ファイルです")]
    [InlineData("init {0} --tenant suzaka --domain city.example.jp", ExitCodes.Refused, "ファイルです")]
    [InlineData("adopt propose --out {0}/pairs.csv", ExitCodes.Refused, "ファイルです")]
    [InlineData("audit disclose 000101 --to {0}", ExitCodes.Refused, "すでにあります")]
    [InlineData("witness answer x --folder {0}", ExitCodes.NotFound, "証人のフォルダーがありません")]
    public async Task Where_a_folder_is_meant_is_called_a_file(string command, int exitCode, string said)
    {
        await using var village = await VillageStory.OpenAsync();
        (await village.RunAsync(string.Format(command, Path.Combine(village.Root, "accessgov.json")))).Ended(exitCode).Says(said);
    }

    [Theory]
    [InlineData("/dev/null", "/dev/null: ファイルです。フォルダーを指定してください")]
    [InlineData("/dev/null/city", "/dev/null/city に書き込めません")]
    [InlineData("/proc/city", "/proc/city に書き込めません")]
    public async Task Where_nothing_can_be_written_is_told_and_nothing_stays(string folder, string said)
    {
        await using var village = await VillageStory.OpenAsync();
        (await village.RunAsync($"init {folder} --tenant suzaka --domain city.example.jp")).Ended(ExitCodes.Refused).Says(said);
        Assert.False(Directory.Exists(folder));
    }

    /// <summary>No number is used up for a package that has no place, and what was cut is told as cut.</summary>
    [Fact]
    public async Task A_package_wants_a_folder_and_all_of_its_bytes()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var file = Path.Combine(nodes.Medium, "file");
        await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        var nowhere = Path.Combine(nodes.Medium, "nowhere");
        foreach (var (place, said) in new[] { (file, "ファイルです"), (nowhere, "書き出し先のフォルダーがありません") })
            (await nodes.A.RunAsync($"transfer export mynumber --out {place}"))
                .Ended(ExitCodes.Refused)
                .Says($"{place}: {said}")
                .SaysNot("*");
        var package = await nodes.ExportAsync(nodes.A);
        Assert.Contains("_000001", package, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(package, TestContext.Current.CancellationToken);
        foreach (var length in new[] { 5, 40 })
        {
            await File.WriteAllBytesAsync(file, bytes[..length], TestContext.Current.CancellationToken);
            (await nodes.B.RunAsync($"transfer check {file}")).Ended(ExitCodes.Refused).Says($"先頭の部分で切れています（{length} バイト）");
        }
        await File.WriteAllTextAsync(file, "職員番号", TestContext.Current.CancellationToken);
        (await nodes.B.RunAsync($"transfer check {file}")).Ended(ExitCodes.Refused).Says("受渡しファイルではありません").SaysNot("切れて");
    }

    /// <summary>A variable of a script that was not set: the words are there, and empty.</summary>
    [Theory]
    [InlineData("status --settings ")]
    [InlineData("policy check ")]
    [InlineData("audit verify --from ")]
    [InlineData("audit checkpoint --out ")]
    [InlineData("audit export ")]
    [InlineData("audit disclose 000101 --to ")]
    [InlineData("show last --html ")]
    [InlineData("init  --tenant suzaka --domain city.example.jp")]
    [InlineData("witness init --name witness.example.jp/w1 --folder ")]
    public async Task With_an_empty_name_is_none(string command)
    {
        await using var village = await VillageStory.OpenAsync();
        (await village.RunAsync(command)).Ended(ExitCodes.Usage).Says("ファイルかフォルダーの名前が空です");
    }

    /// <summary>Nothing was exported there; where something was, a file that is taken away is missed.</summary>
    [Theory]
    [InlineData("verify")]
    [InlineData("report")]
    public async Task A_folder_without_a_record_is_no_broken_record(string command)
    {
        await using var village = await VillageStory.SettledAsync();
        var export = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit {command} --from {export}")).Ended(ExitCodes.NotFound).Says("監査記録がありません");
        (await village.RunAsync($"audit {command} --from {village.Root}")).Ended(ExitCodes.NotFound).Says("監査記録がありません");
        (await village.RunAsync($"audit export {export}")).Ended(ExitCodes.Done);
        File.Delete(Path.Combine(export, "facts.ndjson"));
        (await village.RunAsync($"audit {command} --from {export}"))
            .Ended(ExitCodes.NotAsItShouldBe)
            .Says("監査記録が壊れています: facts.ndjson: ")
            .SaysNot("0行目");
    }

    [Fact]
    public async Task What_is_cut_from_a_list_can_be_seen()
    {
        await using var village = await VillageStory.OpenAsync();
        // Each row has another number of cells, which is another mistake.
        var rows = Enumerable.Range(0, 30).Select(n => $"{n:000000},2026-04-01{string.Concat(Enumerable.Repeat(",x", n + 1))}");
        var file = await village.ListAsync("training.csv", "職員番号,受講日", rows.Append("000099,2026-04-01"));
        (await village.RunAsync($"hr training {file}"))
            .Ended(ExitCodes.Refused)
            .Says("21行目: ", "… ほか 10 件（--all ですべて表示）")
            .SaysNot("31行目");
        (await village.RunAsync($"hr training {file} --all")).Ended(ExitCodes.Refused).Says("31行目: ").SaysNot("ほか 10");
    }

    [Fact]
    public async Task One_mistake_of_a_column_is_told_once()
    {
        await using var village = await VillageStory.OpenAsync();
        var rows = Enumerable.Range(0, 30).Select(n => $"{n:000000},{(n < 20 ? $"昨日{n % 2}" : "")}");
        var file = await village.ListAsync("training.csv", "職員番号,受講日", rows);
        var told = (await village.RunAsync($"hr training {file}")).Ended(ExitCodes.Refused);
        told.Says("2, 3, 4, 5, 6, …行目（計 20 行）「受講日」の値「昨日0」「昨日1」", "22, 23, 24, 25, 26, …行目（計 10 行）「受講日」: ");
        told.Says("同じ誤りはまとめました（--all で1件ずつ表示）").SaysNot("ほか");
        (await village.RunAsync($"hr training {file} --all")).Says("2行目「受講日」の値「昨日0」", "31行目「受講日」").SaysNot("まとめ");
        Assert.Equal(30, (await village.RunAsync($"hr training {file} --json")).Json.GetProperty("rejected").GetArrayLength());
    }

    [Theory]
    [InlineData("adopt propose --out - --json", ExitCodes.Usage, "標準出力（-）に書き出せるのは一つだけ")]
    [InlineData("keys missing --before-closing nosuch", ExitCodes.NotFound, "権限 nosuch はポリシー設定にありません")]
    [InlineData("keys missing --before-closing 住民", ExitCodes.NotFound, "「住民」に当たる権限が")]
    [InlineData("hr whole --source nosuch", ExitCodes.NotFound, "任命権者 nosuch がありません → 使えるのは ")]
    [InlineData("hr withdraw --source mayr", ExitCodes.NotFound, "任命権者 mayr がありません → 「mayor」ではありませんか")]
    [InlineData("hr import x --source mayr", ExitCodes.NotFound, "任命権者 mayr がありません → 「mayor」ではありませんか")]
    [InlineData("hr check x --source mayr", ExitCodes.NotFound, "任命権者 mayr がありません → 「mayor」ではありませんか")]
    [InlineData("hr tell x --source mayr", ExitCodes.NotFound, "任命権者 mayr がありません → 「mayor」ではありませんか")]
    [InlineData("plan --without mayr", ExitCodes.NotFound, "任命権者 mayr がありません → 「mayor」ではありませんか")]
    [InlineData("hold", ExitCodes.Usage, "hold に 職員番号 を指定してください")]
    [InlineData("hold --reason 確認", ExitCodes.Usage, "hold に 職員番号 を指定してください")]
    public async Task What_is_missing_is_named(string command, int exitCode, string said)
    {
        await using var village = await VillageStory.OpenAsync();
        (await village.RunAsync(command)).Ended(exitCode).Says(said);
        (await village.RunAsync("hold list")).Ended(ExitCodes.Done);
    }
}
