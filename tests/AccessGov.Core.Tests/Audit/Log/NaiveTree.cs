using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>RFC 6962 §2.1 as it is written there: recursive, over lists, without a thought of cost.</summary>
internal static class NaiveTree
{
    public static Digest Root(Digest[] d) =>
        d.Length switch
        {
            0 => Digest.Of([]),
            1 => d[0],
            _ => Node(Root(d[..Split(d.Length)]), Root(d[Split(d.Length)..])),
        };

    public static Digest[] Path(int m, Digest[] d)
    {
        if (d.Length == 1)
            return [];
        var k = Split(d.Length);
        return m < k ? [.. Path(m, d[..k]), Root(d[k..])] : [.. Path(m - k, d[k..]), Root(d[..k])];
    }

    public static Digest[] Proof(int m, Digest[] d) => SubProof(m, d, true);

    private static Digest[] SubProof(int m, Digest[] d, bool whole)
    {
        if (m == d.Length)
            return whole ? [] : [Root(d)];
        var k = Split(d.Length);
        return m <= k ? [.. SubProof(m, d[..k], whole), Root(d[k..])] : [.. SubProof(m - k, d[k..], false), Root(d[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (2 * k < n)
            k *= 2;
        return k;
    }

    private static Digest Node(Digest left, Digest right) => Digest.Of([1, .. left.ToArray(), .. right.ToArray()]);
}
