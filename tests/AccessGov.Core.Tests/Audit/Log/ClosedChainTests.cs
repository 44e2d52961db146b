using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>A log that continues a chain of old: the chain verifies for ever, and its facts are the log's first.</summary>
public sealed class ClosedChainTests
{
    private static readonly Fact[] Facts = [.. Enumerable.Range(0, 6).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty))];
    private static readonly SampleChain Chain = SampleChain.Of(Facts.Take(4), every: 2);
    private static readonly ClosedChain Closed = ClosedChain.Of(
        SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(Chain.Checkpoints.TrimEnd('\n').Split('\n')[^1]))
    );
    private static readonly SampleLog Log = Continued(Facts);

    [Fact]
    public void A_chain_that_ends_where_the_first_leaf_says_and_has_the_same_facts_fits() => Assert.Null(Run());

    [Fact]
    public void What_is_erased_of_the_log_is_not_compared() => Assert.Null(Run(Log.Without(2)));

    [Fact]
    public void A_first_leaf_that_names_no_chain_is_told() =>
        Assert.Equal("Audit.names-no-chain", Run(Log with { Genesis = Log.Genesis with { Chain = null } })!.Why.Key);

    [Theory]
    [InlineData("the chain goes on", "Audit.chain-ends-elsewhere(5")]
    [InlineData("another chain", "Audit.chain-ends-elsewhere")]
    [InlineData("another key", "Audit.chain-ends-elsewhere")]
    [InlineData("a broken chain", "Audit.hash-differs")]
    [InlineData("another fact in the log", "Audit.not-the-old-fact")]
    [InlineData("the log is shorter", "Audit.not-the-old-fact")]
    [InlineData("the log is cut", "cut")]
    public void What_does_not_fit_is_named(string what, string why)
    {
        var broken = what switch
        {
            "the chain goes on" => Run(chain: SampleChain.Of(Facts.Take(5), every: 2)),
            "another chain" => Run(chain: SampleChain.Of(Facts.Skip(1).Take(4), every: 2)),
            "another key" => Run(Log with { Genesis = Log.Genesis with { Chain = Closed with { Checkpoint = 3 } } }),
            "a broken chain" => Run(chain: Chain with { Facts = Chain.Facts.Replace("001234", "001235", StringComparison.Ordinal) }),
            "another fact in the log" => Run(Continued([Facts[0], Facts[2], .. Facts[2..]])),
            "the log is shorter" => Run(Log with { Lines = [.. Log.Lines.Take(3)] }),
            _ => Run(Log with { Lines = ["x"] }),
        };
        Assert.NotNull(broken);
        if (what != "the log is cut")
            Assert.Contains(why, $"{broken.Why}", StringComparison.Ordinal);
    }

    /// <summary>The facts of the chain of old have no count in the log.</summary>
    private static SampleLog Continued(IEnumerable<Fact> facts) =>
        SampleLog.Of([], Closed) with
        {
            Lines = [.. facts.Select((f, i) => LogLine.Write(new LoggedFact(f, i + 1, i < 4 ? null : i + 1).Content, SampleLog.SeedOf(i)))],
        };

    private static LogVerdict.Broken? Run(SampleLog? log = null, SampleChain? chain = null)
    {
        var (of, old) = (log ?? Log, chain ?? Chain);
        return ClosedChainCheck.Run(
            of.Genesis,
            new MemoryStream(old.FactBytes),
            new MemoryStream(old.CheckpointBytes),
            new MemoryStream(Encoding.UTF8.GetBytes(of.Text)),
            SampleChain.Question
        );
    }
}
