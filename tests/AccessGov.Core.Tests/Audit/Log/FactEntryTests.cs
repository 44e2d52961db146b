using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;
using CsCheck;

namespace AccessGov.Core.Tests.Audit.Log;

public sealed class FactEntryTests
{
    private static readonly byte[] Fact = Tlog.Utf8(Tlog.Text("leaf", "F"));
    private static readonly FactSeed Seed = FactSeed.Parse(Tlog.Text("leaf", "seed"));
    private const string Odd = "\uE000\"\\\n\u0001𠮷";

    private static readonly string[] Keys = ["actor", "at", "body", "id", "kind", "partition", "row", "seq", "subject", "tenant"];

    [Fact]
    public void The_entry_is_that_of_the_vectors()
    {
        var entry = FactEntry.Of(Seed, Fact);
        Assert.Equal((Tlog.Text("leaf", "entry"), Tlog.Text("leaf", "leafhash")), ($"{entry}", $"{entry.LeafHash}"));
        var (fact, index) = FactText.Read(Fact, sealedFact: true);
        Assert.Equal(entry, FactEntry.Of(Seed, fact, index));
        Assert.NotEqual(entry, FactEntry.Of(Seed, fact, index + 1));
        var subject = FactOpening.Of(Seed, Fact, new HashSet<string> { "subject" }).Opened.Single();
        Assert.Equal((Tlog.Text("leaf", "salt_subject"), Tlog.Text("leaf", "d_subject")), ($"{subject.Salt}", $"{subject.Digest}"));
    }

    [Fact]
    public void Whatever_is_shown_the_entry_can_be_rebuilt_and_nothing_else_is_told() =>
        Gen
            .Bool.Array[10]
            .Sample(
                choice =>
                {
                    var shown = Keys.Where((_, i) => choice[i]).ToHashSet();
                    var json = FactOpening.Of(Seed, Fact, shown).ToJson().Text;
                    Assert.True(FactOpening.TryParse(Tlog.Utf8(json), out var opening, out var flaw), $"{flaw}");
                    Assert.Equal(json, opening.ToJson().Text);
                    Assert.Equal(FactEntry.Of(Seed, Fact), opening.Entry);
                    Assert.Equal(shown.Order(StringComparer.Ordinal), opening.Opened.Select(m => m.Key));
                    Assert.Equal(shown.Contains("seq") ? 1L : null, opening.Index);
                    Assert.Equal(shown.Contains("subject"), json.Contains("e200", StringComparison.Ordinal));
                    Assert.DoesNotContain(Seed.Hex, json, StringComparison.Ordinal);
                },
                iter: SampleChain.Cases
            );

    [Fact]
    public void An_altered_byte_of_an_opening_shows_nothing_else() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte[1, 255])
            .Sample(
                (where, what) =>
                {
                    var whole = FactOpening.Of(Seed, Fact, new HashSet<string> { "at", "body", "subject" });
                    var bytes = Tlog.Utf8(whole.ToJson().Text);
                    bytes[where % bytes.Length] ^= what;
                    // Of what is closed the name alone may be another: nothing is said about it but its digest.
                    if (FactOpening.TryParse(bytes, out var opening, out _) && opening.Entry == whole.Entry)
                    {
                        Assert.Equal(whole.Opened, opening.Opened);
                        Assert.Equal(whole.Closed.Select(c => c.Value), opening.Closed.Select(c => c.Value));
                    }
                },
                iter: SampleChain.Cases
            );

    [Fact]
    public void Every_fact_of_a_sample_opens_whole()
    {
        var fact = SampleChain.FactOf(3, new FactBody().Add("text", Odd + new string('長', 2000)).ToJson());
        var text = Encoding.UTF8.GetBytes(FactText.Write(fact, 7));
        var json = FactOpening.Of(Seed, text, Keys.ToHashSet()).ToJson().Text;
        Assert.True(FactOpening.TryParse(Tlog.Utf8(json), out var opening, out _));
        Assert.Equal((FactEntry.Of(Seed, fact, 7), 7L), (opening.Entry, opening.Index));
        Assert.Equal(fact.Body, CanonicalJson.Parse(opening.Opened.Single(m => m.Key == "body").Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"closed\":{}}")]
    [InlineData("{\"closed\":{},\"format\":\"accessgov-audit-opening/1\",\"opened\":{}}")]
    [InlineData("{\"closed\":{},\"format\":\"accessgov-audit-opening/2\",\"opened\":{},\"seed\":1}")]
    [InlineData("{\"closed\":{\"a\":1},\"format\":\"accessgov-audit-opening/2\",\"opened\":{}}")]
    [InlineData("{\"closed\":{\"a\":\"00\"},\"format\":\"accessgov-audit-opening/2\",\"opened\":{}}")]
    [InlineData("{\"closed\":{},\"format\":\"accessgov-audit-opening/2\",\"opened\":{\"a\":1}}")]
    [InlineData("{\"closed\":{},\"format\":\"accessgov-audit-opening/2\",\"opened\":{\"a\":{\"salt\":\"00\",\"value\":\"1\"}}}")]
    [InlineData("{\"closed\":{},\"format\":\"accessgov-audit-opening/2\",\"opened\":{\"a\":{\"salt\":\"SALT\",\"value\":1}}}")]
    [InlineData("{\"closed\":{},\"format\":\"accessgov-audit-opening/2\",\"opened\":{\"a\":{\"salt\":\"SALT\",\"value\":\"1.5\"}}}")]
    [InlineData(
        "{\"closed\":{},\"format\":\"accessgov-audit-opening/2\",\"opened\":{\"a\":{\"salt\":\"SALT\",\"value\":\"1,\\\"w\\\":2\"}}}"
    )]
    [InlineData("{\"closed\":{},\"format\":\"accessgov-audit-opening/2\",\"opened\":{\"a\":{\"salt\":\"SALT\",\"value\":\"1\",\"x\":1}}}")]
    [InlineData(
        "{\"closed\":{\"a\":\"SALT\"},\"format\":\"accessgov-audit-opening/2\",\"opened\":{\"a\":{\"salt\":\"SALT\",\"value\":\"1\"}}}"
    )]
    public void What_is_no_opening_is_refused(string json)
    {
        var text = json.Replace("SALT", Tlog.Text("leaf", "d_subject"), StringComparison.Ordinal);
        Assert.False(FactOpening.TryParse(Tlog.Utf8(text), out var opening, out var flaw));
        Assert.Null(opening);
        Assert.NotEmpty(flaw.Key);
    }

    [Fact]
    public void A_seed_is_kept_in_one_spelling_and_never_shown()
    {
        Assert.Equal(Seed, FactSeed.Parse(Seed.Hex));
        Assert.Equal("seed", $"{Seed}");
        Assert.Equal(Tlog.Text("leaf", "seed"), new FactSeed(Tlog.Hex("leaf", "seed")).Hex);
        Assert.DoesNotContain("zz", Assert.ThrowsAny<FormatException>(() => FactSeed.Parse("zz")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FactSeed(new byte[31]));
    }
}
