using AccessGov.App.Storage;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Storage;

public sealed class DropPathTests
{
    [Theory]
    [InlineData("", "1 to 800 characters; this one has 0")]
    [InlineData("..", "segment 1 starts with '.'")]
    [InlineData("a/../b", "segment 2 starts with '.'")]
    [InlineData("a/./b", "segment 2 starts with '.'")]
    [InlineData("/etc/passwd", "segment 1 is empty")]
    [InlineData("a//b", "segment 2 is empty")]
    [InlineData("a/", "segment 2 is empty")]
    [InlineData("..\\..\\x", "segment 1 starts with '.'")]
    [InlineData("a\\b", "U+005C")]
    [InlineData("C:/x", "U+003A")]
    [InlineData("C:x", "U+003A")]
    [InlineData("file.csv:stream", "U+003A")]
    [InlineData("a\u0000.csv", "U+0000")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\u007f", "U+007F")]
    [InlineData("gnp.\u202evsc", "U+202E")]
    [InlineData("a.", "ends with '.'")]
    [InlineData("a ", "space")]
    [InlineData(" a", "space")]
    [InlineData("a*", "U+002A")]
    [InlineData(".incoming/x", "segment 1 starts with '.'")]
    public void A_path_that_leads_elsewhere_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(DropPath.TryParse(text, out _, out var why));
        Assert.Contains(reason, why.InEnglish(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DropPath.Parse(text));
    }

    [Fact]
    public void A_path_over_a_limit_is_refused_with_the_number_and_the_limit()
    {
        Assert.False(DropPath.TryParse(new string('あ', 81), out _, out var why));
        Assert.Contains("243 bytes, and 240 is the limit", why.InEnglish(), StringComparison.Ordinal);
        Assert.False(DropPath.TryParse(string.Join('/', Enumerable.Repeat("a", 17)), out _, out why));
        Assert.Contains("at most 16 segments; this one has 17", why.InEnglish(), StringComparison.Ordinal);
        Assert.False(DropPath.TryParse("a\ud842", out _, out why));
        Assert.Contains("half a surrogate pair", why.InEnglish(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DropPath.OfHash("../../x"));
    }
}
