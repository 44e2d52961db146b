using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using CsCheck;

namespace AccessGov.Core.Tests.Audit;

/// <summary>Law 7: any altered, dropped or reordered byte breaks the audit chain, and the first bad line is named.</summary>
public sealed class Law7
{
    private static readonly Gen<(SampleChain Chain, bool InFacts, int Where, int What)> Attempts = Gen.Select(
        SampleChain.Any,
        Gen.Bool,
        Gen.Int[0, int.MaxValue],
        Gen.Int[1, 255]
    );

    [Fact]
    public void An_untouched_chain_verifies() =>
        SampleChain.Any.Sample(
            chain =>
            {
                var verified = Assert.IsType<AuditVerdict.Verified>(chain.Verify());
                Assert.Equal(chain.Head, verified.Head);
                Assert.Equal(verified.Count, verified.Covered);
                Assert.Equal(chain.Checkpoints.Count(c => c == '\n'), verified.Checkpoints);
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void An_altered_byte_breaks_its_line() =>
        BreaksAt(
            (bytes, at, what) =>
            {
                bytes[at] ^= (byte)what;
                return bytes;
            }
        );

    [Fact]
    public void A_dropped_byte_breaks_its_line() => BreaksAt((bytes, at, _) => [.. bytes[..at], .. bytes[(at + 1)..]]);

    [Fact]
    public void An_inserted_byte_breaks_its_line() =>
        // 0xFF occurs nowhere in UTF-8, so it is never the repetition of a neighbour.
        BreaksAt((bytes, at, _) => [.. bytes[..at], 0xFF, .. bytes[at..]]);

    [Fact]
    public void A_file_cut_anywhere_breaks() =>
        Attempts.Sample(
            a =>
            {
                var bytes = a.InFacts ? a.Chain.FactBytes : a.Chain.CheckpointBytes;
                var cut = bytes[..(a.Where % bytes.Length)];
                var verdict = a.InFacts ? SampleChain.Verify(cut, a.Chain.CheckpointBytes) : SampleChain.Verify(a.Chain.FactBytes, cut);
                // Without its last checkpoints the export is what it was before they were signed: sound, but it vouches for less.
                if (!a.InFacts && cut is [.., (byte)'\n'])
                    Assert.True(Assert.IsType<AuditVerdict.Verified>(verdict).Covered < a.Chain.Head.Size);
                else
                    Assert.IsType<AuditVerdict.Broken>(verdict);
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void A_dropped_repeated_or_moved_line_breaks_where_it_happens() =>
        Attempts.Sample(
            a =>
            {
                var lines = Lines(a.InFacts ? a.Chain.Facts : a.Chain.Checkpoints);
                var (at, line) = (a.Where % lines.Count, lines[a.Where % lines.Count]);
                var lastCheckpointDropped = false;
                if (a.What % 3 == 0)
                    lines.Insert(at + 1, line);
                else
                    lines.RemoveAt(at);
                if (a.What % 3 == 1)
                    lines.Insert(at == lines.Count ? 0 : lines.Count, line);
                else
                    lastCheckpointDropped = a.What % 3 == 2 && !a.InFacts && at == lines.Count;
                if (lines.Count < 2 && a.What % 3 == 1 || lastCheckpointDropped)
                    return;
                var bad =
                    a.What % 3 == 0 ? at + 2
                    : a.What % 3 == 1 && at == lines.Count - 1 ? 1
                    : at + 1;
                AssertBroken(a.Chain, a.InFacts, System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), bad);
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void A_chain_rewritten_without_the_key_breaks_at_a_checkpoint() =>
        Attempts.Sample(
            a =>
            {
                var facts = Lines(a.Chain.Facts).Select(l => SealedFact.Parse(System.Text.Encoding.UTF8.GetBytes(l)).Fact).ToList();
                var at = a.Where % facts.Count;
                var f = facts[at];
                facts[at] = new Fact(f.Id, f.Tenant, f.At, f.Kind, Actor.Parse("os:intruder"), f.Subject, f.Body, f.Partition, f.Row);
                var broken = Assert.IsType<AuditVerdict.Broken>(
                    SampleChain.Verify(SampleChain.Of(facts).FactBytes, a.Chain.CheckpointBytes)
                );
                Assert.Equal(AuditFileNames.Checkpoints, broken.File);
                Assert.Contains("Audit.chain-rewritten", $"{broken.Why}", StringComparison.Ordinal);
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    private static void BreaksAt(Func<byte[], int, int, byte[]> abuse) =>
        Attempts.Sample(
            a =>
            {
                var bytes = a.InFacts ? a.Chain.FactBytes : a.Chain.CheckpointBytes;
                var at = a.Where % bytes.Length;
                AssertBroken(a.Chain, a.InFacts, abuse([.. bytes], at, a.What), 1 + bytes.AsSpan(0, at).Count((byte)'\n'));
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    private static void AssertBroken(SampleChain chain, bool inFacts, byte[] bytes, long line)
    {
        var verdict = inFacts ? SampleChain.Verify(bytes, chain.CheckpointBytes) : SampleChain.Verify(chain.FactBytes, bytes);
        var broken = Assert.IsType<AuditVerdict.Broken>(verdict);
        Assert.Equal((inFacts ? AuditFileNames.Facts : AuditFileNames.Checkpoints, line), (broken.File, broken.Line));
    }

    private static List<string> Lines(string file) => [.. file.Split('\n')[..^1]];
}
