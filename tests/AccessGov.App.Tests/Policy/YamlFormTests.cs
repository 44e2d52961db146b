using System.Text;
using AccessGov.App.Policy;
using AccessGov.App.Yaml;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Policy;

public sealed class YamlFormTests
{
    [Theory]
    [InlineData("title: 情報", "‸titel: 情報", "no key 'titel'", "Did you mean 'title'?")]
    public void A_misspelt_key_is_named_beside_the_missing_one(string old, string changed, string message, string remedy)
    {
        var errors = Sample.ErrorsOf(SmallCity.With(old, changed.Replace("‸", "", StringComparison.Ordinal)));
        Assert.Equal(["The policy has " + message, "The key 'title' is missing"], errors.Select(e => e.Message()).OrderDescending());
        var unknown = errors.Single(e => e.Message().Contains(message, StringComparison.Ordinal));
        Assert.Equal((2, 1), (unknown.Line, unknown.Column));
        Assert.Contains(remedy, unknown.Advice(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    posts: [主事, 主任, 主査]", "    ‸colour: red", "no key 'colour'", "Known: id, grants")]
    [InlineData("    posts: [主事, 主任, 主査]", "    ‸include: other.yaml", "no key 'include'", "Known:")]
    [InlineData("tenant: mizuho", "tenant: mizuho\n‸tenant: other", "'tenant' is here twice; the first is in line 1", "Remove one")]
    [InlineData("    posts: [主事, 主任, 主査]", "    ‸<<: { posts: [主事] }", "Merge keys", "Write the values out")]
    [InlineData("[groupware]", "‸&base [groupware]", "anchor '&base'", "Remove it")]
    [InlineData("title: 情報", "title: ‸!!str 情報", "tag", "Remove it")]
    [InlineData("    name: 住民記録（照会）", "    name: ‸[a, b]", "A single value", "one line")]
    [InlineData("    name: 住民記録（照会）", "    name:‸", "The value is missing", "")]
    [InlineData("    name: 住民記録（照会）", "    name: ‸~", "The value is missing", "")]
    [InlineData("organs: [内部部局, 行政委員会]", "organs: ‸内部部局", "must be a list", "- ")]
    [InlineData("    posts: [主事, 主任, 主査]", "    posts: ‸[]", "The list is empty", "leave an optional key out")]
    [InlineData("    posts: [主事, 主任, 主査]", "    posts: [主事, 主任, ‸主事]", "in the list twice", "Remove one")]
    [InlineData("    gates: [mfa-key, training]", "    gates: [mfa-key, ‸多要素認証]", "in the list twice", "Remove one")]
    [InlineData("    posts: [主事, 主任, 主査]", "    ‸[a]: 1", "A key must be a word", "key: value")]
    [InlineData(
        "  on-leave: { suspension: disable, childcare: disable, other: withhold }",
        "  on-leave: ‸disable",
        "written as 'key: value' lines",
        "suspension"
    )]
    [InlineData("title: 情報", "‸title： 情報\ntitle: 情報", "This is not YAML", "full-width colon")]
    public void What_is_not_understood_is_refused_where_it_stands(string old, string changed, string message, string remedy) =>
        SmallCity.Refuses(old, changed, message, remedy);

    [Fact]
    public void A_line_at_the_margin_inside_brackets_is_refused_and_not_a_crash_of_the_parser() =>
        SmallCity.Refuses("  - { id: mayor", "  - { id: may\n‸r", "This is not YAML", "a line above");

    [Fact]
    public void An_alias_is_refused_like_its_anchor()
    {
        var errors = Sample.ErrorsOf(SmallCity.With("employments: [正規, 会計年度任用, 再任用]", "employments: &e [正規]\n    posts: *e"));
        Assert.Contains(errors, e => e.Message().Contains("alias '*e'", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Message().Contains("anchor '&e'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("    name: 住民記録（照会）", "  ‸\tname: 住民記録（照会）", "A tab")]
    [InlineData("    name: 住民記録（照会）", "‸\u3000\u3000name: 住民記録（照会）", "full-width")]
    [InlineData("    name: 住民記録（照会）", "    name: 住民‸\u2028記録", "U+2028")]
    [InlineData("    name: 住民記録（照会）", "    name: 住民‸\u0007記録", "U+0007")]
    public void Characters_that_nobody_sees_are_refused(string old, string changed, string message) =>
        SmallCity.Refuses(old, changed, message);

    [Fact]
    public void A_name_with_hidden_tag_characters_is_refused() =>
        SmallCity.Refuses("    name: 住民記録（照会）", "    name: ‸\"住民\\U000E0041記録\"", "is not allowed here");

    [Fact]
    public void A_name_that_reorders_the_line_on_screen_is_refused() =>
        SmallCity.Refuses("    name: 住民記録（照会）", "    name: ‸\"住民\u202E記録\"", "is not allowed here", "control characters");

    [Theory]
    [InlineData("‸", "The file is empty")]
    [InlineData("‸ \n\n", "The file is empty")]
    [InlineData("‸# only a remark\n", "only comments")]
    [InlineData("‸just words", "written as 'key: value' lines")]
    [InlineData("‸- a\n- b\n", "written as 'key: value' lines")]
    public void A_file_without_a_policy_is_refused(string text, string message) => SmallCity.RefusesText(text, message);

    [Fact]
    public void A_second_document_is_refused() => SmallCity.RefusesText(SmallCity.Text + "‸---\ntenant: other\n", "A second document");

    [Fact]
    public void A_file_nested_without_end_is_refused_and_not_followed() =>
        Assert.Contains(
            "nested deeper",
            Assert.Single(Sample.ErrorsOf("tenant: " + new string('[', 100_000))).Message(),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_in_another_encoding_is_refused_at_its_first_wrong_byte()
    {
        byte[] shiftJis = [.. "tenant: a\ntitle: あ "u8, 0x8E, 0x96];
        var error = Assert.Single(Assert.IsType<PolicyRead.Refused>(PolicyFile.Read(shiftJis)).Errors);
        Assert.Equal((2, 10), (error.Line, error.Column));
        Assert.Contains("0x8E", error.Message(), StringComparison.Ordinal);
        var utf16 = Assert.Single(
            Assert
                .IsType<PolicyRead.Refused>(PolicyFile.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(SmallCity.Text)]))
                .Errors
        );
        Assert.Contains("UTF-16", utf16.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_change_nothing_but_the_version()
    {
        var plain = Assert.IsType<PolicyRead.Read>(Sample.Read(SmallCity.Text)).Policy;
        var windows = Assert
            .IsType<PolicyRead.Read>(
                PolicyFile.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(SmallCity.Text.ReplaceLineEndings("\r\n"))])
            )
            .Policy;
        Assert.Equal(plain.BirthrightRules[1].Scope.Posts, windows.BirthrightRules[1].Scope.Posts);
        Assert.NotEqual(plain.ContentHash, windows.ContentHash);
    }

    [Fact]
    public void A_file_of_the_wrong_size_or_place_is_refused()
    {
        Assert.Contains(
            "limit",
            Assert.Single(Assert.IsType<PolicyRead.Refused>(PolicyFile.Read(new byte[YamlText.MaxBytes + 1])).Errors).Message(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cannot be read",
            Assert.Single(Assert.IsType<PolicyRead.Refused>(PolicyFile.Read("no-such-policy.yaml")).Errors).Message(),
            StringComparison.Ordinal
        );
    }
}
