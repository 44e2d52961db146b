using System.Text;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City.Files;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What somebody reads who brings personnel files for the first time: which list it is, what is wrong, and of whom.</summary>
public sealed class Story102_A_newcomer_and_the_lists
{
    private const string Mover = "000102";

    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private static readonly Dictionary<string, (string Header, string Line)> Lists = new()
    {
        ["hr keys"] = ("職員番号,登録日,失効日", "000102,2025-04-01,"),
        ["hr training"] = ("職員番号,受講日", "000102,2025-12-01"),
        ["hr announce"] = ("職員番号,発令区分,発令年月日,新所属コード", "000102,配置換,2026-02-10,020110"),
        ["hr contracts"] = ("事業者名,職員番号,契約番号,契約開始日,契約終了日", "川辺計算,000102,K-1,2025-04-01,2026-03-31"),
        ["adopt apply"] = (string.Join(',', Core.Adopting.PairColumns.All), "1,000102,x,x,x@city.example.jp,x,x,x,x,x"),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands { get; } = [.. Lists.Keys];

    [Fact]
    public async Task Whoever_is_held_back_has_not_vanished()
    {
        await using var village = await TolerantAsync();
        village.MoveTo("2026-02-03");
        var file = await SpoiltAsync(village, (Mover, "発令区分", "謎"));
        foreach (var command in (string[])["check", "import"])
            (await village.RunAsync($"hr {command} {file} --source mayor"))
                .Ended(ExitCodes.Done)
                .Says("市長部局: ", $"{Mover}: 市長部局のファイルに載っていますが", "使えない行 1 行、取込みの保留 1 人")
                .SaysNot("いなくなりました");
        (await village.RunAsync("plan --all")).Says("市長部局のファイルに載っていますが").SaysNot("いなくなりました");
        // Whoever is in no row any more has vanished, and nobody knows why.
        village.MoveTo("2026-02-04");
        var gone = await SpoiltAsync(village, (Mover, "", ""));
        (await village.RunAsync($"hr import {gone} --source mayor"))
            .Says($"{Mover}: ", "いなくなりました（市長部局）")
            .SaysNot("載っていますが");
        (await village.RunAsync("plan --all")).Says("いなくなりました（市長部局）").SaysNot("載っていますが");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_list_of_another_kind_is_told_by_its_command(string command)
    {
        await using var village = await VillageStory.OpenAsync();
        foreach (var (own, (header, line)) in Lists.Where(l => l.Key != command))
        {
            foreach (var rows in (int[])[1, own == "adopt apply" ? 1 : 5000])
            {
                var file = await village.ListAsync("other.csv", header, Enumerable.Repeat(line, rows));
                (await village.RunAsync($"{command} {file}"))
                    .Ended(ExitCodes.Refused)
                    .Says("別のコマンドの一覧のようです", $"accessgov {own}")
                    .SaysNot("見出しの行がありません")
                    .SaysNot("見出しに列");
            }
        }
        (await village.RunAsync($"{command} {village.Write("mayor")}"))
            .Ended(ExitCodes.Refused)
            .Says("人事情報の抽出ファイル", "accessgov hr import --source mayor")
            .SaysNot("encoding");
        var (ownHeader, ownLine) = Lists[command];
        var list = await village.ListAsync("list.csv", ownHeader, [ownLine]);
        (await village.RunAsync($"hr check {list} --source fire")).Ended(ExitCodes.Refused).Says($"accessgov {command}");
        // Of the right list with a column renamed the missing one is told.
        var renamed = await village.ListAsync("list.csv", ownHeader.Replace("職員番号", "番号", StringComparison.Ordinal), [ownLine]);
        (await village.RunAsync($"{command} {renamed}")).Ended(ExitCodes.Refused).SaysNot("別のコマンド");
    }

    [Fact]
    public async Task A_limit_is_told_as_it_is()
    {
        await using var village = await VillageStory.OpenAsync();
        var (header, line) = Lists["hr keys"];
        var keys = await village.ListAsync("keys.csv", header, [line, "000103,きのう,"]);
        (await village.RunAsync($"hr keys {keys}"))
            .Ended(ExitCodes.Refused)
            .Says("2行のうち1行が使えません", "1行でもあれば取り込みません")
            .SaysNot("0.0%");
        (header, line) = Lists["hr announce"];
        string[] bad = ["000103,謎,きのう,", "000104,謎,きのう,", "x,,,"];
        var moves = await village.ListAsync("moves.csv", header, [.. Enumerable.Repeat(line, 99), .. bad]);
        (await village.RunAsync($"hr announce {moves}"))
            .Ended(ExitCodes.Refused)
            .Says("102行のうち3行が使えず、上限の2行（2%）を超えています");
    }

    /// <summary>Whoever corrects a file corrects it once.</summary>
    [Fact]
    public async Task A_refused_file_tells_how_many_rows_cannot_be_used_and_what_else_was_seen()
    {
        await using var village = await VillageStory.OpenAsync();
        var file = await SpoiltAsync(village, (Mover, "発令区分", "謎"), ("000103", "職員番号", "？"));
        foreach (var command in (string[])["check", "import"])
            (await village.RunAsync($"hr {command} {file} --source mayor"))
                .Ended(ExitCodes.Refused)
                .Says("行のうち2行が使えず", "読み取れない行が1行", "お知らせ", "給料表級号給");
        var told = (await village.RunAsync($"hr check {file} --source mayor --json"))["notices"];
        Assert.Contains(told.EnumerateArray(), n => n.TryGetProperty("column", out var column) && column.GetString() == "口座番号");
        var (header, _) = Lists["hr training"];
        var list = await village.ListAsync("training.csv", header + ",給与", ["000102,きのう,1"]);
        (await village.RunAsync($"hr training {list}")).Ended(ExitCodes.Refused).Says("お知らせ", "給与");
    }

    [Fact]
    public async Task People_of_one_name_are_told_apart_by_where_they_serve()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("explain 須坂"))
            .Ended(ExitCodes.NotFound)
            .Says("「須坂」に当たる職員が", $"  {Mover}  須坂　{Mover}  税務課\n", "ほかに ");
    }

    private static async Task<VillageStory> TolerantAsync()
    {
        var village = await VillageStory.OpenAsync(
            policyText: Sample.Text.Replace("max-rejected-share: 0.02", "max-rejected-share: 0.50", StringComparison.Ordinal)
        );
        var (profiles, sample) = (Path.Combine(village.Root, "profiles"), Sample.InRepository("functions/policy/profiles"));
        Directory.CreateDirectory(profiles);
        foreach (var file in Directory.EnumerateFiles(sample))
            await WriteChangedAsync(
                file,
                Path.Combine(profiles, Path.GetFileName(file)),
                "maxRejectedShare: 0.02",
                "maxRejectedShare: 0.50"
            );
        var settings = Path.Combine(village.Root, "accessgov.json");
        await WriteChangedAsync(settings, settings, sample, profiles);
        await village.DeliverAsync();
        await village.SettleAsync();
        return village;
    }

    private static async Task WriteChangedAsync(string from, string to, string old, string now) =>
        await File.WriteAllTextAsync(to, (await File.ReadAllTextAsync(from, Ct)).Replace(old, now, StringComparison.Ordinal), Ct);

    /// <summary>The mayor's extract with other cells in the rows of some; of whom no column is named, without a row.</summary>
    private static async Task<string> SpoiltAsync(VillageStory village, params (string Id, string Column, string Value)[] faults)
    {
        var path = village.Write("mayor");
        var lines = Cp932.GetString(await File.ReadAllBytesAsync(path, Ct)).Split("\r\n").ToList();
        foreach (var (id, column, value) in faults)
        {
            var at = lines.FindIndex(l => l.StartsWith(id, StringComparison.Ordinal));
            if (column.Length == 0)
            {
                lines.RemoveAt(at);
                var total = lines.FindIndex(l => l.StartsWith("合計", StringComparison.Ordinal));
                var rows = int.Parse(lines[total].Split(',')[1].TrimEnd('件'), System.Globalization.CultureInfo.InvariantCulture);
                lines[total] = $"合計,{rows - 1}件";
                continue;
            }
            var cells = lines[at].Split(',');
            cells[new MayorFormat().Header.ToList().IndexOf(column)] = value;
            lines[at] = string.Join(',', cells);
        }
        await File.WriteAllBytesAsync(path, Cp932.GetBytes(string.Join("\r\n", lines)), Ct);
        return path;
    }
}
