using System.Text;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Yaml;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class MappingProfileTests
{
    private static readonly string Good = SampleProfiles.Yaml("education");

    [Theory]
    [InlineData("delimiter: comma", "delimeter: comma", "has no key 'delimeter'")]
    [InlineData("encoding: utf-8", "encoding: euc-jp", "'euc-jp' is not known here")]
    [InlineData("source: education\n", "", "'source' is missing")]
    [InlineData("  name: 氏名\n", "", "'name' is missing")]
    [InlineData("  name: 氏名\n", "  name: 氏名\n  nickname: 氏名\n", "has no key 'nickname'")]
    [InlineData("  name: 氏名\n", "  name: 番号\n", "already mapped to 'employeeId'")]
    [InlineData("正規: regular", "正規: reglar", "'reglar' is not known here")]
    [InlineData("正規: regular", "正規: regular\n    正　規: regular", "stands twice")]
    [InlineData("maxRejectedShare: 0.02", "maxRejectedShare: 2", "out of range")]
    [InlineData("idWidth: 6", "idWidth: 6.5", "whole number")]
    [InlineData("dates: [western]", "dates: [julian]", "'julian' is not known here")]
    [InlineData("dates: [western]", "dates: western", "must be a list")]
    [InlineData("optional: [orgName]", "optional: [orgNane]", "is not one of 'columns'")]
    [InlineData("optional: [orgName]", "optional: [employeeId]", "cannot be optional")]
    [InlineData("guestKind: 併任", "guestKind: 兼務", "maps to cross-appointed")]
    [InlineData("needsEnd: [fiscal-year]", "needsEnd: [Yearly]", "'Yearly' is not known here")]
    [InlineData("kind: extract", "kind: keys", "another kind of profile")]
    public void A_fault_is_refused_with_its_place(string good, string bad, string because)
    {
        Assert.Contains(good, Good);
        var text = Good.Replace(good, bad);
        var error = Errors(text).First(e => e.Message().Contains(because));
        Assert.InRange(error.Line, 1, text.Split('\n').Length);
        Assert.True(error.Column >= 1);
    }

    [Fact]
    public void Line_and_column_point_at_the_fault()
    {
        var lines = Good.Split('\n');
        var error = Assert.Single(Errors(Good.Replace("正規: regular", "正規: reglar")));
        Assert.Equal(Array.FindIndex(lines, l => l.Contains("正規: regular")) + 1, error.Line);
        Assert.Equal(lines[error.Line - 1].IndexOf("regular", StringComparison.Ordinal) + 1, error.Column);
    }

    [Theory]
    [InlineData("source: education\nsource: mayor\n")]
    [InlineData("a: [")]
    [InlineData("- a\n- b\n")]
    [InlineData("")]
    [InlineData("a: 1\n---\nb: 2\n")]
    public void A_text_that_is_no_profile_is_refused(string yaml) => Assert.NotEmpty(Errors(yaml));

    [Fact]
    public void A_fault_is_told_as_a_fault_of_the_policy_is_with_its_path_and_what_to_do()
    {
        var error = Assert.Single(Errors(Good.Replace("正規: regular", "正規: reglar")));
        Assert.Equal("words.employmentKind.正規", error.Path);
        Assert.StartsWith("Did you mean 'regular'?", error.Advice(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source: education\n", "source: &a education\n", "anchor")]
    [InlineData("nullWords: [\"---\"]", "nullWords: [\"---\", 99]", "is not text for every program")]
    [InlineData("delimiter: comma\n", "\tdelimiter: comma\n", "A tab")]
    public void What_a_policy_may_not_hold_a_profile_may_not_either(string good, string bad, string because)
    {
        Assert.Contains(good, Good);
        Assert.Contains(Errors(Good.Replace(good, bad)), e => e.Message().Contains(because, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_is_reported_at_once() =>
        Assert.Equal(2, Errors(Good.Replace("encoding: utf-8", "encoding: euc-jp").Replace("正規: regular", "正規: reglar")).Count);

    private static IReadOnlyList<YamlError> Errors(string yaml) =>
        Assert.IsType<ProfileRead<MappingProfile>.Refused>(MappingProfileReader.Read(Encoding.UTF8.GetBytes(yaml))).Errors;
}
