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
        Assert.Equal(
            $"""
            suzaka.yaml:{months}:26 entitlements[juki-inquiry].review-every-months: 60 is out of range.
                → Write a number from 1 to 24.
            suzaka.yaml:{zone}:11 entitlements[groupware].zone: 「lgwann」は使えません。 / 'lgwann' is not known here.
                → Did you mean 'lgwan'? Known: my-number, マイナンバー利用事務系, 個人番号利用事務系, lgwan, LGWAN接続系, internet, インターネット接続系, independent, 独自系.
            suzaka.yaml:{window}:16 limits.window-days: 0 is out of range.
                → Write a number from 1 to 366.
            3 errors; the policy is refused as a whole.

            """,
            PolicyReport.Render("suzaka.yaml", refused)
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
