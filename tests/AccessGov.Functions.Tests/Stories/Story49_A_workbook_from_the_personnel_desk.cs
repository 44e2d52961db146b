using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>人事課 sends an Excel workbook where a CSV file came before: it says the same, and one sees who became what.</summary>
public sealed class Story49_A_workbook_from_the_personnel_desk
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_records_as_a_workbook_change_nothing_and_a_mover_in_the_next_one_moves()
    {
        await using var village = await VillageStory.SettledAsync();
        var file = await WorkbookAsync(village);
        (await village.RunAsync($"hr check {file} --source education --show 2"))
            .Ended(ExitCodes.Done)
            .Says("1人中1人", "職員番号", "職員区分", "000401", "須坂　000401", "正規", "在職", "2020-04-01");
        (await village.RunAsync($"hr import {file} --source education")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hr import {file} --source education")).Ended(ExitCodes.Done).Says("前回と同じファイル");
        (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("変更はありません");
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Who_became_what_is_told_to_programs_too_and_only_of_as_many_as_was_asked()
    {
        await using var village = await VillageStory.OpenAsync();
        var file = await WorkbookAsync(village);
        var people = (await village.RunAsync($"hr check {file} --source education --show 1 --json")).Ended(ExitCodes.Done)["people"];
        var person = Assert.Single(people.EnumerateArray());
        Assert.Equal("000401", person.GetProperty("id").GetString());
        Assert.Equal("2020-04-01", person.GetProperty("from").GetString());
        (await village.RunAsync($"hr check {file} --source education --show 0")).Ended(ExitCodes.Usage).Says("1 以上");
    }

    [Fact]
    public async Task What_was_done_to_cells_is_said_in_the_text_a_few_of_each_kind()
    {
        await using var village = await VillageStory.OpenAsync();
        var lines = await LinesAsync(village);
        var (header, row) = (lines[0].Split(','), lines[1].Split(','));
        var file = Path.Combine(village.Root, "odd.xlsx");
        string[] names = ["須坂\u200b　〓子", "小布施\uE000", "山田", "岡谷", "諏訪", "飯田", "佐久"];
        await File.WriteAllBytesAsync(file, SheetFile.OfTexts([header, .. names.Select((name, n) => Person(row, name, $"{401 + n}"))]), Ct);
        (await village.RunAsync($"hr check {file} --source education"))
            .Ended(ExitCodes.Done)
            .Says(
                "見えない文字（U+200B）を除いて",
                "外字が失われた",
                "外字（U+E000）",
                "を「000401」として読みました",
                "同じお知らせがほか",
                "生年月日"
            );
    }

    [Fact]
    public async Task A_formula_is_refused_with_its_place_and_nothing_changes()
    {
        await using var village = await VillageStory.SettledAsync();
        var file = Path.Combine(village.Root, "formula.xlsx");
        await File.WriteAllBytesAsync(file, SheetFile.Of(SheetFile.Row(2, SheetFile.Formula("1+1", "2"))), Ct);
        (await village.RunAsync($"hr import {file} --source education")).Ended(ExitCodes.Refused).Says("（A2）", "「値」として貼り付け");
        await village.RunAgainChangesNothingAsync();
    }

    private static string[] Person(string[] cells, string name, string number)
    {
        string[] person = [.. cells];
        (person[0], person[1]) = (number, name);
        return person;
    }

    private static async Task<string[]> LinesAsync(VillageStory village) =>
        [.. (await File.ReadAllLinesAsync(village.Write("education"), Ct)).Select(l => l.Trim('\uFEFF'))];

    private static async Task<string> WorkbookAsync(VillageStory village)
    {
        var lines = await LinesAsync(village);
        var file = Path.Combine(village.Root, "education.xlsx");
        await File.WriteAllBytesAsync(file, SheetFile.OfTexts(lines.Select(l => l.Split(','))), Ct);
        return file;
    }
}
