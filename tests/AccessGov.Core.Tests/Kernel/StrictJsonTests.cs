using System.Text;
using System.Text.Json;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Kernel;

public sealed class StrictJsonTests
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    [Theory]
    [InlineData("""{"a":"須坂","b":["𠮷",1,true,null,"\uD842\uDFB7\n"],"\u0061b":{}}""")]
    [InlineData("\"\"")]
    public void What_is_whole_is_read_as_it_is(string text)
    {
        using var read = StrictJson.Parse(Encoding.UTF8.GetBytes(text), Options);
        using var plain = JsonDocument.Parse(text);
        Assert.True(JsonElement.DeepEquals(plain.RootElement, read.RootElement));
    }

    [Theory]
    [InlineData("""{"a":"\uD842"}""")]
    [InlineData("""{"a":["\uDFB7\uD842"]}""")]
    [InlineData("""{"\uD842":1}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("[[[[[1]]]]]")]
    [InlineData("{\"a\":")]
    [InlineData("")]
    public void Half_a_pair_a_member_twice_too_deep_or_broken_off_is_refused_at_once(string text) =>
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(Encoding.UTF8.GetBytes(text), Options));

    [Fact]
    public void What_is_not_utf8_is_refused_wherever_it_stands() =>
        Assert.ThrowsAny<JsonException>(() => StrictJson.Parse(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }, Options));
}
