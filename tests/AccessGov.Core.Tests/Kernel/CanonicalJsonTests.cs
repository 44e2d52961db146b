using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Tests.Audit;
using CsCheck;

namespace AccessGov.Core.Tests.Kernel;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("{\"b\":1,\"a\":[true,null]}", "{\"a\":[true,null],\"b\":1}")]
    [InlineData(" { \"a\" : \"\\u9808\\/\\u000A\" } ", "{\"a\":\"須/\\n\"}")]
    [InlineData("{\"Z\":0,\"a\":-7,\"_\":{}}", "{\"Z\":0,\"_\":{},\"a\":-7}")]
    [InlineData("{\"a\":\"か\\u3099\"}", "{\"a\":\"か\u3099\"}")]
    public void Any_object_is_brought_into_the_one_form(string json, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Normalize(json).Text);

    [Theory]
    [
        InlineData("[]"),
        InlineData("{} "),
        InlineData("{\"a\":1.0}"),
        InlineData("{\"a\":1e2}"),
        InlineData("{\"a\":-0}"),
        InlineData("{\"a\":01}")
    ]
    [
        InlineData("{\"a\":9007199254740992}"),
        InlineData("{\"a\":1,\"a\":1}"),
        InlineData("{\"b\":1,\"a\":1}"),
        InlineData("{\"a\": 1}"),
        InlineData("{\"a\":\"\\/\"}")
    ]
    [
        InlineData("{\"a\":\"\\u000a\"}"),
        InlineData("{\"a\":\"\\u001F\"}"),
        InlineData("{\"a\":\"\\u0041\"}"),
        InlineData("{\"須\":1}"),
        InlineData("{\"\":1}")
    ]
    [
        InlineData("{\"a\":tru}"),
        InlineData("{\"a\":}"),
        InlineData("{\"a\":[1,]}"),
        InlineData("{\"a\":1"),
        InlineData(""),
        InlineData("{\"a\":\"x"),
        InlineData("{\"a\":\"\\")
    ]
    public void Another_form_is_refused_with_the_byte(string json)
    {
        var flaw = CanonicalJson.Flaw(Encoding.UTF8.GetBytes(json));
        Assert.NotNull(flaw);
        Assert.Equal("Json.at-byte", flaw.Key);
        Assert.Matches(@"^\d+$", (string)flaw.Values[1]);
    }

    [Fact]
    public void Deep_nesting_is_refused_before_it_costs_anything()
    {
        var deep = "{\"a\":" + new string('[', 100_000);
        Assert.Contains("Json.nesting", $"{CanonicalJson.Flaw(Encoding.UTF8.GetBytes(deep))}", StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => CanonicalJson.Normalize(deep));
    }

    [Theory]
    [InlineData("{\"a\":1.5}"), InlineData("{\"a\":\"\\ud800\"}"), InlineData("{\"a\":1,\"a\":2}"), InlineData("7"), InlineData("{")]
    public void What_has_no_canonical_form_is_refused(string json) => Assert.Throws<FormatException>(() => CanonicalJson.Normalize(json));

    [Fact]
    public void Half_a_surrogate_pair_is_refused_before_it_can_be_sealed()
    {
        Assert.Throws<ArgumentException>(() => new FactBody().Add("a", "x\uD800"));
        Assert.Throws<ArgumentException>(() => new FactBody().Add("a", "\uDFB7x"));
        Assert.Throws<FormatException>(() => CanonicalJson.Parse("{\"a\":\"\uD800\"}"));
        Assert.Throws<ArgumentException>(() => SampleChain.FactOf(1, CanonicalJson.Empty, subject: "𠮷\uD842"));
    }

    /// <summary>Two roads to the same judgement: the byte scanner, and System.Text.Json with our writer behind it.</summary>
    [Fact]
    public void The_scanner_accepts_exactly_what_the_writer_writes() =>
        Gen.Select(
                SampleChain.Any,
                Gen.Int[0, int.MaxValue],
                Gen.Int[0, int.MaxValue],
                Gen.OneOf("\"", "\\", "{", "}", ",", ":", "0", "1", "-", "u", " ", "a", "")
            )
            .Sample(
                (chain, from, length, put) =>
                {
                    var line = chain.Facts.Split('\n')[0];
                    var at = from % line.Length;
                    var text = line[..at] + put + line[Math.Min(line.Length, at + length % 3)..];
                    Assert.Equal(Tried(CanonicalJson.Normalize, text) == text, Tried(CanonicalJson.Parse, text) == text);
                },
                iter: SampleChain.Cases,
                threads: 2
            );

    private static string? Tried(Func<string, CanonicalJson> read, string text)
    {
        try
        {
            return read(text).Text;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
