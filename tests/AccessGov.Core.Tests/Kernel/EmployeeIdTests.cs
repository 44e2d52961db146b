using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Kernel;

public sealed class EmployeeIdTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("000123")]
    [InlineData("A-z-9")]
    [InlineData("1234567890123456")]
    public void A_canonical_number_is_read(string text)
    {
        Assert.True(EmployeeId.TryParse(text, out var id));
        Assert.Equal(text, id.ToString());
        Assert.Equal(id, EmployeeId.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345678901234567")]
    [InlineData("０００１")]
    [InlineData("00 1")]
    public void Another_text_is_no_number(string? text)
    {
        Assert.False(EmployeeId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => EmployeeId.Parse(text!));
    }

    [Fact]
    public void Numbers_are_ordered_by_their_characters() =>
        Assert.Equal(
            ["0", "00", "1", "10", "2", "A", "a"],
            new[] { "a", "10", "2", "A", "00", "1", "0" }.Select(EmployeeId.Parse).Order().Select(i => i.Value)
        );
}
