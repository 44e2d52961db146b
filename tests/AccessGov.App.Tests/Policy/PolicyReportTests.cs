using AccessGov.App.Policy;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Policy;

public sealed class PolicyReportTests
{
    [Fact]
    public void All_errors_are_reported_in_one_go_in_the_order_of_the_file()
    {
        var text = SmallCity
            .With("review-every-months: 6", "review-every-months: 60")
            .Replace("zone: LGWAN接続系", "zone: lgwann", StringComparison.Ordinal)
            .Replace("window-days: 7", "window-days: 0", StringComparison.Ordinal);
        var refused = Assert.IsType<PolicyRead.Refused>(Sample.Read(text));
        Assert.Equal(3, refused.Errors.Count);
        var lines = text.Split('\n').ToList();
        var (months, zone, window) = (Line("    review-every-months: 60"), Line("    zone: lgwann"), Line("  window-days: 0"));
        const string meant = "Did you mean 'lgwan'? Known: my-number, lgwan, internet, independent";
        const string japanese =
            "「lgwan」ではありませんか（使えるのは マイナンバー利用事務系, LGWAN接続系, インターネット接続系, 独自系 です）";
        Assert.Equal(
            $"""
            suzaka.yaml:{months}:26 entitlements[juki-inquiry].review-every-months: 60 is out of range → Write a number from 1 to 24
            suzaka.yaml:{zone}:11 entitlements[groupware].zone: 'lgwann' is not known here → {meant}
            suzaka.yaml:{window}:16 limits.window-days: 0 is out of range → Write a number from 1 to 366
            Errors: 3; the policy is refused as a whole
            """,
            string.Join('\n', PolicyReport.Of("suzaka.yaml", refused).InEnglish())
        );
        Assert.Equal(
            $"""
            suzaka.yaml {months}行26桁 entitlements[juki-inquiry].review-every-months: 「60」は範囲外です → 1から24までの数を書いてください
            suzaka.yaml {zone}行11桁 entitlements[groupware].zone: 「lgwann」は使えません → {japanese}
            suzaka.yaml {window}行16桁 limits.window-days: 「0」は範囲外です → 1から366までの数を書いてください
            誤りは 3 件です。このポリシー設定は全体を使いません
            """,
            string.Join('\n', PolicyReport.Of("suzaka.yaml", refused).Select(w => w.InJapanese()))
        );

        int Line(string line) => lines.IndexOf(line) + 1;
    }

    [Fact]
    public void The_version_of_a_policy_is_the_hash_of_its_bytes() =>
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Sample.FilePath))),
            Sample.Policy.ContentHash
        );
}
