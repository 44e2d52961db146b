using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.Core.Tests.Audit.Log;

public sealed class LogProofTests
{
    private static readonly WitnessPolicy Policy = new([new(Tlog.Ed25519Log.Key, null)], [new("w", Tlog.Witness.Key, null)], [], "w");

    /// <summary>The whole file of the contract.</summary>
    private static readonly string File =
        "c2sp.org/tlog-proof@v1\nindex 5\nEeH1WCI/THG2vhzs/R8N6HFG0llId8J7KexRn5BAITw=\n84SgD/FIOtEjwFy1A1yb+kai2SVUil+jas8Xdsmw9Eg=\n"
        + $"n0o/wg1BYtw31OI9kHhIcxp2BD//9taSiL8av7z/R44=\n\n{Tlog.Text("ed", "body")}\n"
        + $"{Tlog.Text("ed", "line")}\n{Tlog.Text("co", "line")}\n";

    private static readonly Digest Five = Tlog.Digests(Tlog.Vectors.GetProperty("leaves"))[5];

    [Fact]
    public void The_file_of_the_contract_proves_its_entry()
    {
        var proof = Read(File);
        Assert.Equal(File, $"{proof}");
        Assert.Null(proof.Extra);
        Assert.True(Check(proof, Five).IsProved);
        Assert.False(Check(proof, Merkle.Leaf("6"u8)).IsIncluded);
        Assert.False(Check(proof with { Index = 4 }, Five).IsProved);
    }

    [Fact]
    public void Without_a_recent_cosignature_the_entry_is_included_and_nobody_outside_vouches()
    {
        var late = Read(File).Check(Five, Policy, Tlog.Ed25519, Tlog.Cosigned.AddDays(30), TimeSpan.FromDays(3));
        Assert.Equal((true, false), (late.IsIncluded, late.IsProved));
        var alone = Check(Read(File.Replace(Tlog.Text("co", "line") + "\n", "", StringComparison.Ordinal)), Five);
        Assert.Equal((true, false), (alone.IsIncluded, alone.IsProved));
        var stranger = Read(File).Check(Five, Policy with { Logs = [] }, Tlog.Ed25519, Tlog.Cosigned, TimeSpan.FromDays(3));
        Assert.Equal((false, false), (stranger.IsIncluded, stranger.IsProved));
    }

    [Fact]
    public void An_extra_is_carried_as_it_is()
    {
        var proof = Read(File.Replace("index", "extra e30=\nindex", StringComparison.Ordinal));
        Assert.Equal("e30=", proof.Extra);
        Assert.True(Check(proof, Five).IsProved);
        Assert.Equal($"{proof}", $"{Read($"{proof}")}");
    }

    [Fact]
    public void A_tree_of_one_leaf_has_a_proof_without_hashes()
    {
        var note = Tlog.Ed25519Log.Note(Tlog.Tree(1).Head).CosignedBy(Tlog.Witness, Tlog.Cosigned);
        Assert.True(Check(Read($"{new LogProof(null, 0, [], note)}"), Tlog.Leaf(0)).IsProved);
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1\n", "")]
    [InlineData("proof@v1", "proof@v2")]
    [InlineData("index 5", "index 05")]
    [InlineData("index 5", "index +5")]
    [InlineData("index 5", "index")]
    [InlineData("index 5\n", "")]
    [InlineData("index", "extra \nindex")]
    [InlineData("index", "extra e31=\nindex")]
    [InlineData("index", "extra e30=\nextra e30=\nindex")]
    [InlineData("\n\n", "\n")]
    [InlineData("ITw=", "ITx=")]
    [InlineData("\nEeH1", "\n EeH1")]
    [InlineData("\n— audit", "\n- audit")]
    public void What_is_no_proof_is_refused(string part, string instead)
    {
        Assert.False(LogProof.TryParse(Tlog.Utf8(File.Replace(part, instead, StringComparison.Ordinal)), out var proof, out var flaw));
        Assert.Null(proof);
        Assert.NotEmpty(flaw.Key);
    }

    [Fact]
    public void What_is_only_a_beginning_is_refused()
    {
        Assert.False(LogProof.TryParse("c2sp.org/tlog-proof@v1\n\na"u8, out _, out _));
        Assert.False(LogProof.TryParse([0xff, .. Tlog.Utf8(File)], out _, out _));
        var large = File.Replace("index", $"extra {new string('A', LogProof.MaxBytes)}\nindex", StringComparison.Ordinal);
        Assert.False(LogProof.TryParse(Tlog.Utf8(large), out _, out _));
    }

    private static LogProof Read(string text)
    {
        Assert.True(LogProof.TryParse(Tlog.Utf8(text), out var proof, out var flaw), $"{flaw}");
        return proof;
    }

    private static ProofVerdict Check(LogProof proof, Digest leaf) =>
        proof.Check(leaf, Policy, Tlog.Ed25519, Tlog.Cosigned, TimeSpan.FromDays(3));
}
