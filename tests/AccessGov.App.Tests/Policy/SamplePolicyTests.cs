using AccessGov.App.Policy;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Tests.Policy;

public sealed class SamplePolicyTests
{
    [Fact]
    public void The_sample_policy_is_read_without_a_complaint()
    {
        var read = PolicyFile.Read(Sample.FilePath);
        Assert.True(read is PolicyRead.Read, read is PolicyRead.Refused refused ? PolicyReport.Render("sample", refused) : "");
        var policy = Sample.Policy;
        Assert.Equal(("suzaka", "Asia/Tokyo", "@suzaka.example.jp"), (policy.Tenant.Value, policy.TimeZone, policy.UserPrincipalNameSuffix));
        Assert.Equal(Enum.GetValues<Zone>(), policy.Entitlements.Select(e => e.Zone).Distinct().Order());
        Assert.Equal(6, policy.OrgChart.Units.Select(u => u.Organ).Distinct().Count());
        Assert.Equal(new OrgCode("040000"), policy.OrgChart.Find(new OrgCode("040100"))!.Parent);
        Assert.Equal(new SourceId("water"), policy.OrgChart.Find(new OrgCode("700210"))!.Source);
    }
}
