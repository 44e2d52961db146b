using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AccessGov.App.Directory;
using AccessGov.App.Texts;
using AccessGov.Core.Codes;
using AccessGov.Functions.Checks;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Checks;

/// <summary>Whatever is broken, <c>doctor</c> says so with a remedy, and goes on to look at the rest.</summary>
public sealed partial class DoctorFindsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_policy_file()
    {
        await using var village = await VillageStory.SettledAsync();
        File.Delete(village.PolicyFile);
        (await DoctorAsync(village, ExitCodes.Settings)).Says(
            $"✗ ポリシー設定のファイル {village.PolicyFile} がありません",
            "✓ 保存先",
            "番号の重複なし",
            "– グループは、"
        );
    }

    [Fact]
    public async Task Missing_settings()
    {
        await using var village = await VillageStory.SettledAsync();
        File.Delete(Path.Combine(village.Root, "accessgov.json"));
        (await DoctorAsync(village, ExitCodes.Settings)).Says("✗ 設定ファイル ", "accessgov init").SaysNot("U+");
    }

    /// <summary>What <c>init</c> writes reads well, and nobody has looked at it yet.</summary>
    [Fact]
    public async Task What_init_wrote_and_nobody_replaced()
    {
        await using var village = await VillageStory.SettledAsync();
        var fresh = Path.Combine(village.Root, "fresh");
        (await village.RunAsync($"init {fresh} --tenant suzaka --domain city.example")).Ended(ExitCodes.Done);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(fresh, "accessgov.json"), Ct))!;
        var path = Path.Combine(village.Root, "accessgov.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(path, Ct))!;
        foreach (var key in new[] { "tenantId", "reader", "writer" })
            settings["directory"]![key] = written["directory"]![key]!.DeepClone();
        settings["operators"] = written["operators"]!.DeepClone();
        await File.WriteAllTextAsync(path, settings.ToJsonString(), Ct);
        var policy = await File.ReadAllTextAsync(village.PolicyFile, Ct);
        await File.WriteAllTextAsync(village.PolicyFile, policy.Replace("内線 2345", "内線 0000", StringComparison.Ordinal), Ct);
        (await DoctorAsync(village, ExitCodes.Settings)).Says(
            ": help-desk.phone が init の仮の値（内線 0000）のままです",
            "✗ directory:tenantId が init の仮の値（00000000-0000-0000-0000-000000000000）のままです",
            "✗ directory:reader:clientId が",
            "✗ directory:writer:clientId が",
            "✗ operators:another-user は init の仮の利用者のままです",
            $"✗ operators:{Environment.UserName} が init の仮の値（000000）のままです",
            "✓ 取込設定 mayor"
        );
    }

    /// <summary>Files that the settings name, are there, and are something else: every other command refuses them.</summary>
    [Fact]
    public async Task A_file_that_is_not_what_the_settings_say()
    {
        await using var village = await VillageStory.SettledAsync();
        var path = Path.Combine(village.Root, "accessgov.json");
        var before = await File.ReadAllTextAsync(path, Ct);
        var settings = JsonNode.Parse(before)!;
        var (witnesses, key) = (Path.Combine(village.Root, "witnesses.txt"), Path.Combine(village.Root, "other.pem"));
        settings["log"] = new JsonObject { ["witnessPolicyFile"] = witnesses, ["keyFile"] = key };
        await File.WriteAllTextAsync(path, settings.ToJsonString(), Ct);
        await File.WriteAllTextAsync(witnesses, string.Concat(Enumerable.Repeat("quorum none\r\n", 9000)), Ct);
        await File.WriteAllTextAsync(key, "tenant: suzaka", Ct);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var found = await DoctorAsync(village, ExitCodes.Settings);
        found.Says("✗ 証人方針: ", "1行目：制御文字", "ほかに 8981 件の誤り", "秘密鍵（PEM）ではありません", "✓ 取込設定 mayor");
        found.SaysNot("✓ 庁外の証人方針");
        // The same file, given to a command by hand.
        await File.WriteAllTextAsync(path, before, Ct);
        (await village.RunAsync($"audit verify --policy {witnesses}")).Ended(ExitCodes.Refused).Says("ほかに 8981 件の誤り");
    }

    /// <summary>Sentences end where the window does.</summary>
    [Fact]
    public async Task What_it_says_fits_the_window()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Columns = 60;
        Assert.All((await DoctorAsync(village)).Out.Split('\n'), line => Assert.InRange(TextWidth.Of(line), 0, 60));
    }

    [Fact]
    public async Task Every_fault_of_a_policy_is_one_line()
    {
        await using var village = await VillageStory.SettledAsync();
        await File.AppendAllTextAsync(village.PolicyFile, "\nsurplus: 1\nsuperfluous: 2\n", Ct);
        var answer = await DoctorAsync(village, ExitCodes.Settings);
        answer.Says("surplus", "superfluous").SaysNot("U+000A").SaysNot("refused as a whole");
        Assert.Equal(2, answer.Out.Split("✗ ポリシー設定または取込設定").Length - 1);
    }

    [Fact]
    public async Task A_policy_in_force_that_was_altered()
    {
        await using var village = await VillageStory.SettledAsync();
        await File.AppendAllTextAsync(village.KeptPath(await village.KeptByRowAsync("decisions", "inforce|policy")), " ", Ct);
        await File.AppendAllTextAsync(village.PolicyFile, "\n# another\n", Ct);
        (await DoctorAsync(village)).Says("保存した時のままではありません", "✓ 操作者一覧", "✓ 失敗して止まった", "番号の重複なし");
    }

    [Fact]
    public async Task A_table_of_operators_that_is_gone()
    {
        await using var village = await VillageStory.SettledAsync();
        File.Delete(village.KeptPath(await village.KeptByRowAsync("decisions", "inforce|operators")));
        (await DoctorAsync(village)).Says("保存した時のままではありません", "✓ 運用中です", "✓ 失敗して止まった", "番号の重複なし");
    }

    [Fact]
    public async Task A_damaged_store()
    {
        await using var village = await VillageStory.SettledAsync();
        await File.WriteAllTextAsync(Path.Combine(village.State, "accessgov.db"), new string('x', 8192), Ct);
        (await DoctorAsync(village)).Says($"✗ 保存先 {village.State} を使えません: ", "✓ 取込設定 mayor", "番号の重複なし");
    }

    [Fact]
    public async Task Accounts_that_cannot_be_read_whole_are_never_called_fine()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Tenant.Faults.Next("GET /users*", times: 100, status: 403);
        (await DoctorAsync(village)).Says("✗ ディレクトリ", "を調べられません: ").SaysNot("問題は見つかりませんでした");
    }

    [Fact]
    public async Task Groups_that_cannot_be_read()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Tenant.Faults.Next("* /groups*", times: 100, status: 403);
        (await DoctorAsync(village)).Says("を調べられません: ", "番号の重複なし");
    }

    [Fact]
    public async Task An_address_that_is_not_the_directory_s()
    {
        await using var village = await VillageStory.SettledAsync();
        await EditSettingsAsync(village, "/v1.0", "/beta");
        (await DoctorAsync(village, ExitCodes.Settings)).Says("✗ 設定: ", "directory:baseUri", "/v1.0");
        (await village.RunAsync("plan")).Ended(ExitCodes.Settings).Says("directory:baseUri");
    }

    [Fact]
    public async Task A_host_that_does_not_answer()
    {
        await using var village = await VillageStory.SettledAsync();
        await EditSettingsAsync(village, $"{village.Tenant.BaseUri}", "http://127.0.0.1:9/v1.0");
        (await DoctorAsync(village)).Says("127.0.0.1 の 9 番に接続できません", "– ディレクトリは、上の接続の問題が解決してから");
    }

    [Theory]
    [InlineData(3600, "clock-ahead", CheckState.Wrong)]
    [InlineData(-3600, "clock-behind", CheckState.Wrong)]
    [InlineData(20, "clock", CheckState.Fine)]
    public async Task A_clock_that_is_wrong_and_the_directory_is_looked_at_all_the_same(int seconds, string code, object state)
    {
        await using var village = await VillageStory.SettledAsync();
        var clock = new JumpingClock(village.Clock.GetUtcNow().AddSeconds(seconds));
        var checks = await Doctor.RunAsync(Path.Combine(village.Root, "accessgov.json"), clock, Ct).ToListAsync(Ct);
        Assert.Equal(state, Assert.Single(checks, c => c.Code == code).State);
        Assert.Contains(checks, c => c is { Code: "accounts", State: CheckState.Fine });
    }

    [Fact]
    public async Task A_key_that_others_can_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        await using var village = await VillageStory.SettledAsync();
        var key = Path.Combine(village.Root, "log-key.pem");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, (UnixFileMode)Convert.ToInt32("644", 8));
        (await DoctorAsync(village)).Says($"✗ {key} をほかの利用者が読み書きできます（644）→ chmod 600 {key}", "番号の重複なし");
    }

    [Fact]
    public async Task The_settings_language_is_spoken()
    {
        await using var village = await VillageStory.SettledAsync();
        await EditSettingsAsync(village, "{\"policyFile\"", "{\"language\":\"en\",\"policyFile\"");
        (await DoctorAsync(village)).Says("the store ", "none doubled");
    }

    /// <summary>A code without its text would end a look in the middle.</summary>
    [Fact]
    public void Every_result_that_the_checks_can_give_has_its_text()
    {
        var sources = string.Concat(
            Directory.EnumerateFiles(Sample.InRepository("functions/AccessGov.Functions/Checks"), "*.cs").Select(File.ReadAllText)
        );
        var given = Given().Matches(sources).Select(m => $"{m.Groups[2].Value}.{m.Groups[1].Value.ToLowerInvariant()}");
        var failing = Failing().Matches(sources).Select(m => $"{m.Groups[1].Value}.wrong");
        var groups = ((IEnumerable<string>)GroupRefusalCodes.All.ByCode.Keys).Select(code => $"group-{code}.wrong");
        var codes = given.Concat(failing).Concat(groups).Distinct().ToArray();
        Assert.True(codes.Length > 40, string.Join(' ', codes));
        foreach (var language in new[] { "ja", "en" })
            Assert.All(codes, code => Assert.NotEmpty(new UiTexts(language)[$"Check.{code}"]));
    }

    [Fact]
    public async Task A_store_that_is_older_than_what_is_remembered_outside_and_a_memory_that_is_gone()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await DoctorAsync(village)).Says("✓ 監査記録のログは", "– 庁外の証人がいません");
        var memory = Path.Combine(village.Root, "log-memory");
        var remembered = await File.ReadAllTextAsync(memory, TestContext.Current.CancellationToken);
        var size = remembered.Split('\n')[1];
        await File.WriteAllTextAsync(
            memory,
            remembered.Replace($"\n{size}\n", $"\n{size}0\n", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        (await DoctorAsync(village)).Says("✗ 庁外の記憶は");
        File.Delete(memory);
        (await DoctorAsync(village)).Says("✗ 記録は署名されていますが、庁外の記憶");
    }

    private static async Task<Answer> DoctorAsync(VillageStory village, int exitCode = ExitCodes.NotAsItShouldBe)
    {
        var answer = await village.RunAsync("doctor");
        // The village's one identity for trials is always told.
        return answer.Ended(exitCode);
    }

    private static async Task EditSettingsAsync(VillageStory village, string old, string replacement)
    {
        var path = Path.Combine(village.Root, "accessgov.json");
        var text = await File.ReadAllTextAsync(path, Ct);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(old, replacement, StringComparison.Ordinal), Ct);
    }

    [GeneratedRegex("""CheckResult\.(Fine|Wrong|Skipped)\("([a-z-]+)"[,)]""")]
    private static partial Regex Given();

    [GeneratedRegex("""AtAsync\(\s*"([a-z-]+)",""")]
    private static partial Regex Failing();
}
