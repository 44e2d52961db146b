using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using NSec.Cryptography;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>Vectors, keys and Ed25519 for the tests of the log.</summary>
internal static class Tlog
{
    public static readonly NoteName Origin = NoteName.Parse("audit.city.example.lg.jp/accessgov/1");
    public static readonly NoteName WitnessName = NoteName.Parse("witness.pref.example.lg.jp/w1");
    public static readonly DateTimeOffset Cosigned = DateTimeOffset.FromUnixTimeSeconds(1767225600);

    private static readonly SignatureAlgorithm Curve = SignatureAlgorithm.Ed25519;

    /// <summary>The second implementation's vectors.</summary>
    public static JsonElement Vectors { get; } = Resource("tlog-vectors.json");

    /// <summary>The log that signs as ours do.</summary>
    public static NoteSigner EcdsaLog { get; } = NewLog();

    /// <summary>The log of the vectors.</summary>
    public static NoteSigner Ed25519Log { get; } = SignerOf(Hex("ed", "seed"), key => NoteKey.Ed25519(Origin, key));

    /// <summary>The witness of the vectors.</summary>
    public static NoteSigner Witness { get; } = WitnessOf(WitnessName.Value, Hex("co", "seed"));

    public static bool Ed25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        PublicKey.TryImport(Curve, publicKey, KeyBlobFormat.RawPublicKey, out var key) && Curve.Verify(key!, data, signature);

    public static NoteSigner WitnessOf(string name, byte[] seed) => SignerOf(seed, key => NoteKey.Cosignature(NoteName.Parse(name), key));

    /// <summary>A fresh key under the same origin: what a forger has.</summary>
    public static NoteSigner NewLog()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new NoteSigner(
            NoteKey.Ecdsa(Origin, key.ExportSubjectPublicKeyInfo()),
            data => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );
    }

    public static NoteKeys Knowing(params NoteSigner[] signers) => new([.. signers.Select(s => s.Key)], Ed25519);

    public static SignedNote Note(this NoteSigner log, TreeHead tree)
    {
        var checkpoint = new LogCheckpoint(log.Key.Name, tree);
        return new SignedNote(checkpoint.Text, [log.Sign(checkpoint)]);
    }

    public static SignedNote CosignedBy(this SignedNote note, NoteSigner witness, DateTimeOffset at)
    {
        Assert.True(LogCheckpoint.TryParse(note.Text, out var checkpoint, out _));
        return note.With([witness.Cosign(checkpoint, at)]);
    }

    /// <summary>Leaf number i of a tree of a seed: two seeds have different histories.</summary>
    public static Digest Leaf(int i, int seed = 0) => Merkle.Leaf(Encoding.UTF8.GetBytes($"{seed}/{i}"));

    public static LeafHashes Tree(int size, int seed = 0, int sameUntil = 0)
    {
        var tree = new LeafHashes();
        for (var i = 0; i < size; i++)
            tree.Append(Leaf(i, i < sameUntil ? 0 : seed));
        return tree;
    }

    public static byte[] Utf8(object text) => Encoding.UTF8.GetBytes($"{text}");

    public static Digest FromHex(string hex)
    {
        Assert.True(Digest.TryParseHex(hex, out var digest));
        return digest;
    }

    public static Digest[] Digests(JsonElement list) => [.. list.EnumerateArray().Select(h => FromHex(h.GetString()!))];

    public static string Text(string part, string member) => Vectors.GetProperty(part).GetProperty(member).GetString()!;

    public static byte[] Hex(string part, string member) => Convert.FromHexString(Text(part, member));

    public static JsonElement Resource(string name)
    {
        using var stream = typeof(Tlog).Assembly.GetManifestResourceStream(name)!;
        return JsonDocument.Parse(stream).RootElement;
    }

    private static NoteSigner SignerOf(byte[] seed, Func<byte[], NoteKey> keyOf)
    {
        var key = Key.Import(Curve, seed, KeyBlobFormat.RawPrivateKey);
        return new NoteSigner(keyOf(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)), data => Curve.Sign(key, data));
    }
}
