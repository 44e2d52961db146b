using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using CsCheck;

namespace AccessGov.Core.Tests.Audit.Log;

public sealed class WitnessTests
{
    private const string Hash = "EeH1WCI/THG2vhzs/R8N6HFG0llId8J7KexRn5BAITw=";

    private static readonly Digest[] Roots = Tlog.Digests(Tlog.Vectors.GetProperty("roots"));
    private static readonly NoteSigner Log = Tlog.Ed25519Log;
    private static readonly LeafHashes Tree = Tlog.Tree(20);

    /// <summary>The whole file of the contract.</summary>
    private static readonly string Request =
        $"old 5\n{Hash}\nUzBPXj/UvNILOave8v4RgDHMWughe86gCN6n4nhpNIo=\n84SgD/FIOtEjwFy1A1yb+kai2SVUil+jas8Xdsmw9Eg=\n"
        + $"n0o/wg1BYtw31OI9kHhIcxp2BD//9taSiL8av7z/R44=\n\n{Tlog.Text("ed", "body")}\n{Tlog.Text("ed", "line")}\n";

    [Fact]
    public void The_request_of_the_contract_is_cosigned_as_there()
    {
        Assert.True(AddCheckpointRequest.TryParse(Tlog.Utf8(Request), out var request, out var flaw), $"{flaw}");
        Assert.Equal(Request, $"{request}");
        var decision = WitnessDecider.Decide(request, Watched(new TreeHead(5, Roots[5])), Tlog.Ed25519);
        var accepted = Assert.IsType<WitnessDecision.Accepted>(decision);
        Assert.Equal((200, Request[Request.IndexOf("audit", StringComparison.Ordinal)..]), (accepted.Status, $"{accepted.Note}"));
        var reply = WitnessReply.Write([Tlog.Witness.Cosign(accepted.Checkpoint, Tlog.Cosigned.AddMilliseconds(999))]);
        Assert.Equal(Tlog.Text("co", "line") + "\n", reply);
        var note = WitnessReply.Add(Tlog.Utf8(reply), request.Note, Tlog.Witness.Key, Tlog.Ed25519);
        Assert.Equal(Tlog.Text("co", "line"), note!.Signatures[1].Line);
    }

    [Fact]
    public void A_reply_that_is_not_the_witness_s_adds_nothing()
    {
        var note = Log.Note(Tree.Head);
        var other = Tlog.WitnessOf("other", new byte[32]);
        var own = Line(note.CosignedBy(Tlog.Witness, Tlog.Cosigned));
        var unknown = Line(note.CosignedBy(other, Tlog.Cosigned));
        var failing = Line(Log.Note(Tlog.Tree(7).Head).CosignedBy(Tlog.Witness, Tlog.Cosigned));
        Assert.NotNull(Add(own));
        Assert.NotNull(Add(unknown + own));
        Assert.Equal(2, Add(own + own)!.Signatures.Count);
        Assert.Null(Add(unknown));
        Assert.Null(Add(own + failing));
        Assert.Null(Add(own[..^1]));
        Assert.Null(Add("\n" + own));
        Assert.Null(Add(""));
        Assert.Null(Add(string.Concat(Enumerable.Repeat(own, SignedNote.MaxSignatures))));
        Assert.Null(Add(new string(' ', WitnessReply.MaxBytes + 1)));
        Assert.Null(WitnessReply.Add([0xff], note, Tlog.Witness.Key, Tlog.Ed25519));
        // A log's key tells no time: it is nobody's cosignature.
        Assert.Null(WitnessReply.Add(Tlog.Utf8(note.Signatures[0].Line + "\n"), note, Log.Key, Tlog.Ed25519));

        SignedNote? Add(string reply) => WitnessReply.Add(Tlog.Utf8(reply), note, Tlog.Witness.Key, Tlog.Ed25519);
        static string Line(SignedNote signed) => signed.Signatures[^1].Line + "\n";
    }

    [Theory]
    [InlineData("8\n", 8L)]
    [InlineData("0\n", 0L)]
    [InlineData("8", null)]
    [InlineData("08\n", null)]
    [InlineData("+8\n", null)]
    [InlineData("\n", null)]
    [InlineData("", null)]
    [InlineData("9007199254740992\n", null)]
    [InlineData("00000000000000000000000000000000000000000000008\n", null)]
    public void A_size_is_read_in_one_spelling(string body, long? size) => Assert.Equal(size, WitnessReply.Size(Tlog.Utf8(body)));

    [Fact]
    public void A_size_in_other_bytes_is_none() => Assert.Null(WitnessReply.Size([0xff, (byte)'\n']));

    [Theory]
    [InlineData("old 5", "old 05")]
    [InlineData("old 5", "old +5")]
    [InlineData("old 5", "old  5")]
    [InlineData("old 5", "new 5")]
    [InlineData("old 5", "old 9007199254740992")]
    [InlineData(Hash, "EeH1WCI/THG2vhzs/R8N6HFG0llId8J7KexRn5BAITx=")]
    [InlineData(Hash, "EeH1WCI/THG2")]
    [InlineData("\n\n", "\n")]
    [InlineData("\n8\n", "\n08\n")]
    [InlineData("old 5\n", "old 5\r\n")]
    public void What_is_no_request_is_refused(string part, string instead)
    {
        var text = Request.Replace(part, instead, StringComparison.Ordinal);
        Assert.False(AddCheckpointRequest.TryParse(Tlog.Utf8(text), out var request, out var flaw));
        Assert.Null(request);
        Assert.NotEmpty(flaw.Key);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_request_has_at_most_63_hashes(int count, bool taken)
    {
        var proof = string.Concat(Enumerable.Repeat(Hash + "\n", count));
        var text = $"old 5\n{proof}\n{Log.Note(Tree.Head)}";
        Assert.Equal(taken, AddCheckpointRequest.TryParse(Tlog.Utf8(text), out _, out _));
        Assert.False(AddCheckpointRequest.TryParse([0xff, .. Tlog.Utf8(text)], out _, out _));
    }

    public static TheoryData<string, int, int, WitnessRefusal, int> Refusals =>
        new()
        {
            // What, old size told, size that the witness knows; why, status.
            { "other-origin", 5, 5, WitnessRefusal.UnknownLog, 404 },
            { "unwatched", 5, 5, WitnessRefusal.UnknownLog, 404 },
            { "fresh-key", 5, 5, WitnessRefusal.NotSigned, 403 },
            { "fresh-key", 19, 5, WitnessRefusal.NotSigned, 403 },
            { "one-fails", 5, 5, WitnessRefusal.NotSigned, 403 },
            { "honest", 19, 5, WitnessRefusal.OldBeyondSize, 400 },
            { "honest", 19, 19, WitnessRefusal.OldBeyondSize, 400 },
            { "honest", 5, 12, WitnessRefusal.OtherSize, 409 },
            { "honest", 0, 12, WitnessRefusal.OtherSize, 409 },
            { "honest", 5, 0, WitnessRefusal.OtherSize, 409 },
            { "honest", 5, 7, WitnessRefusal.OtherSize, 409 },
            { "fork", 4, 5, WitnessRefusal.OtherSize, 409 },
            { "fork", 5, 5, WitnessRefusal.ProofFails, 422 },
            { "no-proof", 5, 5, WitnessRefusal.ProofFails, 422 },
            { "fork", 10, 10, WitnessRefusal.OtherRoot, 422 },
            { "proof-added", 10, 10, WitnessRefusal.ProofFails, 422 },
            { "proof-added", 0, 0, WitnessRefusal.ProofNotEmpty, 422 },
            { "empty-with-root", 0, 0, WitnessRefusal.EmptyRootWrong, 422 },
        };

    [Theory, MemberData(nameof(Refusals))]
    public void The_first_check_that_fails_is_the_answer(string what, int old, int known, WitnessRefusal why, int status)
    {
        var tree = what is "fork" ? Tlog.Tree(10, seed: 1) : Tlog.Tree(10);
        IReadOnlyList<Digest> proof = old > 10 || what is "no-proof" ? [] : tree.Consistency(old, 10);
        if (what is "proof-added")
            proof = [.. proof, Tree[1]];
        var head = what is "empty-with-root" ? new TreeHead(0, Tree[1]) : tree.Head;
        var log = what is "fresh-key" ? Tlog.NewLog() : Log;
        var note = log.Note(head);
        if (what is "one-fails")
            note = note.With(Log.Note(Tree.Head).Signatures);
        Assert.True(LogCheckpoint.TryParse(note.Text, out var checkpoint, out _));
        var watched = Watched(new TreeHead(known, Tree.Root(known)));
        if (what is "other-origin")
            watched = watched with { Keys = [NoteKey.Ed25519(NoteName.Parse("other"), Log.Key.PublicKey.Span), Tlog.Witness.Key] };
        var decision = WitnessDecider.Decide(
            new AddCheckpointRequest(old, proof, note, checkpoint),
            what is "unwatched" ? null : watched,
            Tlog.Ed25519
        );
        var refused = Assert.IsType<WitnessDecision.Refused>(decision);
        Assert.Equal((why, status), (refused.Why, refused.Status));
        Assert.Equal(status == 409 ? $"{known}\n" : null, refused.Body);
        // The reply about 5 or 7 was lost, and the log has at least that; 12 it does not have.
        Assert.Equal(why is WitnessRefusal.OtherSize && known is 5 or 7 && old < known, refused.IsOnlyBehind);
        Assert.NotEmpty(WitnessRefusalCodes.Of(why));
    }

    [Fact]
    public void The_same_size_again_is_cosigned_again_and_the_empty_tree_too()
    {
        foreach (var size in new[] { 0, 10 })
        {
            var head = new TreeHead(size, Tree.Root(size));
            Assert.Equal(200, Decide(size, [], head, Watched(head)).Status);
        }
        Assert.Equal(200, Decide(0, [], Tree.Head, Watched(null)).Status);
        Assert.Equal(200, Decide(0, [], TreeHead.Empty, Watched(null)).Status);
    }

    /// <summary>
    /// Whatever a log, or somebody with its key, sends in whatever order: no size gets two roots, no tree shrinks, and all that was
    /// cosigned is one history.
    /// </summary>
    [Fact]
    public void Over_any_sequence_of_requests_a_witness_cosigns_one_history_that_grows() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Bool, Gen.Bool)
            .List[1, 30]
            .Sample(
                requests =>
                {
                    var histories = new[] { Tree, Tlog.Tree(20, seed: 1), Tlog.Tree(20, seed: 2, sameUntil: 9) };
                    TreeHead? known = null;
                    var cosigned = new List<(int History, TreeHead Tree)>();
                    foreach (var (history, size, told, asked, forger) in requests)
                    {
                        var old = asked ? known?.Size ?? 0 : told;
                        var tree = histories[history];
                        var head = new TreeHead(size, tree.Root(size));
                        var proof = old <= size ? tree.Consistency(old, size) : [];
                        var decision = Decide(old, proof, head, Watched(known), forger ? Tlog.NewLog() : Log);
                        var extends = known is not { } k || (k.Size <= size && tree.Root(k.Size) == k.Root);
                        Assert.Equal(!forger && extends && old == (known?.Size ?? 0), decision.Status == 200);
                        if (decision is not WitnessDecision.Accepted accepted)
                            continue;
                        known = accepted.Checkpoint.Tree;
                        cosigned.Add((history, head));
                    }
                    Assert.Equal(cosigned.Select(c => c.Tree.Size).Order(), cosigned.Select(c => c.Tree.Size));
                    Assert.All(cosigned.GroupBy(c => c.Tree.Size), g => Assert.Single(g.Select(c => c.Tree.Root).Distinct()));
                    if (cosigned.Count > 0)
                        Assert.All(cosigned, c => Assert.Equal(histories[cosigned[^1].History].Root(c.Tree.Size), c.Tree.Root));
                },
                iter: SampleChain.Cases,
                threads: 2
            );

    private static WatchedLog Watched(TreeHead? known) => new([Log.Key], known);

    private static WitnessDecision Decide(long old, IReadOnlyList<Digest> proof, TreeHead head, WatchedLog watched, NoteSigner? log = null)
    {
        var note = (log ?? Log).Note(head);
        Assert.True(LogCheckpoint.TryParse(note.Text, out var checkpoint, out _));
        return WitnessDecider.Decide(new AddCheckpointRequest(old, proof, note, checkpoint), watched, Tlog.Ed25519);
    }
}
