using System.Text;
using AccessGov.App.Adopting;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Adopting;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.Demo;
using AccessGov.Tests;
using CsCheck;

namespace AccessGov.App.Tests.Adopting;

public sealed class PairListTests
{
    private static readonly WorkerDesire Somebody = StartingRights
        .Desire(
            new PretendCity(new CitySettings(CitySettings.Fewest)).WorkersOn401,
            CitySettings.NewYear,
            new PretendCity(new CitySettings(CitySettings.Fewest)),
            Sample.Policy
        )
        .Workers.First(w => w.ShouldExist);

    private static Candidate Pair(string upn, string name = "", string department = "") =>
        new(
            Somebody,
            new DirectoryAccount(
                Guid.Parse("11111111-1111-4111-8111-111111111111"),
                null,
                upn,
                true,
                AccountAttributes.Empty with
                {
                    DisplayName = name,
                    Department = department,
                },
                false
            ),
            [Likeness.Name],
            0,
            0
        );

    private static string[] Lines(Candidate pair) =>
        Encoding.UTF8.GetString(PairList.Write([pair], _ => "why", _ => "others")[Encoding.UTF8.Preamble.Length..]).Split("\r\n");

    [Fact]
    public void A_list_begins_with_its_byte_order_mark_and_marks_nothing()
    {
        var list = PairList.Write([Pair("taro@city.example.jp")], _ => "why", _ => "others");
        Assert.True(list.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.StartsWith($",{Somebody.Worker.Id},", Lines(Pair("taro@city.example.jp"))[1], StringComparison.Ordinal);
        var read = PairListReader.Read(list, 6);
        Assert.Empty(read.Reasons);
        Assert.Empty(read.Faults);
        Assert.Empty(read.Pairs);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+81")]
    [InlineData("-2")]
    [InlineData("@SUM(1)")]
    [InlineData("＝HYPERLINK(1)")]
    [InlineData("\t=1")]
    public void What_a_spreadsheet_would_run_begins_with_a_sign_that_makes_it_text(string value)
    {
        var line = Lines(Pair("taro@city.example.jp", value, value))[1];
        Assert.Equal(2, line.Split($"'{value}").Length - 1);
    }

    [Fact]
    public void Whatever_an_account_is_called_it_comes_back_as_it_was() =>
        Gen.String[Gen.Char["ab=+-@'\"＝,あ\t"], 1, 6]
            .Where(upn => upn == upn.Trim())
            .Sample(upn =>
            {
                var lines = Lines(Pair(upn, "x\r\ny"));
                var marked = string.Join("\r\n", [lines[0], "○" + lines[1], .. lines[2..]]);
                Assert.Equal(upn, Assert.Single(PairListReader.Read(Encoding.UTF8.GetBytes(marked), 6).Pairs).UserPrincipalName);
            });

    [Fact]
    public void A_file_that_was_cut_off_is_refused()
    {
        var list = PairList.Write([Pair("taro@city.example.jp")], _ => "why", _ => "others");
        Assert.NotEmpty(PairListReader.Read(list.AsSpan()[..^2], 6).Reasons);
        Assert.NotEmpty(PairListReader.Read([], 6).Reasons);
    }
}
