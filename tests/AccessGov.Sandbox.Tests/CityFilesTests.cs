using System.Text;
using System.Text.Json;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class CityFilesTests
{
    [Fact]
    public void The_mayors_file_has_a_preamble_a_header_and_a_total_that_is_true()
    {
        using var folder = new CityFolder(300, 1);
        var lines = folder.Lines("4-1/mayor.csv", 932);
        Assert.Equal("人事給与システム 職員情報一覧", lines[0]);
        Assert.Equal("作成日：令和8年4月1日", lines[1]);
        Assert.StartsWith(
            "職員番号,氏名,カナ氏名,職員区分,採用年月日,退職年月日,在職区分,発令区分,所属コード",
            lines[2],
            StringComparison.Ordinal
        );
        Assert.All(lines[2..^1], line => Assert.Equal(24, line.Split(',').Length));
        Assert.Equal($"合計,{lines.Length - 4}件", lines[^1]);
        Assert.Contains(lines, line => line.Contains(",R8.4.1,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("令和８年４月１日", StringComparison.Ordinal));
    }

    [Fact]
    public void The_fire_file_is_tab_separated_with_full_width_numbers_and_Excel_serials()
    {
        using var folder = new CityFolder(900, 1);
        Assert.NotEqual(Encoding.UTF8.Preamble.ToArray(), folder.Bytes("4-1/fire.csv")[..3]);
        var lines = folder.Lines("4-1/fire.csv");
        Assert.All(lines, line => Assert.Equal(16, line.Split('\t').Length));
        Assert.All(lines[1..], line => Assert.Matches("^[０-９]{6}\t", line));
        // 46113 is 2026-04-01.
        Assert.Contains(lines, line => line.Split('\t')[8] == "46113");
    }

    [Fact]
    public void The_water_file_has_line_breaks_inside_quotes_and_seven_digit_dates()
    {
        using var folder = new CityFolder(900, 1);
        var text = string.Join("\r\n", folder.Lines("4-1/water.csv", 932));
        Assert.Contains("\r\n通勤：自動車\"", text, StringComparison.Ordinal);
        Assert.Contains("\"5080401\",\"99999999\"", text, StringComparison.Ordinal);
        var rows = text.Split("\"\r\n\"").Length - 1;
        Assert.EndsWith($"\r\n計,{rows} 件", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_education_file_starts_with_a_byte_order_mark_and_has_no_carriage_return()
    {
        using var folder = new CityFolder(300, 1);
        var bytes = folder.Bytes("3-31/education.csv");
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.All(folder.Lines("3-31/education.csv"), line => Assert.Equal(18, line.Split(',').Length));
    }

    [Fact]
    public void Half_of_the_mayors_file_is_missing_from_the_truncated_one()
    {
        using var folder = new CityFolder(300, 1);
        var whole = folder.Bytes("4-1/mayor.csv");
        Assert.Equal(whole[..(whole.Length / 2)], folder.Bytes("truncated/mayor.csv"));
    }

    [Fact]
    public void Taking_an_order_back_changes_the_rows_of_one_person_only()
    {
        using var folder = new CityFolder(300, 1);
        foreach (var other in new[] { "education", "fire", "water" })
            Assert.Equal(folder.Bytes($"4-1/{other}.csv"), folder.Bytes($"rescinded/{other}.csv"));
        string[] before = folder.Lines("3-31/mayor.csv", 932)[3..^1],
            after = folder.Lines("4-1/mayor.csv", 932)[3..^1],
            back = folder.Lines("rescinded/mayor.csv", 932)[3..^1];
        var id = folder.City.Rescinded.After.Id.Value;
        Assert.All(after.Except(back).Concat(back.Except(after)), line => Assert.StartsWith(id, line, StringComparison.Ordinal));
        Assert.Equal(
            before.Where(line => line.StartsWith(id, StringComparison.Ordinal)),
            back.Where(line => line.StartsWith(id, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Both_byte_forms_of_one_character_occur_and_mean_the_same()
    {
        using var folder = new CityFolder(900, 1, FaultLevel.Typical);
        var bytes = folder.Bytes("4-1/mayor.csv").AsSpan();
        Assert.True(bytes.IndexOf(new byte[] { 0xEE, 0xE0 }) > 0, "髙 as NEC wrote it");
        Assert.True(bytes.IndexOf(new byte[] { 0xFB, 0xFC }) > 0, "髙 as IBM wrote it");
        Assert.True(bytes.IndexOf(new byte[] { 0xF0, 0x40 }) > 0, "外字");
    }

    [Fact]
    public void The_truth_counts_the_rows_of_every_file()
    {
        using var folder = new CityFolder(300, 1, FaultLevel.Typical);
        using var truth = JsonDocument.Parse(folder.Bytes("truth.json"));
        Assert.Equal(300, truth.RootElement.GetProperty("counts").GetProperty("accountsOn331").GetInt32());
        Assert.Equal(folder.Faults.Count, truth.RootElement.GetProperty("injected").GetArrayLength());
        Assert.Equal(folder.City.People().Count(), truth.RootElement.GetProperty("people").GetArrayLength());
        var rows = truth.RootElement.GetProperty("rows").GetProperty("4-1");
        Assert.Equal(folder.Lines("4-1/fire.csv").Length - 1, rows.GetProperty("fire").GetInt32());
        Assert.Equal(folder.Lines("4-1/mayor.csv", 932).Length - 4, rows.GetProperty("mayor").GetInt32());
    }

    [Theory]
    [InlineData(30)]
    [InlineData(900)]
    [InlineData(5000)]
    public void Typical_faults_that_cannot_be_repaired_stay_below_2_percent_of_every_file(int staff)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            using var folder = new CityFolder(staff, seed, FaultLevel.Typical);
            foreach (var file in folder.Faults.Where(f => !f.IsRepairable).GroupBy(f => (f.Folder, f.Source)))
            {
                // A reused number may cost every row of that number.
                var lost = file.Sum(f => f.Kind == FaultKind.ReusedNumber ? 4 : 1);
                var rows = folder.City.People().SelectMany(p => p.After.Postings).Count(p => p.Source.Value == file.Key.Source);
                Assert.True(lost < 0.02 * rows, $"{staff} staff, seed {seed}, {file.Key}: {lost} of {rows}");
            }
        }
    }
}
