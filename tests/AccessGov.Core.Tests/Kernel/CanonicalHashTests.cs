using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Tests.Laws;

namespace AccessGov.Core.Tests.Kernel;

public sealed class CanonicalHashTests
{
    private static string Of(Action<CanonicalHash> add)
    {
        using var hash = new CanonicalHash();
        add(hash);
        return hash.ToHex();
    }

    [Fact]
    public void Fields_cannot_flow_into_each_other() =>
        Gen.Select(Gen.String.Array[0, 4], Gen.String.Array[0, 4])
            .Hold((left, right) => Assert.Equal(left.Select(Clean).SequenceEqual(right.Select(Clean)), All(left) == All(right)));

    [Fact]
    public void Nothing_is_not_the_empty_text_and_no_day_is_not_the_first_day()
    {
        Assert.NotEqual(Of(h => h.Add((string?)null)), Of(h => h.Add("")));
        Assert.NotEqual(Of(h => h.Add((DateOnly?)null)), Of(h => h.Add(DateOnly.MinValue)));
        Assert.NotEqual(Of(h => h.Add(true)), Of(h => h.Add(false)));
    }

    [Fact]
    public void A_text_longer_than_the_buffer_counts_to_its_last_character()
    {
        var text = new string('字', 20_000);
        Assert.NotEqual(Of(h => h.Add(7).Add(text + "a")), Of(h => h.Add(7).Add(text + "b")));
        Assert.NotEqual(Of(h => h.Add(7).Add(text + "a").Add(Guid.Empty)), Of(h => h.Add(7).Add(text + "a")));
    }

    [Fact]
    public void Many_small_fields_count_to_the_last() =>
        Assert.NotEqual(All(Enumerable.Repeat("abc", 5_000)), All(Enumerable.Repeat("abc", 4_999).Append("abd")));

    [Fact]
    public void A_digest_starts_the_hash_anew()
    {
        using var hash = new CanonicalHash();
        Assert.Equal(hash.Add("a").ToHex(), hash.Add("a").ToHex());
    }

    /// <summary>The bytes are fixed: digests kept by an earlier version must still match.</summary>
    [Fact]
    public void The_digest_of_a_known_sequence_never_changes() =>
        Assert.Equal(
            Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData([
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    1,
                    (byte)'a',
                    255,
                    255,
                    255,
                    255,
                    255,
                    255,
                    255,
                    255,
                    .. new byte[7],
                    1,
                ])
            ),
            Of(h => h.Add("a").Add((string?)null).Add(true))
        );

    private static string All(IEnumerable<string> texts) =>
        Of(h =>
        {
            foreach (var text in texts)
                h.Add(text);
        });

    /// <summary>Half a surrogate pair has no UTF-8 form; texts from outside never hold one.</summary>
    private static string Clean(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
