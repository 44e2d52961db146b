using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Transfers;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;
using AccessGov.Tests;
using CsCheck;

namespace AccessGov.App.Tests.Transfers;

/// <summary>A package that is not byte for byte what its sender signed is not opened.</summary>
public sealed class TransferPackageTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestFolder folder = new();
    private readonly CheckpointSigner signer;
    private readonly TransferPeer peer;

    public TransferPackageTests()
    {
        signer = CheckpointSigner.OpenOrCreate(folder.File("node-key.pem"));
        peer = new TransferPeer(new NodeName("lgwan"), KeyOf(signer), ["people:mayor", "trainings"], [], false);
    }

    public void Dispose()
    {
        signer.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_was_signed_is_opened()
    {
        var made = Made(1, "first part\n", "second");
        var (package, from, why) = TransferPackage.Open(made.Write(signer), [peer]);
        Assert.Null(why);
        Assert.Equal(peer, from);
        Assert.Equal(made.Manifest.Text, package!.Manifest.Text);
        Assert.Equal("second", Encoding.UTF8.GetString(package.Parts[1].Span));
        Assert.Equal(made.Manifest.Hash, TransferPackage.ManifestOf(made.Write(signer))!.Hash);
    }

    [Fact]
    public void A_package_without_parts_is_opened() =>
        Assert.Null(TransferPackage.Open(new TransferPackage(Made(1).Manifest, []).Write(signer), [peer]).Why);

    /// <summary>20,000 mutants of three packages: bits, bytes cut, doubled, moved, and pieces of one in another.</summary>
    [Fact]
    public void No_mutated_package_is_opened()
    {
        byte[][] seeds =
        [
            Made(1, "first part\n", "second").Write(signer),
            Made(2, new string('x', 3000), "second").Write(signer),
            Made(3).Write(signer),
        ];
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 1 << 20], Gen.Int[0, 1 << 20], Gen.Byte)
            .Sample(
                (a, b, kind, x, y, with) =>
                {
                    var (seed, other) = (seeds[a], seeds[b]);
                    var (from, to) = (Math.Min(x % seed.Length, y % seed.Length), Math.Max(x % seed.Length, y % seed.Length));
                    byte[] mutant = kind switch
                    {
                        0 => [.. seed[..from], (byte)(seed[from] ^ (1 << (with % 8))), .. seed[(from + 1)..]],
                        1 => [.. seed[..from], .. seed[to..]],
                        2 => [.. seed[..to], .. seed[from..]],
                        3 => [.. seed[..from], with, .. seed[from..]],
                        4 => [.. seed[..from], .. other[Math.Min(from, other.Length)..]],
                        _ => seed[..from],
                    };
                    return seeds.Any(s => s.AsSpan().SequenceEqual(mutant)) == (TransferPackage.Open(mutant, [peer]).Why is null);
                },
                iter: 20_000
            );
    }

    [Fact]
    public void Each_forgery_has_its_name()
    {
        var real = Made(1, "first part\n", "second");
        var file = real.Write(signer);
        using var other = CheckpointSigner.OpenOrCreate(folder.File("other-key.pem"));
        Assert.Equal("transfer-foreign-node", CodeOf(real.Write(other)));
        Assert.Equal("transfer-foreign-node", TransferPackage.Open(file, []).Why!.Code);
        Assert.Equal("transfer-cut", CodeOf(file[..^1]));
        Assert.Equal("transfer-cut", CodeOf([.. file, 0]));
        Assert.Equal("transfer-altered", CodeOf([.. file[..^1], (byte)(file[^1] ^ 1)]));
        Assert.Equal("transfer-unreadable", CodeOf("職員番号,氏名"u8.ToArray()));
        Assert.Equal("transfer-unreadable", CodeOf([]));
        var text = Encoding.UTF8.GetString(file);
        Assert.Equal("transfer-bad-signature", CodeOf(Encoding.UTF8.GetBytes(text.Replace("number 1\n", "number 2\n"))));
        // Who signs under his own name what is from another: a known node speaks for itself alone.
        var second = peer with { Name = new NodeName("fire1"), Key = other.NotesOf(new NoteName("fire1")).Key };
        var lies = new TransferPackage(real.Manifest with { From = second.Name }, real.Parts).Write(other);
        Assert.Null(TransferPackage.Open(lies, [peer, second]).Why);
        var forged = Encoding.UTF8.GetString(lies).Replace("from fire1", "from lgwan", StringComparison.Ordinal);
        Assert.Equal("transfer-bad-signature", TransferPackage.Open(Encoding.UTF8.GetBytes(forged), [peer, second]).Why!.Code);
        // Two signatures are one too many, also where both hold.
        var at = text.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        var line = text[at..(text.IndexOf('\n', at) + 1)];
        var length = text[..text.IndexOf('\n', StringComparison.Ordinal)].Split(' ')[^1];
        var doubled = text.Insert(at, line)
            .Replace(
                $"accessgov-package 1 {length}\n",
                $"accessgov-package 1 {int.Parse(length) + Encoding.UTF8.GetByteCount(line)}\n",
                StringComparison.Ordinal
            );
        Assert.Equal("transfer-unreadable", CodeOf(Encoding.UTF8.GetBytes(doubled)));
    }

    private string? CodeOf(byte[] file) => TransferPackage.Open(file, [peer]).Why?.Code;

    private static NoteKey KeyOf(CheckpointSigner of) => of.NotesOf(new NoteName("lgwan")).Key;

    private static TransferPackage Made(long number, params string[] parts)
    {
        string[] kinds = ["people:mayor", "trainings"];
        byte[][] bytes = [.. parts.Select(Encoding.UTF8.GetBytes)];
        return new TransferPackage(
            new TransferManifest(
                new NodeName("lgwan"),
                new NodeName("mynumber"),
                new TenantId("suzaka"),
                number,
                null,
                Now,
                Now.AddDays(14),
                TransferMark.None,
                [.. bytes.Select((b, i) => TransferPackage.Promise(kinds[i], 1, b))]
            ),
            [.. bytes.Select(b => new ReadOnlyMemory<byte>(b))]
        );
    }
}
