using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Cli;

/// <summary>Tables fit where they are shown, and say all that they hold.</summary>
public sealed class TextTableTests
{
    private const string Long =
        "市民課住民記録係に配属（本務、2026-02-10から）。juki-inquiry-offices の規則により、住民記録（照会）を付与します。";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("須坂　太郎", 10)]
    [InlineData("（ｶﾅ）", 6)]
    [InlineData("𠮷野家", 6)]
    [InlineData("葛\U000E0101城市", 6)]
    [InlineData("が", 2)]
    [InlineData("", 0)]
    public void A_Japanese_letter_takes_two_columns(string text, int columns) => Assert.Equal(columns, TextWidth.Of(text));

    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(41)]
    public void Lines_part_between_letters_and_never_within_a_date_or_before_a_closing_sign(int columns)
    {
        var lines = TextWidth.Lines(Long, columns);
        Assert.Equal(Long.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
        Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 1, columns));
        Assert.Contains(lines, line => line.Contains("2026-02-10", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line[0] is '、' or '）' or '。');
        Assert.DoesNotContain(lines, line => line[^1] is '（');
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("  - ", 4)]
    [InlineData("  2. ", 5)]
    public void A_sentence_goes_on_below_its_words(string lead, int indent)
    {
        var lines = TextWidth.Hanging(lead + Long, 40);
        Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 1, 40));
        Assert.StartsWith(lead + Long[..3], lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), line => Assert.Equal(indent, line.Length - line.TrimStart(' ').Length));
        Assert.Equal((lead + Long).Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
        // Where nobody says how wide it is read, it stays one line.
        Assert.Equal(lead + Long, Assert.Single(TextWidth.Hanging(lead + Long, null)));
    }

    [Fact]
    public void A_space_is_a_space_or_the_end_of_a_line_whatever_the_width()
    {
        const string told = "facts: no list was imported, and childcare leave from 2026-02-10 is none of ours";
        for (var columns = 10; columns < 80; columns++)
        {
            var lines = TextWidth.Lines(told, columns);
            Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 1, columns));
            Assert.Equal(told, string.Join(' ', lines));
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(110)]
    public void The_widest_column_is_wrapped_and_numbers_stay_whole(int columns)
    {
        var table = new TextTable("職員番号", "氏名", "理由", "id");
        table.Add("000102", "須坂　太郎", Long, "6f0d4b1e52a7");
        table.Add("000103", "𠮷野\n\u001b[31m", "退職", "6f0d4b1e52a8");
        var lines = table.Lines(columns).ToArray();
        Assert.All(lines, line => Assert.InRange(TextWidth.Of(line.Replace('─', '-')), 1, columns));
        Assert.Contains(lines, line => line.Contains("000102", StringComparison.Ordinal) && line.Contains("6f0d4b1e52a7"));
        Assert.Contains("U+000AU+001B", string.Concat(lines), StringComparison.Ordinal);
        var said = string.Concat(lines).Replace(" ", "");
        Assert.Contains("2026-02-10から", said, StringComparison.Ordinal);
        // Both columns of ids begin at the same place.
        Assert.Single(
            lines.Where(l => l.Contains("6f0d")).Select(l => TextWidth.Of(l[..l.IndexOf("6f0d", StringComparison.Ordinal)])).Distinct()
        );
    }

    [Fact]
    public void Where_a_sentence_has_no_room_each_row_is_a_block()
    {
        var table = new TextTable("領域", "権限", "", "理由", "規則", "期限", "対処");
        string[] row =
        [
            "マイナンバー利用事務系",
            "住民記録（照会） (juki-inquiry)",
            "保留",
            Long,
            "juki-inquiry-offices 第6条第3項第1号",
            "",
            Long,
        ];
        table.Add([.. row.Select(c => (TextTable.Cell)c)]);
        table.Add([.. row.Select(c => (TextTable.Cell)c)]);
        var lines = table.Lines(80).ToArray();
        Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 0, 80));
        Assert.Equal("  領域  マイナンバー利用事務系", lines[0]);
        Assert.Equal("        保留", lines[2]);
        Assert.DoesNotContain(lines, line => line.Contains("期限", StringComparison.Ordinal));
        Assert.Equal("", lines[lines.Length / 2]);
        Assert.Equal(lines[..(lines.Length / 2)], lines[(lines.Length / 2 + 1)..]);
        Assert.Equal(4, lines.Count(line => line.StartsWith("  理由  ", StringComparison.Ordinal) || line.StartsWith("  対処  ")));
        // Where there is room, it is a table.
        Assert.StartsWith("───", table.Lines(200).Skip(1).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_in_which_no_row_says_anything_takes_no_room()
    {
        var table = new TextTable("職員番号", "所属・職名", "理由");
        table.Add("000123", "", "退職");
        Assert.Equal(["  職員番号  理由", new string('─', 16), "  000123    退職"], table.Lines(80));
        table.Add("000456", "総務課", "");
        Assert.Equal("  職員番号  所属・職名  理由", table.Lines(80).First());
        var silent = new TextTable("職員番号", "理由");
        silent.Add("", "");
        Assert.Equal("  職員番号  理由", silent.Lines(80).First());
    }

    [Fact]
    public void Where_nothing_fits_words_are_parted_and_nothing_is_lost()
    {
        var table = new TextTable("a", "b", "c");
        table.Add(new string('x', 50), new string('y', 50), "須坂市");
        var said = string.Concat(table.Lines(20));
        Assert.Equal((50, 50), (said.Count(c => c == 'x'), said.Count(c => c == 'y')));
        Assert.All(table.Lines(20), line => Assert.InRange(line.Length, 1, 20));
    }

    [Theory]
    [InlineData(null, 110)]
    [InlineData("72", 72)]
    [InlineData("wide", 110)]
    public async Task A_piped_table_is_as_wide_as_COLUMNS_says(string? columns, int most)
    {
        await using var stage = await Stage.SetAsync();
        var environment = new Dictionary<string, string>(stage.Environment);
        if (columns is not null)
            environment["COLUMNS"] = columns;
        await File.WriteAllBytesAsync(stage.Folder + "/jinji.csv", Stage.Extract(3), Ct);
        using (var import = stage.Start("hr", "import", stage.Folder + "/jinji.csv", "--source", "fire"))
            Assert.True(await import.EndAsync(Ct) == ExitCodes.Done, import.Text);
        using var command = RunningProgram.Start(Stage.Executable, ["plan", "--all"], environment);
        await command.EndAsync(Ct);
        var rules = command.Lines.Where(l => l.StartsWith('─')).ToArray();
        Assert.True(rules.Length > 0, command.Text);
        Assert.InRange(rules.Max(l => l.Length), most - 30, most);
    }
}
