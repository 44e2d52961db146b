using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class ListTests
{
    private const string Header = "職員番号,氏名,発令区分,発令年月日,新所属コード\n";

    [Fact]
    public void The_list_of_moves_is_read()
    {
        var read = Announced(
            Header
                + "101,甲,配置換,R8.4.1,A100\n000102,乙,採用,2026/4/1,A200\n000103,丙,退職,2026/3/31,\n"
                + "000104,丁,育休,5080401,A100\n000105,戊,復職,20260401,\n"
        );
        Assert.Equal(
            [
                new(new("000101"), MoveKind.Moves, new(2026, 4, 1), new OrgCode("A100")),
                new(new("000102"), MoveKind.Joins, new(2026, 4, 1), new OrgCode("A200")),
                new(new("000103"), MoveKind.Leaves, new(2026, 3, 31), null),
                new(new("000104"), MoveKind.StartsLeave, new(2026, 4, 1), null),
                new AnnouncedMove(new("000105"), MoveKind.EndsLeave, new(2026, 4, 1), null),
            ],
            read.Content.Moves
        );
    }

    [Theory]
    [InlineData("000001,甲,左遷,R8.4.1,A100", "発令区分")]
    [InlineData("000001,甲,昇任,,A100", "発令年月日")]
    [InlineData("000001,甲,昇任,R8.4.31,A100", "発令年月日")]
    [InlineData("000001,甲,昇任,R8.4.1,", "新所属コード")]
    [InlineData(",甲,昇任,R8.4.1,A100", "職員番号")]
    public void A_row_that_cannot_be_understood_announces_nothing(string row, string column)
    {
        var good = string.Concat(Enumerable.Range(100, 60).Select(n => $"{n:000000},乙,昇任,R8.4.1,A100\n"));
        var read = Announced(Header + row + "\n" + good);
        Assert.Equal(60, read.Content.Moves.Count);
        Assert.Equal((2, column), Assert.Single(read.Rejected) is var r ? (r.Row, r.Column) : default);
    }

    [Fact]
    public void The_end_of_a_post_needs_no_new_org() =>
        Assert.Equal(
            [new AnnouncedMove(new("000101"), MoveKind.Moves, new(2026, 4, 1), null)],
            Announced(Header + "101,甲,兼務解除,R8.4.1,\n").Content.Moves
        );

    [Fact]
    public void A_list_in_CP932_is_read_with_a_profile_that_says_so()
    {
        var profile = SampleProfiles.Loaded(
            ListProfileReader.ReadAnnouncement(
                Encoding.UTF8.GetBytes(SampleProfiles.Yaml("announcement").Replace("encoding: utf-8", "encoding: cp932"))
            )
        );
        var read = Assert.IsType<ListRead<Announcement>.Read>(
            ListReader.ReadAnnouncement(Delivery.Cp932(Header + "000001,髙,昇任,R8.4.1,A1\n"), profile)
        );
        Assert.Single(read.Content.Moves);
        Assert.IsType<ListRead<Announcement>.Refused>(ListReader.ReadAnnouncement(Delivery.Cp932(Header), SampleProfiles.Announcement));
    }

    [Fact]
    public void Keys_are_read()
    {
        var read = Assert.IsType<ListRead<List<KeyFact>>.Read>(Keys("職員番号,登録日,失効日\n101,R8.4.1,\n000102,2026/1/5,2027-01-04\n"));
        Assert.Equal(
            [new(new("000101"), new(new(2026, 4, 1), null)), new KeyFact(new("000102"), new(new(2026, 1, 5), new(2027, 1, 4)))],
            read.Content
        );
    }

    [Fact]
    public void One_bad_row_makes_all_keys_unknown_because_a_lost_row_would_close_a_gate()
    {
        var refused = Assert.IsType<ListRead<List<KeyFact>>.Refused>(
            Keys("職員番号,登録日,失効日\n000101,2026/2/30,\n" + string.Concat(Enumerable.Range(200, 900).Select(n => $"{n},2026/1/5,\n")))
        );
        Assert.Equal("登録日", Assert.Single(refused.Rejected).Column);
    }

    [Fact]
    public void Trainings_are_read()
    {
        var read = Assert.IsType<ListRead<List<TrainingFact>>.Read>(
            ListReader.ReadTraining("職員番号,受講日\n000101,2025/6/1\n000101,2025/6/1\n"u8, SampleProfiles.Training)
        );
        Assert.Equal([new TrainingFact(new("000101"), new(2025, 6, 1))], read.Content);
        Assert.Single(read.Notices, n => n.Kind == NoticeKind.DuplicateRow);
        Assert.IsType<ListRead<List<TrainingFact>>.Refused>(
            ListReader.ReadTraining("職員番号,受講日\n000101,\n"u8, SampleProfiles.Training)
        );
    }

    [Fact]
    public void Contracts_are_read_whole_or_not_at_all_and_each_has_an_end()
    {
        const string header = "事業者名,職員番号,契約番号,契約開始日,契約終了日\n";
        var read = Assert.IsType<ListRead<List<ContractFact>>.Read>(Contracts(header + "須坂システム,901,委-12,R8.4.1,2027/3/31\n"));
        Assert.Equal(
            [new ContractFact(new("000901"), new(new(2026, 4, 1), new(2027, 3, 31))) { Company = "須坂システム", Reference = "委-12" }],
            read.Content
        );
        var good = string.Concat(Enumerable.Range(100, 900).Select(n => $"甲,{n},委-1,R8.4.1,R9.3.31\n"));
        foreach (
            var (row, column) in new[]
            {
                ("甲,901,委-1,R8.4.1,", "契約終了日"),
                ("甲,901,委-1,,R9.3.31", "契約開始日"),
                ("甲,901,委-1,R8.4.1,R8.3.31", "契約終了日"),
                ("甲,901,,R8.4.1,R9.3.31", "契約番号"),
                (",901,委-1,R8.4.1,R9.3.31", "事業者名"),
                ("甲,,委-1,R8.4.1,R9.3.31", "職員番号"),
            }
        )
        {
            var refused = Assert.IsType<ListRead<List<ContractFact>>.Refused>(Contracts(header + good + row + "\n"));
            Assert.Equal(column, Assert.Single(refused.Rejected).Column);
        }
    }

    private static ListRead<List<ContractFact>> Contracts(string text) =>
        ListReader.ReadContracts(Encoding.UTF8.GetBytes(text), SampleProfiles.Contracts);

    private static ListRead<List<KeyFact>> Keys(string text) => ListReader.ReadKeys(Encoding.UTF8.GetBytes(text), SampleProfiles.Keys);

    private static ListRead<Announcement>.Read Announced(string text) =>
        Assert.IsType<ListRead<Announcement>.Read>(ListReader.ReadAnnouncement(Encoding.UTF8.GetBytes(text), SampleProfiles.Announcement));
}
