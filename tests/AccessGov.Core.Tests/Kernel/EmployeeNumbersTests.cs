using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Kernel;

public sealed class EmployeeNumbersTests
{
    [Theory]
    [InlineData("001234", "001234")]
    [InlineData("1234", "001234")]
    [InlineData("１２３４", "001234")]
    [InlineData("　001234 ", "001234")]
    [InlineData("A-1234", "A-1234")]
    public void A_number_reads_the_same_however_it_is_written(string text, string number)
    {
        Assert.True(EmployeeNumbers.TryRead(text, 6, out var id, out _));
        Assert.Equal(number, id.Value);
    }

    [Theory]
    [InlineData("00160")]
    [InlineData("0")]
    [InlineData("０１６")]
    public void A_number_that_lost_digits_at_its_end_is_nobodys(string text)
    {
        Assert.False(EmployeeNumbers.TryRead(text, 6, out _, out var why));
        Assert.Equal(Wording.Of("Number.cut-off", EmployeeNumbers.HalfWidth(text).Length, 6), why);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A1234")]
    [InlineData("0012345")]
    [InlineData("12 34")]
    [InlineData(null)]
    public void Anything_else_is_no_number(string? text) => Assert.False(EmployeeNumbers.TryRead(text, 6, out _, out _));

    [Fact]
    public void A_source_that_says_nothing_of_its_numbers_has_the_width_that_all_others_share()
    {
        SourceId mayor = new("mayor"),
            fire = new("fire"),
            other = new("other");
        var six = new EmployeeNumbers(new Dictionary<SourceId, int?> { [mayor] = 6, [fire] = 6 });
        Assert.Equal((6, 6, 6), (six.WidthOf(mayor)!.Value, six.WidthOf(other)!.Value, six.Common!.Value));
        var mixed = new EmployeeNumbers(new Dictionary<SourceId, int?> { [mayor] = 6, [fire] = null });
        Assert.Equal((6, null, null, null), (mixed.WidthOf(mayor), mixed.WidthOf(fire), mixed.WidthOf(other), mixed.Common));
        Assert.True(EmployeeNumbers.TryRead("0160", EmployeeNumbers.Any.Common, out var id, out _));
        Assert.Equal("0160", id.Value);
    }
}
