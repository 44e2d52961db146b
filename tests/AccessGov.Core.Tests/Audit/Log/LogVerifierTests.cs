using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;
using CsCheck;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>What a reader of an export finds without a policy from outside: what does not fit together, and nothing more.</summary>
public sealed class LogVerifierTests
{
    private static readonly SampleLog Log = SampleLog.Of(Enumerable.Range(0, 5).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty)));

    [Fact]
    public void What_fits_together_is_consistent_and_nobody_vouches()
    {
        var verdict = Assert.IsType<LogVerdict.Consistent>(Log.Verify(kept: [Log.NoteAt(3), Log.NoteAt(6)], cosigned: Log.NoteAt(4)));
        Assert.Equal((6, 5, 6, false, true), (verdict.Tree.Size, verdict.Facts, verdict.Covered, verdict.IsVouchedFor, verdict.IsSound));
        Assert.Equal([SampleLog.Signer.Key.Id], verdict.SignedBy);
        Assert.Null(verdict.Quorum);
        Assert.Equal(Log.TreeAt(6), verdict.Tree);
    }

    [Theory]
    [InlineData("genesis", "log-genesis", "Audit.no-first-leaf")]
    [InlineData("note", "log-checkpoint", "Audit.no-checkpoint(Note.form)")]
    [InlineData("cosigned", "cosigned", "Audit.no-checkpoint(Note.form)")]
    [InlineData("other origin", "log-checkpoint", "Audit.leaf-of-another")]
    [InlineData("cosigned of another", "cosigned", "Audit.cosigned-of-another")]
    [InlineData("cosigned is more", "cosigned", "Audit.cosigned-of-another")]
    [InlineData("kept is none", "log-checkpoint", "Audit.kept-no-checkpoint(Note.checkpoint-lines)")]
    [InlineData("kept of another", "log-checkpoint", "Audit.kept-of-another")]
    [InlineData("kept is more", "log-checkpoint", "Audit.kept-covers-more(4, 6)")]
    [InlineData("kept has another root", "facts", "Audit.root-differs(Audit.a-kept(3))")]
    [InlineData("nobody signed", "log-checkpoint", "Audit.log-not-signed")]
    [InlineData("signature of another text", "log-checkpoint", "Audit.log-not-signed")]
    [InlineData("seed", "facts", "Audit.fact-form")]
    [InlineData("fact", "facts", "Audit.fact-form")]
    [InlineData("a line is dropped", "facts", "Audit.other-number(3, 2)")]
    [InlineData("an erased line is moved", "facts", "Audit.other-number(2, 3)")]
    [InlineData("other tenant", "facts", "Audit.other-tenant(nagano, suzaka)")]
    [InlineData("facts end", "facts", "Audit.log-end-missing(6, Audit.the-newest, 9)")]
    public void What_does_not_is_named_with_its_file_and_line(string what, string file, string why)
    {
        var other = Log.NoteAt(3).Replace($"{SampleLog.Origin}", "audit.ueda.lg.jp/accessgov/1", StringComparison.Ordinal);
        var verdict = what switch
        {
            "genesis" => Log.Verify(genesis: "x"),
            "note" => Log.Verify(note: "x"),
            "cosigned" => Log.Verify(cosigned: "x"),
            "other origin" => Log.Verify(note: other),
            "cosigned of another" => Log.Verify(cosigned: other),
            "cosigned is more" => Log.Verify(note: Log.NoteAt(4), cosigned: Log.NoteAt(6)),
            "kept is none" => Log.Verify(kept: ["none\n\n" + Log.NoteAt(3).Split("\n\n")[1]]),
            "kept of another" => Log.Verify(kept: [other]),
            "kept is more" => Log.Verify(note: Log.NoteAt(4), kept: [Log.NoteAt(6)]),
            "kept has another root" => Log.Verify(kept: [SampleLog.NoteOf(Log.TreeAt(3) with { Root = Merkle.EmptyRoot })]),
            "nobody signed" => Log.Verify(isKeyKnown: false),
            "signature of another text" => Log.Verify(note: Log.NoteAt(6).Split("\n\n")[0] + "\n\n" + Log.NoteAt(4).Split("\n\n")[1]),
            "seed" => Log.Verify(facts: Log.Text.Replace("\"seed\":\"", "\"seed\":\"x", StringComparison.Ordinal)),
            "fact" => Log.Verify(facts: "x\n"),
            "a line is dropped" => Log.Verify(facts: string.Concat(Log.Lines.Where((_, i) => i != 1).Select(l => l + "\n"))),
            "an erased line is moved" => Log.Verify(
                facts: string.Concat(Log.Without(2).Lines.Take(2).Select(l => l + "\n")) + Log.Without(2).Lines[1] + "\n"
            ),
            "other tenant" => Log.Verify(facts: Log.Text.Replace("\"suzaka\"", "\"nagano\"", StringComparison.Ordinal)),
            _ => Log.Verify(note: SampleLog.NoteOf(Log.TreeAt(6) with { Size = 9 })),
        };
        var broken = Assert.IsType<LogVerdict.Broken>(verdict);
        Assert.Contains(file, broken.File, StringComparison.Ordinal);
        Assert.Contains(why, $"{broken.Why}", StringComparison.Ordinal);
    }

    [Fact]
    public void No_altered_byte_of_the_facts_is_missed()
    {
        var text = Encoding.UTF8.GetBytes(Log.Text);
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Byte[1, 255])
            .Sample(
                (at, by) =>
                {
                    var bytes = (byte[])text.Clone();
                    bytes[at] ^= by;
                    return Verify(bytes) is LogVerdict.Broken;
                },
                iter: SampleChain.Cases
            );
    }

    [Fact]
    public void Intents_without_the_approval_that_they_needed_are_named()
    {
        var log = SampleLog.Of([
            SampleChain.OfPlan(1, FactKind.PlanMade, "plan:1", "001001", "needs-approval"),
            SampleChain.OfPlan(2, FactKind.ActionIntended, "plan:1", "trigger:Test", "needs-approval"),
        ]);
        var verdict = Assert.IsType<LogVerdict.Consistent>(log.Verify());
        Assert.Equal((1, 2, false), (verdict.Gaps.Unapproved.Count, verdict.Gaps.Unapproved.First[0].Line, verdict.IsSound));
        Assert.Equal(1, verdict.Gaps.OpenIntents.Count);
    }

    private static LogVerdict Verify(byte[] facts) =>
        LogVerifier.Verify(
            Encoding.UTF8.GetBytes(Log.Genesis.Text),
            Encoding.UTF8.GetBytes(Log.NoteAt(6)),
            [],
            new MemoryStream(facts),
            new LogQuestion(null, [], (_, _, _) => false, SampleChain.Start, TimeSpan.FromDays(7)) { OwnKeys = [SampleLog.Signer.Key] }
        );
}
