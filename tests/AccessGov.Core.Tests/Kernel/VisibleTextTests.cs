using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Kernel;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("\u001b]0;x\u0007", "U+001B")]
    [InlineData("花子\u202e田中", "U+202E")]
    [InlineData("教育長\u200b", "U+200B")]
    [InlineData("\u2066a\u2069", "U+2066")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\u2028b", "U+2028")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("\ufeffa", "U+FEFF")]
    [InlineData("a\U000E0041", "U+E0041")]
    public void What_nobody_sees_is_found_and_shown_as_its_code(string text, string code)
    {
        Assert.Equal(code, VisibleText.FirstHidden(text));
        Assert.Contains(code, VisibleText.Of(text));
        Assert.Null(VisibleText.FirstHidden(VisibleText.Of(text)));
    }

    [Theory]
    [InlineData("髙橋　𠮷子")]
    [InlineData("辻\U000E0100・葛\U000E0101城")]
    [InlineData("\uE000外字")]
    [InlineData("①Ⅳ㍿　ｱｲｳ")]
    [InlineData("か\u3099")]
    public void Names_as_they_are_written_stay_with_their_variants(string name)
    {
        Assert.Null(VisibleText.FirstHidden(name));
        Assert.Same(name, VisibleText.Of(name));
    }

    [Fact]
    public void Half_a_character_is_none() => Assert.Equal("aU+D800", VisibleText.Of("a" + (char)0xD800));

    [Fact]
    public void Our_own_lines_and_JSON_stay_what_they_are()
    {
        Assert.Equal("a\n\tbU+001B\r\n", VisibleText.Of("a\n\tb\u001b\r\n", keepLines: true));
        Assert.Equal("{\n\"a\": \"\\u202ex\\udb40\\udc41\"}", VisibleText.InJson("{\n\"a\": \"\u202ex\U000E0041\"}"));
    }
}
