using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class MappingProfileTests
{
    private static readonly string Good = SampleProfiles.Yaml("education");

    [Theory]
    [InlineData("delimiter: comma", "delimeter: comma", "'delimeter' is unknown")]
    [InlineData("encoding: utf-8", "encoding: sjis", "allowed: utf-8, cp932")]
    [InlineData("source: education\n", "", "'source' is missing")]
    [InlineData("  name: 氏名\n", "", "'name' is missing")]
    [InlineData("  name: 氏名\n", "  name: 氏名\n  nickname: 氏名\n", "'nickname' is unknown")]
    [InlineData("  name: 氏名\n", "  name: 番号\n", "already mapped to 'employeeId'")]
    [InlineData("正規: Regular", "正規: Reglar", "'正規: Reglar' is unknown")]
    [InlineData("正規: Regular", "正規: Regular\n    正　規: Regular", "stands twice")]
    [InlineData("maxRejectedShare: 0.02", "maxRejectedShare: 2", "number from 0 to 1")]
    [InlineData("idWidth: 6", "idWidth: 6.5", "whole number")]
    [InlineData("dates: [western]", "dates: [julian]", "'julian' in 'dates' is unknown")]
    [InlineData("dates: [western]", "dates: western", "must be a list")]
    [InlineData("optional: [orgName]", "optional: [orgNane]", "is not one of 'columns'")]
    [InlineData("optional: [orgName]", "optional: [employeeId]", "cannot be optional")]
    [InlineData("guestKind: 併任", "guestKind: 兼務", "maps to CrossAppointed")]
    [InlineData("needsEnd: [FiscalYear]", "needsEnd: [Yearly]", "'Yearly' in 'needsEnd' is unknown")]
    [InlineData("kind: extract", "kind: keys", "allowed: extract")]
    public void A_fault_is_refused_with_its_place(string good, string bad, string because)
    {
        Assert.Contains(good, Good);
        var text = Good.Replace(good, bad);
        var error = Errors(text).First(e => e.Message.Contains(because));
        Assert.InRange(error.Line, 1, text.Split('\n').Length);
        Assert.True(error.Column >= 1);
    }

    [Fact]
    public void Line_and_column_point_at_the_fault()
    {
        var lines = Good.Split('\n');
        var error = Assert.Single(Errors(Good.Replace("正規: Regular", "正規: Reglar")));
        Assert.Equal(Array.FindIndex(lines, l => l.Contains("正規: Regular")) + 1, error.Line);
        Assert.Equal(lines[error.Line - 1].IndexOf("Regular", StringComparison.Ordinal) + 1, error.Column);
    }

    [Theory]
    [InlineData("source: education\nsource: mayor\n")]
    [InlineData("a: [")]
    [InlineData("- a\n- b\n")]
    [InlineData("")]
    [InlineData("a: 1\n---\nb: 2\n")]
    public void A_text_that_is_no_profile_is_refused(string yaml) => Assert.NotEmpty(Errors(yaml));

    [Fact]
    public void Every_fault_is_reported_at_once() =>
        Assert.Equal(2, Errors(Good.Replace("encoding: utf-8", "encoding: sjis").Replace("正規: Regular", "正規: Reglar")).Count);

    private static IReadOnlyList<ProfileError> Errors(string yaml) =>
        Assert.IsType<ProfileRead<MappingProfile>.Refused>(MappingProfileReader.Read(yaml)).Errors;
}
