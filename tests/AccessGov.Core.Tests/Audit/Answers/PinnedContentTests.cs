using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using static AccessGov.Core.Tests.Audit.Answers.SampleRecord;

namespace AccessGov.Core.Tests.Audit.Answers;

public sealed class PinnedContentTests
{
    private static string[] Pinned(FactKind kind, FactBody body) => [.. PinnedContent.Of(SampleChain.FactOf(1, body.ToJson(), kind: kind))];

    private static FactBody Everything() => new FactBody().Add("kept", Hash(1)).Add("policy", Hash(2)).Add("rights", Hash(3));

    [Fact]
    public void An_export_takes_along_what_people_decided_and_what_plans_and_lists_of_holders_were()
    {
        Assert.Equal([Hash(1), Hash(2)], Pinned(FactKind.PlanMade, Everything()));
        Assert.Equal([Hash(1), Hash(2)], Pinned(FactKind.HoldersRead, Everything()));
        Assert.Equal([Hash(2), Hash(3)], Pinned(FactKind.PolicyKept, Everything()));
        Assert.Equal([Hash(1)], Pinned(FactKind.PolicyRead, Everything()));
        Assert.Equal([Hash(1)], Pinned(FactKind.DecisionProposed, Everything()));
        Assert.Equal([Hash(1)], Pinned(FactKind.DecisionApproved, Everything()));
    }

    [Fact]
    public void Personnel_records_stay_at_home() => Assert.Empty(Pinned(FactKind.HrAccepted, Everything()));

    [Theory]
    [InlineData("")]
    [InlineData("../secret")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public void What_is_no_hash_names_nothing(string kept)
    {
        Assert.Empty(Pinned(FactKind.PlanMade, new FactBody().Add("kept", kept)));
        Assert.Empty(Pinned(FactKind.PlanMade, new FactBody()));
    }
}
