using System.Numerics;
using System.Text;
using System.Text.Json;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Tests.Audit.Log;

public sealed class TreeTests
{
    private static readonly JsonElement Cases = Tlog.Resource("merkle-cases.json");

    private static readonly LeafHashes Eight = Digits();

    public static TheoryData<string> Inclusions => Names("inclusion");

    public static TheoryData<string> Consistencies => Names("consistency");

    [Fact]
    public void All_196_public_cases_are_tried() => Assert.Equal(196, Inclusions.Count + Consistencies.Count);

    [Theory, MemberData(nameof(Inclusions))]
    public void A_public_inclusion_case_is_judged_as_published(string name)
    {
        var one = Case("inclusion", name);
        var sound = TryProof(one, out var path) && IsHash(one, "root") && IsHash(one, "leafHash");
        var (leaf, root) = (Read(one, "leafHash"), Read(one, "root"));
        // Beyond 2^63 an index is negative here, and refused as it is there.
        var index = unchecked((long)one.GetProperty("leafIdx").GetUInt64());
        var tree = new TreeHead(unchecked((long)one.GetProperty("treeSize").GetUInt64()), root);
        Assert.Equal(!one.GetProperty("wantErr").GetBoolean(), sound && TreeProof.Includes(leaf, index, path, tree));
    }

    [Theory, MemberData(nameof(Consistencies))]
    public void A_public_consistency_case_is_judged_as_published(string name)
    {
        var one = Case("consistency", name);
        var sound = TryProof(one, out var path);
        var (root1, root2) = (Read(one, "root1"), Read(one, "root2"));
        var older = new TreeHead(unchecked((long)one.GetProperty("size1").GetUInt64()), root1);
        var newer = new TreeHead(unchecked((long)one.GetProperty("size2").GetUInt64()), root2);
        // Where sizes are equal the library compares whatever is there; otherwise no note carries such a root.
        sound &= older.Size == newer.Size || IsHash(one, "root2");
        Assert.Equal(!one.GetProperty("wantErr").GetBoolean(), sound && TreeProof.Extends(older, newer, path));
    }

    [Fact]
    public void Leaves_and_roots_are_those_of_the_vectors()
    {
        Assert.Equal(Tlog.Digests(Tlog.Vectors.GetProperty("leaves")), Enumerable.Range(0, 8).Select(i => Eight[i]));
        Assert.Equal(Tlog.Digests(Tlog.Vectors.GetProperty("roots")), Enumerable.Range(0, 9).Select(n => Eight.Root(n)));
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", $"{Merkle.Leaf([])}");
    }

    [Fact]
    public void Proofs_are_those_of_the_vectors()
    {
        foreach (var one in Tlog.Vectors.GetProperty("incl").EnumerateArray().Select(e => e.EnumerateArray().ToArray()))
            Assert.Equal(Tlog.Digests(one[2]), Eight.Inclusion(one[0].GetInt64(), one[1].GetInt64()));
        foreach (var one in Tlog.Vectors.GetProperty("cons").EnumerateArray().Select(e => e.EnumerateArray().ToArray()))
            Assert.Equal(Tlog.Digests(one[2]), Eight.Consistency(one[0].GetInt64(), one[1].GetInt64()));
    }

    [Fact]
    public void A_path_has_as_many_hashes_as_the_contract_says()
    {
        for (var n = 1; n <= 8; n++)
            for (var i = 0; i < n; i++)
            {
                var inner = 32 - BitOperations.LeadingZeroCount((uint)(i ^ (n - 1)));
                Assert.Equal(inner + BitOperations.PopCount((uint)(i >> inner)), Eight.Inclusion(i, n).Count);
            }
    }

    [Fact]
    public void A_million_leaves_give_roots_and_proofs_that_hold()
    {
        var tree = Tlog.Tree(1_000_003);
        Assert.Equal(1_000_003 * 32, tree.Bytes.Length);
        foreach (
            var (index, size) in new[]
            {
                (0, 1_000_003),
                (999_999, 1_000_000),
                (524_287, 524_289),
                (1_000_002, 1_000_003),
                (70_000, 70_001),
            }
        )
            Assert.True(TreeProof.Includes(tree[index], index, tree.Inclusion(index, size), new TreeHead(size, tree.Root(size))));
        foreach (var (from, size) in new[] { (1, 1_000_003), (65_536, 70_000), (999_999, 1_000_003), (524_288, 524_289), (300, 600_000) })
            Assert.True(
                TreeProof.Extends(new TreeHead(from, tree.Root(from)), new TreeHead(size, tree.Root(size)), tree.Consistency(from, size))
            );
    }

    [Fact]
    public void Numbers_beyond_what_every_reader_holds_are_refused()
    {
        var one = Tlog.Leaf(1);
        Assert.False(TreeProof.Includes(one, 0, Path(53), new TreeHead(Merkle.LargestSize + 1, one)));
        Assert.False(TreeProof.Includes(one, -1, [], new TreeHead(1, one)));
        Assert.False(TreeProof.Extends(new TreeHead(1, one), new TreeHead(Merkle.LargestSize + 1, one), Path(53)));
        Assert.False(TreeProof.Extends(new TreeHead(-1, one), new TreeHead(1, one), []));
        // One less is taken: the proof fails for what it says.
        Assert.False(TreeProof.Includes(one, 0, Path(53), new TreeHead(Merkle.LargestSize, one)));
        var last = new TreeGrowth(Merkle.LargestSize, [.. Enumerable.Repeat(one, 53)]);
        Assert.Throws<InvalidOperationException>(() => last.Append(one));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TreeGrowth(Merkle.LargestSize + 1, [one]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TreeGrowth(-1, []));
        Assert.Throws<ArgumentException>(() => new TreeGrowth(3, [one]));
    }

    [Fact]
    public void What_does_not_exist_has_no_root_and_no_proof()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight.Root(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight.Root(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight.Inclusion(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight.Inclusion(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight.Consistency(4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight.Consistency(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight[8]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight[-1]);
        Assert.Throws<FormatException>(() => LeafHashes.Load(new byte[33]));
        Assert.Throws<ArgumentException>(() => new Digest(new byte[31]));
        Assert.Empty(Eight.Consistency(0, 8));
        Assert.Empty(Eight.Consistency(8, 8));
    }

    [Theory]
    [InlineData("DB3426e878068d28d269b6c87172322ce5372b65756d0789001d34835f601c03")]
    [InlineData("db3426e878068d28d269b6c87172322ce5372b65756d0789001d34835f601c")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_hash_in_hexadecimal_is_refused(string? text) => Assert.False(Digest.TryParseHex(text, out _));

    [Theory]
    [InlineData("O4WpYmwcy2TGuV7H+mSIje/izxLjnnfhCBLOX8uctY4=", true)]
    [InlineData("O4WpYmwcy2TGuV7H+mSIje/izxLjnnfhCBLOX8uctY4", false)]
    [InlineData("O4WpYmwcy2TGuV7H+mSIje/izxLjnnfhCBLOX8uctY5=", false)]
    [InlineData("O4WpYmwcy2TGuV7H-mSIje_izxLjnnfhCBLOX8uctY4=", false)]
    [InlineData(" O4WpYmwcy2TGuV7H+mSIje/izxLjnnfhCBLOX8uctY4=", false)]
    [InlineData("O4WpYmwcy2TGuV7H+mSIje/izxLjnnfhCBLOX8uc\ntY4=", false)]
    [InlineData("O4WpYmwcy2TGuV7H", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_hash_has_one_spelling_in_base64(string? text, bool taken)
    {
        Assert.Equal(taken, Digest.TryParseBase64(text, out var digest));
        Assert.True(!taken || digest.Base64 == text);
    }

    private static Digest[] Path(int count) => [.. Enumerable.Repeat(Tlog.Leaf(2), count)];

    private static LeafHashes Digits()
    {
        var tree = new LeafHashes();
        for (var i = 0; i < 8; i++)
            tree.Append(Merkle.Leaf(Encoding.ASCII.GetBytes($"{i}")));
        return tree;
    }

    private static TheoryData<string> Names(string kind) => [.. Cases.GetProperty(kind).EnumerateArray().Select(NameOf)];

    private static string NameOf(JsonElement one) => one.GetProperty("case").GetString()!;

    private static JsonElement Case(string kind, string name) => Cases.GetProperty(kind).EnumerateArray().Single(c => NameOf(c) == name);

    private static bool IsHash(JsonElement one, string member) => one.GetProperty(member).GetBytesFromBase64().Length == Digest.Length;

    /// <summary>Some roots are no hashes ("dont care 2"), which no note can carry: another hash stands for them.</summary>
    private static Digest Read(JsonElement one, string member) =>
        IsHash(one, member)
            ? new Digest(one.GetProperty(member).GetBytesFromBase64())
            : Digest.Of(one.GetProperty(member).GetBytesFromBase64());

    private static bool TryProof(JsonElement one, out List<Digest> path)
    {
        path = [];
        if (one.GetProperty("proof").ValueKind == JsonValueKind.Null)
            return true;
        foreach (var hash in one.GetProperty("proof").EnumerateArray())
        {
            if (!Digest.TryParseBase64(hash.GetString(), out var read))
                return false;
            path.Add(read);
        }
        return true;
    }
}
