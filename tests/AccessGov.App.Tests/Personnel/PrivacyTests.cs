using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class PrivacyTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("給料表級号給")]
    [InlineData("共済番号")]
    [InlineData("生年月日")]
    [InlineData("生　年　月　日")]
    [InlineData("性別")]
    [InlineData("口座番号")]
    [InlineData("個人番号")]
    [InlineData("ﾏｲﾅﾝﾊﾞｰ")]
    [InlineData("現住所")]
    [InlineData("振込先")]
    public void A_header_that_looks_sensitive_is_known_as_such(string header) => Assert.True(SensitiveColumns.Names(header));

    [Theory]
    [InlineData("職員番号")]
    [InlineData("氏名")]
    [InlineData("所属コード")]
    [InlineData("採用年月日")]
    [InlineData("休職区分")]
    [InlineData("旧職員番号")]
    public void An_ordinary_header_is_not(string header) => Assert.False(SensitiveColumns.Names(header));

    [Fact]
    public void Nothing_of_a_sensitive_column_survives_anywhere()
    {
        var rows = Enumerable.Range(1, 60).Select(n => Delivery.MayorRow($"{n}")).Append(Delivery.MayorRow("900001", kind: "謎"));
        var read = Delivery.Accepted(Delivery.Mayor([.. rows]), SampleProfiles.Mayor);
        var everything = JsonSerializer.Serialize(
            new
            {
                read.Extract,
                read.Rejected,
                read.HeldBack,
                read.Notices,
            },
            Readable
        );
        Assert.Contains("謎", everything);
        foreach (var secret in new[] { "S60.1.1", "男", "3-45", "998877", "1234567", "1985" })
            Assert.DoesNotContain(secret, everything);
        Assert.Equal(
            ["生年月日", "性別", "給料表級号給", "共済番号", "口座番号"],
            read.Notices.Where(n => n.Kind == NoticeKind.SensitiveColumnDropped).Select(n => n.Column)
        );
    }

    [Fact]
    public void A_row_out_of_step_with_its_header_shows_no_cell_in_the_report()
    {
        var rows = Enumerable.Range(1, 60).Select(n => Delivery.MayorRow($"{n}")).Append(Delivery.MayorRow("900001", name: "須坂,花子"));
        var refused = Delivery.Refused(Delivery.Mayor([.. rows]), SampleProfiles.Mayor);
        Assert.Equal(("", ""), Assert.Single(refused.Rejected) is var r ? (r.Column, r.Value) : default);
    }

    [Fact]
    public void A_profile_cannot_map_a_sensitive_column()
    {
        var yaml = SampleProfiles.Yaml("education").Replace("post: 職名", "post: 生年月日");
        var read = MappingProfileReader.Read(Encoding.UTF8.GetBytes(yaml));
        var error = Assert.Single(Assert.IsType<ProfileRead<MappingProfile>.Refused>(read).Errors);
        Assert.Contains("sensitive", error.Message());
    }
}
