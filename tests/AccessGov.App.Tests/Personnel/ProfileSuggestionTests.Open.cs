using System.Text;
using System.Text.Json;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Suggesting;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public sealed partial class ProfileSuggestionTests
{
    /// <summary>What carries a question mark is nobody's word yet: the profile is refused at its line until somebody wrote it.</summary>
    [Fact]
    public async Task A_value_that_the_file_does_not_tell_is_left_to_a_person()
    {
        var file = folder.File("kyoiku.csv");
        var (header, row) = (
            Header.Replace("係名", "備考", StringComparison.Ordinal),
            Row.Replace("012345", "1234", StringComparison.Ordinal)
        );
        await File.WriteAllTextAsync(file, $"{header}\n{row}", Ct);
        var (exitCode, said, complaints) = await RunAsync("hr", "profile", "suggest", file, "--lang", "ja");
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains("idWidth の値は決められない", complaints, StringComparison.Ordinal);
        Assert.Contains("finalLineBreak の値は決められない", complaints, StringComparison.Ordinal);
        var lines = said.Split('\n');
        Assert.DoesNotContain(lines, l => l.Split("# ?") is [var yaml, _] && yaml.Trim().Split(": ") is [_, not ""]);
        var errors = Assert.IsType<ProfileRead<MappingProfile>.Refused>(MappingProfileReader.Read(Encoding.UTF8.GetBytes(said))).Errors;
        Assert.Equal(["idWidth", "finalLineBreak"], errors.Select(e => e.Path));
        Assert.Equal(
            lines.Index().Where(l => l.Item.Contains(":  # ?", StringComparison.Ordinal)).Select(l => l.Index + 1),
            errors.Select(e => e.Line)
        );
        var decided = said.Replace("idWidth:", "idWidth: 6", StringComparison.Ordinal)
            .Replace("finalLineBreak:", "finalLineBreak: optional", StringComparison.Ordinal);
        Assert.Equal(6, SampleProfiles.Loaded(MappingProfileReader.Read(Encoding.UTF8.GetBytes(decided))).Form.IdWidth);
        var json = JsonDocument.Parse((await RunAsync("hr", "profile", "suggest", file, "--json")).Said).RootElement;
        Assert.Equal(["idWidth", "finalLineBreak"], json.GetProperty("undecided").EnumerateArray().Select(k => k.GetString()));
    }

    /// <summary>By law they are no 臨時職員: whoever takes the proposal over is told what they count as.</summary>
    [Theory]
    [InlineData("任期付職員", "temporary", true)]
    [InlineData("任期付", "temporary", true)]
    [InlineData("臨時的任用職員", "temporary", false)]
    [InlineData("ﾊﾟｰﾄﾀｲﾑ会計年度任用職員", "fiscal-year", false)]
    [InlineData("フルタイム会計年度任用職員", "fiscal-year", false)]
    public void A_statutory_kind_is_proposed_and_one_that_has_none_is_explained(string word, string kind, bool isExplained)
    {
        var row = Row.Replace("会計年度任用職員", word, StringComparison.Ordinal);
        var line = Assert.Single(Proposed(Delivery.Cp932($"{Header}\r\n{row}\r\n")).Lines, l => l.Yaml == $"    {word}: {kind}");
        Assert.Equal(isExplained, line.Remark?.Key == "Suggest.fixed-term");
    }

    /// <summary>年月日 for 日, 名称 for 名, CD for コード, and what others call a column.</summary>
    [Theory]
    [InlineData("配属終了日", "配属終了年月日")]
    [InlineData("任用終了日", "任用終了年月日")]
    [InlineData("休業開始日", "休業開始年月日")]
    [InlineData("所属ｺｰﾄﾞ", "所属ＣＤ")]
    [InlineData("所属名", "課名称")]
    [InlineData("役職名", "職名称")]
    [InlineData("本務兼務区分", "異動種別")]
    [InlineData("休業区分", "休業事由")]
    public void A_header_is_known_as_others_spell_it(string usual, string other)
    {
        var bytes = Encoding.UTF8.GetBytes($"{Header.Replace(usual, other, StringComparison.Ordinal)}\n{Row}\n");
        var suggestion = Proposed(bytes);
        Assert.Equal((0, 1), (suggestion.Missing.Count, suggestion.Questions));
        Assert.Contains(other, Accepted(suggestion).Form.Columns.Values);
    }

    /// <summary>本務 and 兼務 are no 任用区分, whatever the header says.</summary>
    [Theory]
    [InlineData("任用種別")]
    [InlineData("区分")]
    public void A_column_is_what_stands_in_it(string header)
    {
        var suggestion = Proposed(Encoding.UTF8.GetBytes($"{Header.Replace("本務兼務区分", header, StringComparison.Ordinal)}\n{Row}\n"));
        Assert.Equal((0, 1), (suggestion.Missing.Count, suggestion.Questions));
        Assert.Equal(header, Accepted(suggestion).Form.Columns["postingKind"]);
    }

    /// <summary>A column in which every row says something is not asked for with empty cells.</summary>
    [Theory]
    [InlineData("職員No.", false)]
    [InlineData("任用開始日", false)]
    [InlineData("任用終了日", true)]
    public async Task What_is_missing_is_asked_for_as_it_is_needed(string header, bool mayBeEmpty)
    {
        var file = folder.File("kyoiku.csv");
        await File.WriteAllTextAsync(file, $"{Header.Replace(header, "甲", StringComparison.Ordinal)}\n{Row}\n", Ct);
        var told = (await RunAsync("hr", "profile", "suggest", file, "--lang", "ja")).Complaints;
        Assert.Equal(mayBeEmpty, told.Contains("空欄で構いません", StringComparison.Ordinal));
        Assert.Equal(!mayBeEmpty, told.Contains("空欄のある行は使えません", StringComparison.Ordinal));
    }

    /// <summary>Whoever reads Japanese is given the words of the glossary; either profile reads the same.</summary>
    [Fact]
    public async Task A_proposal_is_written_in_the_words_of_its_reader()
    {
        var file = folder.File("kyoiku.csv");
        var header = Header.Replace("係名", "備考", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, Delivery.Cp932($"{header}\r\n{Row}\r\n"), Ct);
        var ja = await RunAsync("hr", "profile", "suggest", file, "--lang", "ja");
        var en = await RunAsync("hr", "profile", "suggest", file, "--lang", "en");
        Assert.Equal((ExitCodes.Done, ExitCodes.Done), (ja.ExitCode, en.ExitCode));
        foreach (
            var line in (string[])["encoding: シフトJIS", "dates: [和暦]", "needsEnd: [会計年度任用]", "    会計年度任用職員: 会計年度任用"]
        )
            Assert.Contains($"\n{line}", ja.Said, StringComparison.Ordinal);
        Assert.Contains("\n    会計年度任用職員: fiscal-year", en.Said, StringComparison.Ordinal);
        var (one, other) = (Loaded(ja.Said), Loaded(en.Said));
        Assert.Equal(one.EmploymentKinds, other.EmploymentKinds);
        Assert.Equal((one.Form.Dates, one.Form.Encoding), (other.Form.Dates, other.Form.Encoding));

        static MappingProfile Loaded(string yaml) => SampleProfiles.Loaded(MappingProfileReader.Read(Encoding.UTF8.GetBytes(yaml)));
    }

    private static void LeavesOpen(ProfileSuggestion.Proposed suggestion, string key)
    {
        Assert.Equal([key], suggestion.Undecided);
        Assert.Equal(1, suggestion.Questions);
        var read = MappingProfileReader.Read(Encoding.UTF8.GetBytes(Text(suggestion, "ja")));
        Assert.Equal(key, Assert.Single(Assert.IsType<ProfileRead<MappingProfile>.Refused>(read).Errors).Path);
    }

    /// <summary>What is stored as a number has no zeros at its beginning, however many its number of staff has.</summary>
    [Theory]
    [InlineData("1234 2345", "Suggest.stored-as-numbers")]
    [InlineData("1234 23456", "Suggest.no-width-as-numbers")]
    public void The_width_of_numbers_that_are_stored_as_numbers_is_a_question(string numbers, string question)
    {
        var cells = Row.Split(',').Skip(1).Select(SheetFile.Text).ToArray();
        var rows =
            SheetFile.Row(1, [.. Header.Replace("係名", "備考", StringComparison.Ordinal).Split(',').Select(SheetFile.Text)])
            + string.Concat(numbers.Split(' ').Select((n, i) => SheetFile.Row(i + 2, [SheetFile.Number(n), .. cells])));
        var suggestion = Proposed(SheetFile.Of(rows));
        LeavesOpen(suggestion, "idWidth");
        var asked = Assert.Single(suggestion.Lines, l => l.Remark?.Key == question);
        Assert.StartsWith("? ", asked.Remark!.InJapanese(), StringComparison.Ordinal);
    }
}
