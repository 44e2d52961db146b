using System.Text;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using CsCheck;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>Whatever the bytes are, a reader answers; and what it takes, it writes again byte for byte.</summary>
public sealed class FuzzTests
{
    private static readonly string Note = $"{Tlog.Ed25519Log.Note(Tlog.Tree(3).Head).CosignedBy(Tlog.Witness, Tlog.Cosigned)}";

    private static readonly string[] Seeds =
    [
        Note,
        $"old 2\n{Tlog.Leaf(1).Base64}\n\n{Note}",
        $"c2sp.org/tlog-proof@v1\nextra e30=\nindex 1\n{Tlog.Leaf(1).Base64}\n\n{Note}",
        $"log {Tlog.EcdsaLog.Key}\nwitness w {Tlog.Witness.Key} u\ngroup g 1 w\nquorum g\n",
        Tlog.Text("co", "line") + "\n",
        FactOpening
            .Of(FactSeed.Parse(Tlog.Text("leaf", "seed")), Tlog.Utf8(Tlog.Text("leaf", "F")), new HashSet<string> { "seq", "body" })
            .ToJson()
            .Text,
        new LogGenesis(SampleChain.Tenant, Tlog.Origin, null).Text,
        $"{Tlog.EcdsaLog.Key}",
        "\n\n— \u3000+=0",
    ];

    /// <summary>Random bytes, and pieces of sound files cut and glued together.</summary>
    private static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.Select(Gen.OneOf(Seeds), Gen.Int[0, 400], Gen.Int[0, 60])
            .List[1, 5]
            .Select(pieces => pieces.SelectMany(p => Tlog.Utf8(p.Item1).Skip(p.Item2).Take(p.Item3 == 0 ? 10_000 : p.Item3)).ToArray()),
        Gen.Select(Gen.OneOf(Seeds), Gen.Int[0, 10_000], Gen.Byte)
            .Select(
                (seed, at, instead) =>
                {
                    var bytes = Tlog.Utf8(seed);
                    bytes[at % bytes.Length] = instead;
                    return bytes;
                }
            ),
        Gen.OneOf(Seeds).Select(s => Tlog.Utf8(s))
    );

    [Fact]
    public void No_reader_throws_and_what_is_taken_has_one_spelling() =>
        Bytes.Sample(
            bytes =>
            {
                if (SignedNote.TryParse(bytes, out var note, out var noFlaw))
                {
                    Same(bytes, note);
                    _ = Tlog.Knowing(Tlog.Ed25519Log, Tlog.EcdsaLog, Tlog.Witness).Check(note);
                }
                Assert.Equal(note is null, noFlaw is not null);
                if (LogCheckpoint.TryParse(bytes, out note, out var checkpoint, out _))
                    Assert.Equal(note.Text, checkpoint.Text);
                if (AddCheckpointRequest.TryParse(bytes, out var request, out _))
                {
                    Same(bytes, request);
                    _ = WitnessDecider.Decide(request, new WatchedLog([Tlog.Ed25519Log.Key], null), Tlog.Ed25519);
                }
                if (LogProof.TryParse(bytes, out var proof, out _))
                    Same(bytes, proof);
                if (FactOpening.TryParse(bytes, out var opening, out _))
                    Same(bytes, opening.ToJson());
                if (LogGenesis.TryParse(bytes, out var genesis))
                    Same(bytes, genesis.Text);
                var text = Encoding.UTF8.GetString(bytes);
                if (NoteKey.TryParse(text, out var key, out _))
                    Assert.Equal(text, $"{key}");
                var policy = WitnessPolicyReader.Read(bytes);
                Assert.Equal(policy.Policy is null, policy.Flaws.Count > 0);
                _ = WitnessReply.Size(bytes);
                _ = WitnessReply.Add(bytes, Tlog.Ed25519Log.Note(TreeHead.Empty), Tlog.Witness.Key, Tlog.Ed25519);
            },
            iter: SampleChain.Cases * 10,
            threads: 2
        );

    private static void Same(byte[] bytes, object read) => Assert.Equal(bytes, Tlog.Utf8(read));
}
