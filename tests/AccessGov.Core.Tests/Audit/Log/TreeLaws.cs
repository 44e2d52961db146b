using AccessGov.Core.Audit.Trees;
using CsCheck;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>Over random trees: every proof holds, and none that was altered anywhere.</summary>
public sealed class TreeLaws
{
    // Around powers of two and around the 256 leaves whose roots are kept.
    private static readonly Gen<int> Sizes = Gen.OneOf(Gen.Int[1, 40], Gen.Int[250, 262], Gen.Int[500, 1100]);

    private static readonly Gen<(int Size, int At, int Which, int Bit)> Trees = Gen.Select(
        Sizes,
        Gen.Int[0, int.MaxValue],
        Gen.Int[0, int.MaxValue],
        Gen.Int[0, 255]
    );

    [Fact]
    public void Roots_and_proofs_are_those_of_the_rule_written_down()
    {
        Trees.Sample(
            t =>
            {
                var leaves = Enumerable.Range(0, t.Size).Select(i => Tlog.Leaf(i)).ToArray();
                var tree = Tlog.Tree(t.Size + 7);
                var (index, from) = (t.At % t.Size, t.Which % t.Size + 1);
                Assert.Equal(NaiveTree.Root(leaves), tree.Root(t.Size));
                Assert.Equal(NaiveTree.Path(index, leaves), tree.Inclusion(index, t.Size));
                Assert.Equal(NaiveTree.Proof(from, leaves), tree.Consistency(from, t.Size));
            },
            iter: SampleChain.Cases,
            threads: 2
        );
    }

    [Fact]
    public void A_tree_that_grows_has_the_roots_of_one_that_is_kept_whole() =>
        Trees.Sample(
            t =>
            {
                var tree = Tlog.Tree(t.Size);
                var growth = new TreeGrowth();
                for (var i = 0; i < t.Size; i++)
                {
                    if (i == t.At % t.Size)
                        growth = new TreeGrowth(growth.Size, growth.Tops);
                    Assert.Equal(i % 50 == 0 ? tree.Root(i) : growth.Root, growth.Root);
                    growth.Append(tree[i]);
                }
                Assert.Equal(tree.Head, growth.Head);
                Assert.Equal(tree.Head, LeafHashes.Load(tree.Bytes).Head);
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void An_inclusion_proof_holds_and_no_altered_one_does() =>
        Trees.Sample(
            t =>
            {
                var tree = Tlog.Tree(t.Size);
                var index = t.At % t.Size;
                var path = tree.Inclusion(index, t.Size).ToArray();
                Assert.True(TreeProof.Includes(tree[index], index, path, tree.Head));
                Assert.False(TreeProof.Includes(Flip(tree[index], t.Bit), index, path, tree.Head));
                Assert.False(TreeProof.Includes(tree[index], index, path, tree.Head with { Root = Flip(tree.Head.Root, t.Bit) }));
                foreach (var other in Others(index))
                    Assert.False(TreeProof.Includes(tree[index], other, path, tree.Head));
                // One root is one size's only: with another size the path is another, or the index does not exist.
                foreach (var other in Others(t.Size).Where(n => n <= index || !SameWay(index, n, t.Size)))
                    Assert.False(TreeProof.Includes(tree[index], index, path, tree.Head with { Size = other }));
                foreach (var altered in Altered(path, t.Which, t.Bit))
                    Assert.False(TreeProof.Includes(tree[index], index, altered, tree.Head));
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void A_consistency_proof_holds_and_no_altered_one_does() =>
        Trees.Sample(
            t =>
            {
                var tree = Tlog.Tree(t.Size);
                var older = new TreeHead(t.At % t.Size + 1, tree.Root(t.At % t.Size + 1));
                var path = tree.Consistency(older.Size, t.Size).ToArray();
                Assert.True(TreeProof.Extends(older, tree.Head, path));
                Assert.False(TreeProof.Extends(older with { Root = Flip(older.Root, t.Bit) }, tree.Head, path));
                Assert.False(TreeProof.Extends(older, tree.Head with { Root = Flip(tree.Head.Root, t.Bit) }, path));
                foreach (var altered in Altered(path, t.Which, t.Bit))
                    Assert.False(TreeProof.Extends(older, tree.Head, altered));
                // Another history of the same length.
                var fork = Tlog.Tree(t.Size, seed: 1, sameUntil: t.Which % (int)older.Size);
                Assert.False(TreeProof.Extends(older, fork.Head, fork.Consistency(older.Size, t.Size)));
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void Every_tree_extends_the_empty_one_without_proof_and_none_shrinks() =>
        Trees.Sample(
            t =>
            {
                var tree = Tlog.Tree(t.Size);
                Assert.True(TreeProof.Extends(TreeHead.Empty, tree.Head, []));
                Assert.True(TreeProof.Extends(tree.Head, tree.Head, []));
                Assert.False(TreeProof.Extends(TreeHead.Empty, tree.Head, [tree.Root(1)]));
                Assert.False(TreeProof.Extends(tree.Head, tree.Head, [tree.Root(1)]));
                Assert.False(TreeProof.Extends(new TreeHead(0, tree.Root(1)), tree.Head, []));
                var smaller = t.At % t.Size;
                Assert.False(TreeProof.Extends(tree.Head, new TreeHead(smaller, tree.Root(smaller)), tree.Consistency(smaller, t.Size)));
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    internal static Digest Flip(Digest digest, int bit)
    {
        var bytes = digest.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new Digest(bytes);
    }

    private static IEnumerable<Digest[]> Altered(Digest[] path, int which, int bit)
    {
        yield return [.. path, Tlog.Leaf(which)];
        yield return [Tlog.Leaf(which), .. path];
        if (path.Length == 0)
            yield break;
        var at = which % path.Length;
        yield return [.. path[..at], Flip(path[at], bit), .. path[(at + 1)..]];
        yield return [.. path[..at], .. path[(at + 1)..]];
        if (at > 0 && path[0] != path[at])
            yield return [path[at], .. path[1..at], path[0], .. path[(at + 1)..]];
    }

    private static IEnumerable<int> Others(int number) =>
        new[] { 0, number - 1, number + 1, 2 * number, number / 2, number ^ 4 }.Where(n => n != number);

    /// <summary>
    /// Two sizes of which the path goes left and right alike: the proof alone cannot tell them apart, the signed size does.
    /// </summary>
    private static bool SameWay(int index, int one, int other) => Turns(index, one) == Turns(index, other);

    private static string Turns(int index, int size)
    {
        var turns = "";
        for (var (start, left) = (0, size); left > 1;)
        {
            var k = 1;
            while (2 * k < left)
                k *= 2;
            turns += index - start < k ? "L" : "R";
            (start, left) = index - start < k ? (start, k) : (start + k, left - k);
        }
        return turns;
    }
}
