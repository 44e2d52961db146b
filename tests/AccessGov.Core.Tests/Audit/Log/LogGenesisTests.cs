using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Tests.Audit.Log;

public sealed class LogGenesisTests
{
    private static readonly SampleChain Old = SampleChain.Of([
        SampleChain.Step(0, FactKind.PlanMade, "a"),
        SampleChain.Step(1, FactKind.PlanMade, "b"),
    ]);

    private static readonly SignedCheckpoint Last = SignedCheckpoint.Parse(Tlog.Utf8(Old.Checkpoints.Trim().Split('\n')[^1]));

    [Fact]
    public void The_first_leaf_names_where_the_chain_of_old_ended()
    {
        var genesis = new LogGenesis(SampleChain.Tenant, Tlog.Origin, ClosedChain.Of(Last));
        Assert.Equal(
            $"accessgov-audit-genesis/2\nsuzaka\n{Tlog.Origin}\n2\n{Old.Head.Hash}\n1\n{Last.LineHash}\n{Last.Checkpoint.Key}\n",
            genesis.Text
        );
        Assert.True(LogGenesis.TryParse(Tlog.Utf8(genesis.Text), out var again));
        Assert.Equal(genesis, again);
        Assert.Equal(Merkle.Leaf(Tlog.Utf8(genesis.Text)), again.LeafHash);
        Assert.Equal(0, LogGenesis.Index);
    }

    [Fact]
    public void Without_a_chain_of_old_its_lines_are_empty()
    {
        var genesis = new LogGenesis(SampleChain.Tenant, Tlog.Origin, null);
        Assert.Equal($"accessgov-audit-genesis/2\nsuzaka\n{Tlog.Origin}\n\n\n\n\n\n", genesis.Text);
        Assert.True(LogGenesis.TryParse(Tlog.Utf8(genesis.Text), out var again));
        Assert.Equal(genesis, again);
    }

    [Theory]
    [InlineData("genesis/2", "genesis/1")]
    [InlineData("suzaka", "Suzaka")]
    [InlineData("/accessgov", " accessgov")]
    [InlineData("\n2\n", "\n02\n")]
    [InlineData("\n2\n", "\n\n")]
    [InlineData("\n1\n", "\n-1\n")]
    [InlineData("KEY\n", "KEY")]
    [InlineData("KEY", "key")]
    [InlineData("HEAD", "head")]
    [InlineData("LINE", "line")]
    [InlineData("KEY\n", "KEY\n\n")]
    public void What_is_no_first_leaf_is_refused(string part, string instead)
    {
        var text = $"accessgov-audit-genesis/2\nsuzaka\n{Tlog.Origin}\n2\nHEAD\n1\nLINE\nKEY\n"
            .Replace(part, instead, StringComparison.Ordinal)
            .Replace("HEAD", $"{Old.Head.Hash}", StringComparison.Ordinal)
            .Replace("LINE", $"{Last.LineHash}", StringComparison.Ordinal)
            .Replace("KEY", $"{Last.Checkpoint.Key}", StringComparison.Ordinal);
        Assert.False(LogGenesis.TryParse(Tlog.Utf8(text), out var genesis));
        Assert.Null(genesis);
        Assert.False(LogGenesis.TryParse([0xff], out _));
    }
}
