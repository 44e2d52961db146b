using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.Core.Tests.Audit.Log;

public sealed class WitnessPolicyTests
{
    private static readonly DateTimeOffset Now = Tlog.Cosigned.AddDays(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(3);
    private static readonly TreeHead Tree = Tlog.Tree(5).Head;

    private static readonly Dictionary<string, NoteSigner> Signers = new[] { "x1", "x2", "x3", "y1", "y2" }
        .Select((name, i) => (name, Signer: Tlog.WitnessOf($"{name}.example/w", [.. Enumerable.Repeat((byte)(i + 1), 32)])))
        .ToDictionary(w => w.name, w => w.Signer);

    private static readonly string Head =
        $"# our city\nlog {Tlog.EcdsaLog.Key} https://audit.example/\n\n"
        + string.Concat(Signers.Select(s => $"witness {s.Key} {s.Value.Key}\n"));

    private static readonly string Nested = $"{Head}group x 2 x1 x2 x3\ngroup y any y1 y2\n\tgroup both  all x y \nquorum both\n";

    [Theory]
    [InlineData("x1 x2 y1", true, "x3 y2")]
    [InlineData("x1 x2 x3 y1 y2", true, "")]
    [InlineData("x3 x2 y2", true, "x1 y1")]
    [InlineData("x1 x2 x3", false, "y1 y2")]
    [InlineData("x1 y1 y2", false, "x2 x3")]
    [InlineData("", false, "x1 x2 x3 y1 y2")]
    public void Groups_of_groups_count(string signing, bool met, string missing)
    {
        var verdict = Judge(Nested, Note(signing.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal((met, met), (verdict.IsMet, verdict.IsVouchedFor));
        Assert.Equal(missing, string.Join(' ', verdict.Missing.Select(w => w.Witness.Name)));
        Assert.All(verdict.Missing, w => Assert.Equal((WitnessStanding.Absent, null), (w.Standing, w.At)));
    }

    [Fact]
    public void A_single_witness_may_be_the_quorum_and_none_asks_nobody()
    {
        Assert.True(Judge($"{Head}quorum x1", Note("x1")).IsMet);
        Assert.False(Judge($"{Head}quorum x1", Note("x2")).IsMet);
        Assert.Equal((true, false), (Judge($"{Head}quorum none", Note()) is var asked && asked.IsMet, asked.IsVouchedFor));
        Assert.True(Judge($"{Head}quorum none", Note("y1")).IsVouchedFor);
    }

    [Fact]
    public void Old_cosignatures_and_those_from_the_future_do_not_count()
    {
        var policy = $"{Head}group any any x1 x2 x3\nquorum any\n";
        var old = Note().CosignedBy(Signers["x1"], Now - MaxAge - TimeSpan.FromSeconds(1));
        Assert.Equal(WitnessStanding.Old, Judge(policy, old).Witnesses[0].Standing);
        Assert.False(Judge(policy, old).IsMet);
        // The newest counts, whatever order they stand in.
        Assert.True(Judge(policy, Note().CosignedBy(Signers["x1"], Now - MaxAge).With(old.Signatures)).IsMet);
        var ahead = Note().CosignedBy(Signers["x2"], Now + WitnessPolicy.ClockTolerance + TimeSpan.FromSeconds(1));
        Assert.Equal(WitnessStanding.Ahead, Judge(policy, ahead).Witnesses[1].Standing);
        Assert.False(Judge(policy, ahead).IsMet);
        Assert.True(Judge(policy, Note().CosignedBy(Signers["x2"], Now + WitnessPolicy.ClockTolerance)).IsMet);
        Assert.True(Judge(policy, ahead.CosignedBy(Signers["x2"], Now)).IsMet);
    }

    [Fact]
    public void A_note_that_the_log_did_not_sign_is_worth_nothing_whoever_cosigned()
    {
        var policy = Read(Nested).Policy!;
        Assert.Equal(CheckpointFlaw.NotSigned, Reject(policy, Cosigned(Tlog.NewLog().Note(Tree))));
        Assert.Equal(
            CheckpointFlaw.SignatureFails,
            Reject(policy, Tlog.EcdsaLog.Note(Tree).With(Tlog.EcdsaLog.Note(Tlog.Tree(6).Head).Signatures))
        );
        Assert.Equal(
            CheckpointFlaw.SignatureFails,
            Reject(policy, Note("x1", "x2", "y1").With(Cosigned(Tlog.EcdsaLog.Note(Tlog.Tree(6).Head)).Signatures.Skip(1)))
        );
        Assert.Equal(CheckpointFlaw.NoCheckpoint, Reject(policy, new SignedNote("a\n", Note("x1").Signatures)));
        var other = Tlog.Text("ed", "body").Replace("/1\n", "/2\n", StringComparison.Ordinal);
        Assert.Equal(CheckpointFlaw.UnknownLog, Reject(policy, new SignedNote(other, Note("x1").Signatures)));
    }

    [Fact]
    public void What_was_read_is_what_was_written()
    {
        var policy = Read(Nested).Policy!;
        Assert.Equal("https://audit.example/", Assert.Single(policy.Logs).Url);
        Assert.Equal(Signers.Keys, policy.Witnesses.Select(w => w.Name));
        Assert.All(policy.Witnesses, w => Assert.Null(w.Url));
        Assert.Equal([2, 1, 2], policy.Groups.Select(g => g.Needed));
        Assert.Equal("both", policy.Quorum);
        Assert.Null(Read($"{Head}quorum none").Policy!.Quorum);
        Assert.Equal("https://w.example/", Read($"witness w {Tlog.Witness.Key} https://w.example/\nquorum w").Policy!.Witnesses[0].Url);
    }

    [Theory]
    [InlineData("", 0, WitnessPolicyError.QuorumMissing, "")]
    [InlineData("quorum none\nquorum none", 2, WitnessPolicyError.QuorumTwice, "none")]
    [InlineData("quorum w", 1, WitnessPolicyError.UnknownName, "w")]
    [InlineData("quorum", 1, WitnessPolicyError.WordCount, "quorum", true)]
    [InlineData("quorum none more\nquorum none", 1, WitnessPolicyError.WordCount, "quorum")]
    [InlineData("log\nquorum none", 1, WitnessPolicyError.WordCount, "log")]
    [InlineData("log LOG url more\nquorum none", 1, WitnessPolicyError.WordCount, "log")]
    [InlineData("witness W\nquorum none", 1, WitnessPolicyError.WordCount, "witness")]
    [InlineData("group g all\nquorum none", 1, WitnessPolicyError.WordCount, "group")]
    [InlineData("Quorum none\nquorum none", 1, WitnessPolicyError.UnknownWord, "Quorum")]
    [InlineData("quorum none\r\n", 1, WitnessPolicyError.ControlCharacter, "", true)]
    [InlineData("# \u007f\nquorum none\n", 1, WitnessPolicyError.ControlCharacter, "")]
    [InlineData("log WITNESS\nquorum none", 1, WitnessPolicyError.WrongKeyType, "witness.pref.example.lg.jp/w1")]
    [InlineData("\nwitness w LOG\nquorum none", 2, WitnessPolicyError.WrongKeyType, "audit.city.example.lg.jp/accessgov/1")]
    [InlineData("log LOG\nlog LOG\nquorum none", 2, WitnessPolicyError.KeyTwice, "audit.city.example.lg.jp/accessgov/1")]
    [InlineData("witness w WITNESS\nwitness v RENAMED\nquorum w", 2, WitnessPolicyError.KeyTwice, "other/w")]
    [InlineData("witness none WITNESS\nquorum none", 1, WitnessPolicyError.NameTaken, "none")]
    [InlineData("witness w WITNESS\ngroup w all w\nquorum w", 2, WitnessPolicyError.NameTaken, "w")]
    [InlineData("witness w WITNESS\ngroup g all v\nquorum g", 2, WitnessPolicyError.UnknownName, "v")]
    [InlineData("group g all g\nquorum g", 1, WitnessPolicyError.UnknownName, "g")]
    [InlineData("group g all none\nquorum g", 1, WitnessPolicyError.UnknownName, "none")]
    [InlineData("witness w WITNESS\ngroup g 1 w w\nquorum g", 2, WitnessPolicyError.MemberTwice, "w")]
    [InlineData("witness w WITNESS\ngroup g all w\ngroup h all g w\nquorum h", 3, WitnessPolicyError.MemberTwice, "w")]
    [InlineData("witness w WITNESS\ngroup g 0 w\nquorum g", 2, WitnessPolicyError.BadThreshold, "0")]
    [InlineData("witness w WITNESS\ngroup g 2 w\nquorum g", 2, WitnessPolicyError.BadThreshold, "2")]
    [InlineData("witness w WITNESS\ngroup g 01 w\nquorum g", 2, WitnessPolicyError.BadThreshold, "01")]
    [InlineData("witness w WITNESS\ngroup g most w\nquorum g", 2, WitnessPolicyError.BadThreshold, "most")]
    [InlineData("log nonsense\nquorum none", 1, WitnessPolicyError.BadKey, "")]
    public void A_flaw_is_told_with_its_line(string text, int line, WitnessPolicyError error, string word, bool more = false)
    {
        var renamed = NoteKey.Cosignature(NoteName.Parse("other/w"), Tlog.Witness.Key.PublicKey.Span);
        text = text.Replace("LOG", $"{Tlog.EcdsaLog.Key}", StringComparison.Ordinal)
            .Replace("WITNESS", $"{Tlog.Witness.Key}", StringComparison.Ordinal)
            .Replace("RENAMED", $"{renamed}", StringComparison.Ordinal);
        var read = Read(text);
        Assert.Null(read.Policy);
        Assert.Equal(new WitnessPolicyFlaw(line, error, word), read.Flaws[0] with { Why = null });
        Assert.Equal(error == WitnessPolicyError.BadKey ? "Note.key-form" : null, read.Flaws[0].Why?.Key);
        Assert.Equal(more ? 2 : 1, read.Flaws.Count);
        Assert.NotEmpty(WitnessPolicyErrorCodes.Of(error));
    }

    /// <summary>A file of another kind is wrong in every line: nobody reads twenty thousand of them.</summary>
    [Fact]
    public void Of_very_many_flaws_the_first_are_told_and_how_many_there_are()
    {
        var read = Read(string.Concat(Enumerable.Repeat("x\r\n", 20_000)));
        Assert.Null(read.Policy);
        Assert.Equal(21, read.Flaws.Count);
        Assert.Equal(new WitnessPolicyFlaw(0, WitnessPolicyError.More, "19981"), read.Flaws[^1]);
    }

    [Fact]
    public void What_is_no_text_is_no_policy()
    {
        Assert.Equal(WitnessPolicyError.NoText, Assert.Single(WitnessPolicyReader.Read([0xff]).Flaws).Error);
        Assert.Equal(
            WitnessPolicyError.NoText,
            Assert.Single(WitnessPolicyReader.Read(new byte[WitnessPolicyReader.MaxBytes + 1]).Flaws).Error
        );
    }

    private static WitnessPolicyRead Read(string text) => WitnessPolicyReader.Read(Tlog.Utf8(text));

    private static SignedNote Note(params string[] witnesses) =>
        witnesses.Aggregate(Tlog.EcdsaLog.Note(Tree), (note, w) => note.CosignedBy(Signers[w], Tlog.Cosigned));

    private static SignedNote Cosigned(SignedNote note) =>
        Signers.Values.Aggregate(note, (signed, w) => signed.CosignedBy(w, Tlog.Cosigned));

    private static QuorumVerdict Judge(string policy, SignedNote note)
    {
        var verdict = Assert.IsType<CheckpointVerdict.SignedByLog>(Read(policy).Policy!.Judge(note, Tlog.Ed25519, Now, MaxAge));
        Assert.Equal(Tree, verdict.Checkpoint.Tree);
        return verdict.Quorum;
    }

    private static CheckpointFlaw Reject(WitnessPolicy policy, SignedNote note) =>
        Assert.IsType<CheckpointVerdict.Rejected>(policy.Judge(note, Tlog.Ed25519, Now, MaxAge)).Why;
}
