using System.Text;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City.Files;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What arrives broken is refused whole: the message says what, where and what to do, and nothing changes anywhere.</summary>
public sealed class Story02_Bad_deliveries_change_nothing
{
    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    [Fact]
    public Task An_empty_file() => IsRefused(_ => [], "ファイルが空（0バイト）です", "もう一度出力して取り込んでください");

    [Fact]
    public Task A_header_only() =>
        IsRefused(
            text => Cp932.GetBytes(string.Concat(Lines(text).Take(3).Append("合計,0件").Select(l => l + "\r\n"))),
            "見出しだけで、データの行がありません",
            "もう一度取り込んでください"
        );

    [Fact]
    public Task A_file_truncated_by_half() =>
        IsRefused(text => Cp932.GetBytes(text)[..(Cp932.GetByteCount(text) / 2)], "途中で切れて", "もう一度");

    [Fact]
    public Task A_file_in_the_wrong_encoding() =>
        IsRefused(
            Encoding.UTF8.GetBytes,
            "UTF-8のファイルですが、取込設定ではCP932です",
            "CP932で出力するか、取込設定の encoding を直してください"
        );

    [Fact]
    public Task A_term_that_ends_before_it_starts() =>
        IsRefused(
            text =>
                Cp932.GetBytes(
                    string.Concat(
                        Lines(text)
                            .Select(l =>
                                (l.StartsWith("000103", StringComparison.Ordinal) ? WithCell(l, "退職年月日", "H31.3.31") : l) + "\r\n"
                            )
                    )
                ),
            "「退職年月日」の値「H31.3.31」",
            "終了日が開始日（2020-04-01）より前です",
            "「退職年月日」を直してください"
        );

    [Fact]
    public Task A_row_of_another_length() =>
        IsRefused(
            text =>
                Cp932.GetBytes(
                    string.Concat(Lines(text).Select(l => l + (l.StartsWith("000103", StringComparison.Ordinal) ? ",1,2" : "") + "\r\n"))
                ),
            "行目: 見出しは"
        );

    [Fact]
    public async Task A_shrunken_extract()
    {
        await using var village = await VillageStory.SettledAsync();
        foreach (var id in new[] { "000102", "000103", "000104" })
            village.Staff.Remove(new EmployeeId(id));
        await RefusesAsync(
            village,
            await File.ReadAllBytesAsync(village.Write("mayor", "short.csv"), TestContext.Current.CancellationToken),
            "3 人消えています",
            "上限 0 人",
            "途中で切れた"
        );
    }

    [Fact]
    public async Task An_extract_older_than_the_last()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Move("000102", VillageStory.Crafts, "2026-01-05");
        var file = village.Write("mayor", "older.csv");
        var before = await village.StateTextAsync();
        (await village.RunAsync($"hr import {file} --source mayor --as-of 2026-01-31"))
            .Ended(ExitCodes.Refused)
            .Says("2 日古い")
            .Says("市長部局");
        Assert.Equal(before, await village.StateTextAsync());
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_duplicated_delivery_is_welcome_and_changes_nothing()
    {
        await using var village = await VillageStory.SettledAsync();
        var before = await village.StateTextAsync();
        (await village.RunAsync($"hr import {Path.Combine(village.Root, "mayor-20260202.csv")} --source mayor"))
            .Ended(ExitCodes.Done)
            .Says("前回と同じファイル");
        Assert.Equal(before, await village.StateTextAsync());
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Two_sources_that_claim_one_person_get_a_finding_and_the_account_is_left_alone()
    {
        await using var village = await VillageStory.SettledAsync();
        var (claimed, before) = (new EmployeeId("000201"), village.TenantText());
        var file = village.Write("mayor", "claims.csv");
        var row = Lines(Cp932.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)))
            .First(l => l.StartsWith("000105", StringComparison.Ordinal));
        await RewriteAsync(file, lines => [.. lines[..^1], row.Replace("000105", claimed.Value, StringComparison.Ordinal), "合計,8件"]);
        (await village.RunAsync($"hr import {file} --source mayor")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan --all"))
            .Ended(ExitCodes.Done)
            .Says("000201", "複数の任命権者・職員が同じ番号を主張（市長部局、水道局）", "変更はありません");
        (await village.RunAsync("explain 201")).Ended(ExitCodes.Refused).Says("000201", "市長部局、水道局", "主張");
        (await village.RunAsync("plan --worker 201")).Says("については決められません", "市長部局, 水道局");
        Assert.Equal(before, village.TenantText());
        await village.RunAgainChangesNothingAsync();
    }

    [Theory]
    [InlineData("\u001b]0;x\u0007\u001b[1A\u001b[2K", "U+001B]0;xU+0007U+001B[1AU+001B[2K")]
    [InlineData("須坂\u202e花子", "須坂U+202E花子")]
    public async Task What_a_terminal_would_obey_is_shown_as_its_code_and_is_nobodys_name(string name, string shown)
    {
        await using var village = await VillageStory.SettledAsync();
        var file = village.Write("education", "tricks.csv");
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace(
                "須坂　000401",
                name,
                StringComparison.Ordinal
            ),
            TestContext.Current.CancellationToken
        );
        foreach (var more in (string[])["", " --json"])
        {
            var answer = await village.RunAsync($"hr check {file} --source education{more}");
            answer.Ended(ExitCodes.Refused);
            Assert.DoesNotContain(answer.Text, c => c != '\n' && c != '\r' && (char.IsControl(c) || c == '\u202e'));
            if (more.Length == 0)
                answer.Says(shown);
        }
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_number_given_to_another_person_gets_a_finding_and_no_rights()
    {
        await using var village = await VillageStory.SettledAsync(before: v => v.Leave("000106", "2026-01-31"));
        village.MoveTo("2026-02-03");
        var reused = VillageStory.Regular("000106", "mayor", VillageStory.Residents, from: "2026-02-03") with
        {
            DisplayName = "臥竜　花子",
        };
        village.Put(reused);
        (await village.RunAsync($"hr import {village.Write("mayor")} --source mayor"))
            .Ended(ExitCodes.Done)
            .Says("000106", "別人に再使用された疑いがあります（市長部局）", "新しい番号が必要");
        (await village.RunAsync("plan --all"))
            .Ended(ExitCodes.Done)
            .Says("変更はありません", "別人に再使用された疑いがあります（市長部局）");
        Assert.Empty(village.Tenant.Directory.FindByEmployeeId("000106"));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task An_unknown_org_code_gets_a_finding_and_nothing_is_taken_meanwhile()
    {
        await using var village = await VillageStory.SettledAsync();
        var before = village.RightsOf(new EmployeeId("000102"));
        village.MoveTo("2026-02-03");
        village.Move("000102", "050200", "2026-02-03");
        var file = village.Write("mayor");
        await RewriteAsync(file, lines => [.. lines.Select(l => l.Replace("050200", "019900", StringComparison.Ordinal))]);
        (await village.RunAsync($"hr import {file} --source mayor")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan --all"))
            .Ended(ExitCodes.Done)
            .Says("000102", "所属コード 019900 がポリシー設定にありません。取消しは保留しています");
        await village.SettleAsync();
        Assert.Equal(before, village.RightsOf(new EmployeeId("000102")));
        await village.RunAgainChangesNothingAsync();
    }

    private static async Task IsRefused(Func<string, byte[]> spoil, params string[] says)
    {
        await using var village = await VillageStory.SettledAsync();
        village.Move("000102", VillageStory.Crafts, "2026-02-02");
        var text = Cp932.GetString(
            await File.ReadAllBytesAsync(village.Write("mayor", "whole.csv"), TestContext.Current.CancellationToken)
        );
        await RefusesAsync(village, spoil(text), says);
    }

    private static async Task RefusesAsync(VillageStory village, byte[] content, params string[] says)
    {
        var file = Path.Combine(village.Root, "delivery.csv");
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        var (state, tenant) = (await village.StateTextAsync(), village.TenantText());
        (await village.RunAsync($"hr check {file} --source mayor")).Ended(ExitCodes.Refused).Says(says);
        (await village.RunAsync($"hr import {file} --source mayor"))
            .Ended(ExitCodes.Refused)
            .Says(says)
            .Says("市長部局: 取込みを中止しました。前回の人事情報をそのまま使います");
        Assert.Equal((state, tenant), (await village.StateTextAsync(), village.TenantText()));
        Assert.Contains(await village.FactsAsync(), f => f.Kind.Value == "hr-refused" && f.Subject == "mayor");
        await village.RunAgainChangesNothingAsync();
    }

    private static string WithCell(string line, string column, string value)
    {
        var cells = line.Split(',');
        cells[new MayorFormat().Header.ToList().IndexOf(column)] = value;
        return string.Join(',', cells);
    }

    private static string[] Lines(string text) => text.TrimEnd().Split("\r\n");

    private static async Task RewriteAsync(string file, Func<string[], string[]> change) =>
        await File.WriteAllBytesAsync(
            file,
            Cp932.GetBytes(
                string.Concat(
                    change(Lines(Cp932.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))))
                        .Select(l => l + "\r\n")
                )
            ),
            TestContext.Current.CancellationToken
        );
}
