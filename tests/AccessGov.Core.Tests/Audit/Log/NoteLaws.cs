using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using CsCheck;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>No altered byte of a note, of a request or of a proof passes, and nothing that can be read throws.</summary>
public sealed class NoteLaws
{
    private static readonly WitnessPolicy Policy = new(
        [new(Tlog.EcdsaLog.Key, null), new(Tlog.Ed25519Log.Key, null)],
        [new("w", Tlog.Witness.Key, null)],
        [],
        "w"
    );

    private static readonly Gen<(int Size, int At, int Where, byte What, bool Ecdsa)> Attempts = Gen.Select(
        Gen.Int[2, 40],
        Gen.Int[0, int.MaxValue],
        Gen.Int[0, int.MaxValue],
        Gen.Byte[1, 255],
        Gen.Bool
    );

    private static readonly NoteKeys Keys = Tlog.Knowing(Tlog.EcdsaLog, Tlog.Ed25519Log, Tlog.Witness);

    [Fact]
    public void An_altered_byte_of_a_note_takes_a_signature_from_it() =>
        Attempts.Sample(
            a =>
            {
                var bytes = Tlog.Utf8(NoteOf(a.Size, a.Ecdsa));
                Assert.Equal(2, Sound(bytes));
                bytes[a.Where % bytes.Length] ^= a.What;
                Assert.InRange(Sound(bytes), 0, 1);
                Assert.InRange(Sound(bytes.AsSpan(0, a.Where % bytes.Length)), 0, 1);
                bytes[a.Where % bytes.Length] ^= a.What;
                Assert.InRange(Sound([.. bytes[..(a.Where % bytes.Length)], .. bytes[(a.Where % bytes.Length + 1)..]]), 0, 1);
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void An_altered_byte_of_a_proof_of_an_entry_proves_nothing() =>
        Attempts.Sample(
            a =>
            {
                var tree = Tlog.Tree(a.Size);
                var index = a.At % a.Size;
                var bytes = Tlog.Utf8(new LogProof(null, index, tree.Inclusion(index, a.Size), NoteOf(a.Size, a.Ecdsa)));
                Assert.True(Proves(bytes, tree[index]));
                Assert.False(Proves(bytes, TreeLaws.Flip(tree[index], a.What)));
                bytes[a.Where % bytes.Length] ^= a.What;
                Assert.False(Proves(bytes, tree[index]));
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void An_altered_byte_of_a_request_is_not_cosigned_or_is_one_of_another_s_signature() =>
        Attempts.Sample(
            a =>
            {
                var tree = Tlog.Tree(a.Size);
                var known = new TreeHead(a.At % a.Size + 1, tree.Root(a.At % a.Size + 1));
                var log = a.Ecdsa ? Tlog.EcdsaLog : Tlog.Ed25519Log;
                var watched = new WatchedLog([log.Key], known);
                var note = log.Note(tree.Head);
                Assert.True(LogCheckpoint.TryParse(note.Text, out var checkpoint, out _));
                var bytes = Tlog.Utf8(new AddCheckpointRequest(known.Size, tree.Consistency(known.Size, a.Size), note, checkpoint));
                Assert.Equal(200, StatusOf(bytes, watched));
                bytes[a.Where % bytes.Length] ^= a.What;
                Assert.NotEqual(200, StatusOf(bytes, watched));
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    private static SignedNote NoteOf(int size, bool ecdsa) =>
        (ecdsa ? Tlog.EcdsaLog : Tlog.Ed25519Log).Note(Tlog.Tree(size).Head).CosignedBy(Tlog.Witness, Tlog.Cosigned);

    private static int Sound(ReadOnlySpan<byte> bytes) =>
        SignedNote.TryParse(bytes, out var note, out _) && Keys.Check(note) is { IsSound: true } check ? check.Holding.Count : 0;

    private static bool Proves(ReadOnlySpan<byte> bytes, Digest leaf) =>
        LogProof.TryParse(bytes, out var proof, out _)
        && proof.Check(leaf, Policy, Tlog.Ed25519, Tlog.Cosigned, TimeSpan.FromDays(3)).IsProved;

    private static int StatusOf(ReadOnlySpan<byte> bytes, WatchedLog log) =>
        AddCheckpointRequest.TryParse(bytes, out var request, out _)
            ? WitnessDecider.Decide(request, log, Tlog.Ed25519).Status
            : WitnessDecision.Malformed;
}
