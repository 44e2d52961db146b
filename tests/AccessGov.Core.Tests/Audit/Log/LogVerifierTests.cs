using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>What a reader of an export finds without a policy from outside: what does not fit together, and nothing more.</summary>
public sealed class LogVerifierTests
{
    private const string Origin = "audit.suzaka.lg.jp/accessgov/1";

    private static readonly byte[] Facts = SampleChain
        .Of(Enumerable.Range(0, 5).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty)))
        .FactBytes;
    private static readonly string Genesis = new LogGenesis(SampleChain.Tenant, NoteName.Parse(Origin), null).Text;
    private static readonly string[] Seeds = [.. Enumerable.Range(1, 5).Select(i => new string((char)('a' + i), 64))];

    [Fact]
    public void What_fits_together_is_consistent_and_nobody_vouches()
    {
        var verdict = Assert.IsType<LogVerdict.Consistent>(Verify(kept: [NoteAt(3), NoteAt(6)], cosigned: NoteAt(4)));
        Assert.Equal((6, 6, false), (verdict.Tree.Size, verdict.Covered, verdict.IsVouchedFor));
        Assert.Null(verdict.Quorum);
        Assert.Equal(TreeAt(6), verdict.Tree);
    }

    [Theory]
    [InlineData("genesis", "log-genesis", "no first leaf")]
    [InlineData("note", "log-checkpoint", "no checkpoint")]
    [InlineData("cosigned", "cosigned", "no checkpoint")]
    [InlineData("other origin", "log-checkpoint", "the first leaf of")]
    [InlineData("cosigned of another", "cosigned", "another log")]
    [InlineData("cosigned is more", "cosigned", "covers more")]
    [InlineData("kept is none", "log-checkpoint", "kept is no checkpoint")]
    [InlineData("kept of another", "log-checkpoint", "kept is of log")]
    [InlineData("kept is more", "log-checkpoint", "rolled back")]
    [InlineData("kept has another root", "facts", "was altered")]
    [InlineData("seeds end", "seeds", "end is missing")]
    [InlineData("seed", "seeds", "")]
    [InlineData("fact", "facts", "")]
    [InlineData("facts end", "facts", "end is missing")]
    public void What_does_not_is_named_with_its_file_and_line(string what, string file, string why)
    {
        var other = NoteAt(3).Replace(Origin, "audit.ueda.lg.jp/accessgov/1", StringComparison.Ordinal);
        var verdict = what switch
        {
            "genesis" => Verify(genesis: "x"),
            "note" => Verify(note: "x"),
            "cosigned" => Verify(cosigned: "x"),
            "other origin" => Verify(note: other),
            "cosigned of another" => Verify(cosigned: other),
            "cosigned is more" => Verify(note: NoteAt(4), cosigned: NoteAt(6)),
            "kept is none" => Verify(kept: ["none\n\n" + Signature]),
            "kept of another" => Verify(kept: [other]),
            "kept is more" => Verify(note: NoteAt(4), kept: [NoteAt(6)]),
            "kept has another root" => Verify(kept: [Note(TreeAt(3) with { Root = Merkle.EmptyRoot })]),
            "seeds end" => Verify(seeds: Seeds[..3]),
            "seed" => Verify(seeds: [Seeds[0], "x", .. Seeds[2..]]),
            "fact" => Verify(facts: "x\n"u8.ToArray()),
            _ => Verify(note: Note(TreeAt(6) with { Size = 9 })),
        };
        var broken = Assert.IsType<LogVerdict.Broken>(verdict);
        Assert.Contains(file, broken.File, StringComparison.Ordinal);
        Assert.Contains(why, broken.Why, StringComparison.Ordinal);
    }

    private static string Signature => $"— {Origin} {Convert.ToBase64String([1, 2, 3, 4, 5, 6, 7, 8])}\n";

    private static string Note(TreeHead tree) => new LogCheckpoint(NoteName.Parse(Origin), tree).Text + "\n" + Signature;

    private static string NoteAt(int size) => Note(TreeAt(size));

    private static TreeHead TreeAt(int size)
    {
        Assert.True(LogGenesis.TryParse(Encoding.UTF8.GetBytes(Genesis), out var first));
        var tree = new TreeGrowth();
        tree.Append(first.LeafHash);
        var lines = Encoding.UTF8.GetString(Facts).TrimEnd('\n').Split('\n');
        for (var at = 0; at < size - 1; at++)
            tree.Append(FactEntry.Of(FactSeed.Parse(Seeds[at]), SealedFact.CanonicalOf(Encoding.UTF8.GetBytes(lines[at]))).LeafHash);
        return tree.Head;
    }

    private static LogVerdict Verify(
        string? genesis = null,
        string? note = null,
        string? cosigned = null,
        byte[]? facts = null,
        string[]? seeds = null,
        params string[] kept
    ) =>
        LogVerifier.Verify(
            Encoding.UTF8.GetBytes(genesis ?? Genesis),
            Encoding.UTF8.GetBytes(note ?? NoteAt(6)),
            Encoding.UTF8.GetBytes(cosigned ?? ""),
            new MemoryStream(facts ?? Facts),
            new MemoryStream(Encoding.UTF8.GetBytes(string.Concat((seeds ?? Seeds).Select(s => s + "\n")))),
            new LogQuestion(null, [.. kept.Select(Read)], (_, _, _) => false, SampleChain.Start, TimeSpan.FromDays(7))
        );

    private static SignedNote Read(string text)
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out var flaw), flaw);
        return note;
    }
}
