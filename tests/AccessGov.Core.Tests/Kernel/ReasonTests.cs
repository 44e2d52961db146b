using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Kernel;

public sealed class ReasonTests
{
    [Theory]
    [InlineData("端末紛失")]
    [InlineData("\uE000田氏の件")]
    [InlineData("𠮷野課長の指示")]
    public void What_people_can_read_is_a_reason(string reason)
    {
        Assert.True(VisibleText.IsReason(reason));
        VisibleText.ThrowIfNoReason(reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("　 ")]
    [InlineData("a\u202Eb")]
    [InlineData("a\nb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u001Bb")]
    [InlineData("端\uFFFD紛失")]
    public void What_hides_or_is_lost_or_empty_is_none(string? reason)
    {
        Assert.False(VisibleText.IsReason(reason));
        Assert.Throws<ArgumentException>(() => VisibleText.ThrowIfNoReason(reason));
    }

    [Fact]
    public void Half_of_a_pair_or_too_long_is_none()
    {
        Assert.False(VisibleText.IsReason("a\uD842"));
        Assert.False(VisibleText.IsReason(new string('長', VisibleText.LongestReason + 1)));
    }
}
