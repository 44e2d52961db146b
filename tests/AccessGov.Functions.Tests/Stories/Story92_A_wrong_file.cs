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
            .Says("書き出し先のフォルダーがありません");
        Assert.False(Directory.Exists(Path.Combine(village.Root, "nowhere")));
    }

    [Theory]
    [InlineData("audit export {0}", ExitCodes.Refused, "ファイルです")]
    [InlineData("witness init --folder {0} --name witness.example.jp/w1", ExitCodes.Refused, "ファイルです")]
    [InlineData("audit disclose 000101 --to {0}", ExitCodes.Refused, "既にあります")]
    [InlineData("witness answer x --folder {0}", ExitCodes.NotFound, "証人のフォルダーがありません")]
    public async Task Where_a_folder_is_meant_is_called_a_file(string command, int exitCode, string said)
    {
        await using var village = await VillageStory.OpenAsync();
        (await village.RunAsync(string.Format(command, Path.Combine(village.Root, "accessgov.json")))).Ended(exitCode).Says(said);
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
        var file = await village.ListAsync("training.csv", "職員番号,受講日", Enumerable.Range(0, 30).Select(n => $"{n:000000},昨日"));
        (await village.RunAsync($"hr training {file}"))
            .Ended(ExitCodes.Refused)
            .Says("21行目「受講日」", "… ほか 10 件（--all ですべて表示）")
            .SaysNot("31行目");
        (await village.RunAsync($"hr training {file} --all")).Ended(ExitCodes.Refused).Says("31行目「受講日」").SaysNot("ほか");
    }

    [Theory]
    [InlineData("adopt propose --out - --json", ExitCodes.Usage, "標準出力（-）に書き出せるのは一つだけ")]
    [InlineData("keys missing --before-closing nosuch", ExitCodes.NotFound, "権限 nosuch はポリシー設定にありません")]
    [InlineData("keys missing --before-closing 住民", ExitCodes.NotFound, "「住民」に当たる権限が")]
    [InlineData("hr whole --source nosuch", ExitCodes.NotFound, "任命権者 nosuch がありません")]
    [InlineData("hr withdraw --source nosuch", ExitCodes.NotFound, "任命権者 nosuch がありません")]
    [InlineData("hold", ExitCodes.Usage, "hold に worker を指定してください")]
    [InlineData("hold --reason 確認", ExitCodes.Usage, "hold に worker を指定してください")]
    public async Task What_is_missing_is_named(string command, int exitCode, string said)
    {
        await using var village = await VillageStory.OpenAsync();
        (await village.RunAsync(command)).Ended(exitCode).Says(said);
        (await village.RunAsync("hold list")).Ended(ExitCodes.Done);
    }
}
