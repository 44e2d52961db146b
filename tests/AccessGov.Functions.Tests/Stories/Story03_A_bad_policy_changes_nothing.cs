using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

public sealed class Story03_A_bad_policy_changes_nothing
{
    [Fact]
    public async Task A_typo_is_refused_with_line_and_column()
    {
        await using var village = await VillageStory.SettledAsync();
        var before = village.TenantText();
        var typo = Sample.Text.Replace(
            "    zone: my-number\n    classification: 3B/2/2\n    owner: \"010400\"",
            "    zoen: my-number\n    classification: 3B/2/2\n    owner: \"010400\"",
            StringComparison.Ordinal
        );
        var line = typo[..typo.IndexOf("zoen", StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        await File.WriteAllTextAsync(village.PolicyFile, typo, TestContext.Current.CancellationToken);
        (await village.RunAsync($"policy check {village.PolicyFile}"))
            .Ended(ExitCodes.Refused)
            .Says(
                $"policy.yaml {line}行5桁",
                "「zoen」という項目はありません",
                "「zone」ではありませんか",
                "このポリシー設定は全体を使いません"
            );
        (await village.RunAsync($"policy check {village.PolicyFile} --lang en"))
            .Ended(ExitCodes.Refused)
            .Says($"policy.yaml:{line}:5", "zoen", "zone", "the policy is refused as a whole");
        (await village.RunAsync("plan")).Ended(ExitCodes.Settings).Says($"policy.yaml {line}行5桁");
        Assert.Equal(before, village.TenantText());
        await File.WriteAllTextAsync(village.PolicyFile, Sample.Text, TestContext.Current.CancellationToken);
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_policy_that_grants_nothing_is_refused()
    {
        await using var village = await VillageStory.SettledAsync();
        var before = village.TenantText();
        var nothing =
            Sample.Text[..Sample.Text.IndexOf("birthright-rules:", StringComparison.Ordinal)]
            + "birthright-rules: []\n\n"
            + Sample.Text[Sample.Text.IndexOf("# 兼務の禁止", StringComparison.Ordinal)..];
        await File.WriteAllTextAsync(village.PolicyFile, nothing, TestContext.Current.CancellationToken);
        (await village.RunAsync($"policy check {village.PolicyFile}")).Ended(ExitCodes.Refused).Says("birthright-rules", "→");
        (await village.RunAsync("plan")).Ended(ExitCodes.Settings).Says("birthright-rules");
        Assert.Equal(before, village.TenantText());
        await File.WriteAllTextAsync(village.PolicyFile, Sample.Text, TestContext.Current.CancellationToken);
        await village.RunAgainChangesNothingAsync();
    }

    /// <summary>Lawful YAML, and a catastrophe: the brake is the last word.</summary>
    [Fact]
    public async Task A_policy_that_takes_from_everybody_is_stopped_by_the_brake()
    {
        await using var city = await CityStory.OpenAsync();
        await city.SettleOldYearAsync();
        var before = city.TenantText();
        await File.WriteAllTextAsync(
            city.PolicyFile,
            Sample.Text.Replace("grants: [groupware, documents, mail, web-browsing]", "grants: [groupware]", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        (await city.RunAsync("plan")).Ended(ExitCodes.Refused).Says("適用不可", "取消しが", "上限");
        (await city.RunAsync("apply last")).Ended(ExitCodes.Refused);
        Assert.Equal(before, city.TenantText());
        // What is only stricter took effect by itself; to give it back needs two people.
        await File.WriteAllTextAsync(city.PolicyFile, Sample.Text, TestContext.Current.CancellationToken);
        (await city.RunAsync("policy propose")).Ended(ExitCodes.Done).Says("birthright-rules.base.grants.mail", "緩める変更");
        (await city.RunAsync($"policy approve {city.Policy.ContentHash}")).Ended(ExitCodes.Refused).Says("提案した人は");
        (await city.RunAsync($"policy approve {city.Policy.ContentHash}", city.Auditor)).Ended(ExitCodes.Done).Says("有効になりました");
        await city.RunAgainChangesNothingAsync();
    }
}
