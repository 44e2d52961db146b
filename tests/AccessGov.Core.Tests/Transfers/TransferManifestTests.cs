using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;
using CsCheck;

namespace AccessGov.Core.Tests.Transfers;

/// <summary>What is signed has one spelling: whatever else is read as nothing.</summary>
public sealed class TransferManifestTests
{
    private static readonly string Hash = new('a', 64);

    private static readonly TransferManifest Usual = new(
        new NodeName("lgwan"),
        new NodeName("mynumber"),
        new TenantId("suzaka"),
        12,
        new string('b', 64),
        new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 4, 15, 0, 0, 0, TimeSpan.Zero),
        new TransferMark(7, new string('c', 64)),
        [new TransferPart("people:mayor", 901, 123456, Hash), new TransferPart("trainings", 880, 0, Hash)]
    );

    [Fact]
    public void What_is_written_is_read()
    {
        Assert.True(TransferManifest.TryParse(Usual.Text, out var read));
        Assert.Equal(Usual.Text, read.Text);
        Assert.Equal(Usual.Hash, read.Hash);
        Assert.Equal(Usual.Parts, read.Parts);
        var first = Usual with { Previous = null, Received = TransferMark.None, Parts = [] };
        Assert.True(TransferManifest.TryParse(first.Text, out read));
        Assert.Null(read.Previous);
        Assert.Equal(TransferMark.None, read.Received);
    }

    [Theory]
    [InlineData("accessgov transfer/1", "accessgov transfer/2")]
    [InlineData("from lgwan", "from LGWAN")]
    [InlineData("from lgwan", "von lgwan")]
    [InlineData("to mynumber", "to my number")]
    [InlineData("tenant suzaka", "tenant SUZAKA")]
    [InlineData("number 12", "number 012")]
    [InlineData("number 12", "number 0")]
    [InlineData("number 12", "number -1")]
    [InlineData("number 12", "number x")]
    [InlineData("previous b", "previous B")]
    [InlineData("made 2026-04-01T00:00:00Z", "made 2026-04-01")]
    [InlineData("expires 2026-04-15T00:00:00Z", "expires 2026-04-31T00:00:00Z")]
    [InlineData("received 7 ", "received 0 ")]
    [InlineData("received 7 ", "received 7")]
    [InlineData("received 7 c", "received 7 x")]
    [InlineData("received 7 ", "received x ")]
    [InlineData("part trainings 880", "part residents 880")]
    [InlineData("part trainings 880", "part people:mayor 880")]
    [InlineData("part trainings 880", "part people: 880")]
    [InlineData("part trainings 880 0 ", "part trainings 0880 0 ")]
    [InlineData("part trainings 880 0 ", "part trainings 880 x ")]
    [InlineData("part trainings 880 0 a", "part trainings 880 0 z")]
    [InlineData("part trainings 880 0 ", "part trainings 880 ")]
    [InlineData("\n", "\r\n")]
    public void Any_other_spelling_is_read_as_nothing(string right, string wrong)
    {
        var text = Usual.Text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Usual.Text, text);
        Assert.False(TransferManifest.TryParse(text, out _));
    }

    [Fact]
    public void Lines_too_few_or_too_many_are_read_as_nothing()
    {
        Assert.False(TransferManifest.TryParse("", out _));
        Assert.False(TransferManifest.TryParse(Usual.Text[..^1], out _));
        Assert.False(TransferManifest.TryParse(Usual.Text + "\n", out _));
        Assert.False(TransferManifest.TryParse(Usual.Text[..Usual.Text.IndexOf("received", StringComparison.Ordinal)], out _));
        var many = Usual with
        {
            Parts = [.. Enumerable.Range(0, TransferManifest.MostParts + 1).Select(i => new TransferPart($"people:s{i}", 1, 1, Hash))],
        };
        Assert.False(TransferManifest.TryParse(many.Text, out _));
        Assert.True(TransferManifest.TryParse((many with { Parts = [.. many.Parts.Skip(1)] }).Text, out _));
    }

    [Fact]
    public void Two_that_differ_have_different_hashes() =>
        Gen.Select(Gen.Int[0, Usual.Text.Length - 1], Gen.Char['\n', '~'])
            .Sample(
                (at, with) =>
                {
                    var text = string.Concat(Usual.Text.AsSpan(0, at), [with], Usual.Text.AsSpan(at + 1));
                    return text == Usual.Text || !TransferManifest.TryParse(text, out var read) || read.Hash != Usual.Hash;
                },
                iter: 2000
            );

    [Theory]
    [InlineData("people:mayor", true)]
    [InlineData("people:市長部局", true)]
    [InlineData("people:", false)]
    [InlineData("people:a b", false)]
    [InlineData("people:a,moves", false)]
    [InlineData("people:a\u0001b", false)]
    [InlineData("people:\ud83d\ude00", false)]
    [InlineData("held", true)]
    [InlineData("residents", false)]
    [InlineData(null, false)]
    public void Only_what_has_a_word_passes(string? kind, bool passes) => Assert.Equal(passes, TransferKinds.IsOne(kind));

    [Theory]
    [InlineData("suzaka-lgwan", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Suzaka", false)]
    [InlineData("a/b", false)]
    [InlineData("a.b", false)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    public void A_node_has_a_name_that_a_file_may_have(string? text, bool fits)
    {
        Assert.Equal(fits, NodeName.TryParse(text, out var name));
        Assert.Equal(fits ? text : null, name.Value);
    }

    [Fact]
    public void Names_are_ordered_by_their_bytes() =>
        Assert.Equal(
            [new NodeName("a"), new NodeName("a-b"), new NodeName("ab")],
            new[] { new NodeName("ab"), new NodeName("a"), new NodeName("a-b") }.Order()
        );
}
