using System.Security;
using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Suggesting;
using AccessGov.App.Texts;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

/// <summary>What is proposed for a file that nobody has mapped reads it as whoever knows the source would.</summary>
public sealed partial class ProfileSuggestionTests : IDisposable
{
    private const string Header =
        "職員No.,漢字氏名,ﾌﾘｶﾞﾅ,任用区分,任用開始日,任用終了日,本務兼務区分,所属ｺｰﾄﾞ,所属名,係名,役職名,配属日,配属終了日,"
        + "休業区分,休業開始日,休業終了日,マイナンバー,給与";
    private const string Row =
        "012345,信濃　花子,シナノ　ハナコ,会計年度任用職員,R8.4.1,R9.3.31,本務,E100,学校教育課,庶務係,事務員,R8.4.1,R9.3.31,,,,123456789012,198000";

    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>The extracts of a whole city, in four layouts, whole and with everything wrong in them that can be mended.</summary>
    [Theory]
    [InlineData(7, FaultLevel.None)]
    [InlineData(8, FaultLevel.Typical)]
    [InlineData(9, FaultLevel.Heavy)]
    public void A_proposal_reads_the_extracts_of_a_city_to_the_same_facts_as_the_profile_by_hand(int seed, FaultLevel level)
    {
        CityFiles.Write(new PretendCity(new CitySettings(300, (ulong)seed, level)), folder.Path);
        MappingProfile[] byHand = [SampleProfiles.Mayor, SampleProfiles.Education, SampleProfiles.Fire, SampleProfiles.Water];
        foreach (var day in (string[])["3-31", "4-1"])
            foreach (var hand in byHand)
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder.Path, day, $"{hand.Source}.csv"));
                var proposed = Accepted(Proposed(bytes, hand.Source.Value));
                Assert.Equal(hand.Form.Encoding, proposed.Form.Encoding);
                Assert.Equal(hand.Form.Delimiter, proposed.Form.Delimiter);
                Assert.Equal(hand.Form.IdWidth, proposed.Form.IdWidth);
                Assert.Equal(hand.Form.NeedsTotalRow, proposed.Form.NeedsTotalRow);
                Assert.Equal(hand.Form.Dates, proposed.Form.Dates);
                // Whoever wrote the profile by hand knows that a later file may have 旧姓; this one has none.
                Assert.Equal(
                    hand.Form.Columns.Where(c => c.Key != "formerName").OrderBy(c => c.Key, StringComparer.Ordinal),
                    proposed.Form.Columns.OrderBy(c => c.Key, StringComparer.Ordinal)
                );
                Assert.Equal(Facts(bytes, hand), Facts(bytes, proposed));
            }
    }

    [Fact]
    public void A_workbook_is_proposed_as_the_list_that_it_would_be()
    {
        var rows = string.Concat(new[] { Header, Row }.Select((line, i) => SheetRow(i + 1, line.Split(','))));
        var list = Encoding.UTF8.GetBytes($"{Header}\n{Row}\n");
        Assert.Equal(OfList(list), Text(Proposed(SheetFile.Of(rows)), "ja"));
        var several = SheetFile.Zip(SheetFile.TwoSheets(rows, "visible"));
        var refused = Assert.IsType<ProfileSuggestion.Refused>(SuggestProfile.Of(several, "x", null));
        Assert.Equal("Suggest.several-sheets", Assert.Single(refused.Reasons).Key);
        Assert.Contains("\nsheet: 名簿\n", Text(Proposed(several, sheet: "名簿"), "ja"), StringComparison.Ordinal);
        Accepted(Proposed(several, sheet: "名簿"));

        // A workbook has neither of these.
        static string OfList(byte[] list) =>
            string.Concat(
                Text(Proposed(list), "ja")
                    .Split('\n')
                    .Where(l => l.Split(':')[0] is not ("encoding" or "delimiter" or "finalLineBreak"))
                    .Select((l, i) => i == 0 ? l : "\n" + l)
            );
    }

    private static string SheetRow(int row, string[] cells) =>
        $"<row r=\"{row}\">"
        + string.Concat(cells.Select(c => $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(c)}</t></is></c>"))
        + "</row>";

    [Fact]
    public void Other_headers_for_the_same_are_known_in_any_width()
    {
        var bytes = Delivery.Cp932(Header + "\r\n" + Row + "\r\n");
        var suggestion = Proposed(bytes);
        var read = Delivery.Accepted(bytes, Accepted(suggestion));
        var worker = Assert.Single(read.Extract.Workers);
        Assert.Equal(("012345", "信濃　花子"), (worker.Id.Value, worker.DisplayName));
        Assert.Equal(new DateOnly(2027, 3, 31), Assert.Single(worker.Employments).Days.Until);
        Assert.Equal("E100", Assert.Single(worker.Postings).Org.Value);
        // What nobody could place is asked for, and what must not be kept is not.
        var ja = Text(suggestion, "ja");
        Assert.Contains("# ? 「係名」（文字）", ja, StringComparison.Ordinal);
        Assert.Contains("マイナンバー, 給与", ja, StringComparison.Ordinal);
        Assert.DoesNotContain("\"マイナンバー\"", ja, StringComparison.Ordinal);
        Assert.Equal(1, suggestion.Questions);
    }

    [Fact]
    public async Task Nothing_of_a_person_is_shown_and_what_is_missing_is_told()
    {
        var file = folder.File("kyoiku.csv");
        var (header, row) = (
            Header.Replace(",休業区分", ",欠勤理由", StringComparison.Ordinal),
            Row.Replace("事務員", "信濃花子", StringComparison.Ordinal)
        );
        await File.WriteAllTextAsync(file, $"{header}\n{row}\n", Ct);
        foreach (var language in (string[])["ja", "en"])
        {
            var (exitCode, said, complaints) = await RunAsync("hr", "profile", "suggest", file, "--lang", language);
            Assert.Equal(ExitCodes.Refused, exitCode);
            Assert.Contains("source: kyoiku\n", said, StringComparison.Ordinal);
            Assert.Contains("leaveKind", complaints, StringComparison.Ordinal);
            Assert.Single(complaints.Split('\n'), l => l.Contains("leave", StringComparison.Ordinal));
            foreach (var cell in row.Split(',').Where(c => c.Length > 0 && c is not ("本務" or "会計年度任用職員")))
                Assert.DoesNotContain(cell, said + complaints, StringComparison.Ordinal);
        }
        var read = MappingProfileReader.Read(Encoding.UTF8.GetBytes((await RunAsync("hr", "profile", "suggest", file)).Said));
        var error = Assert.Single(
            Assert.IsType<ProfileRead<MappingProfile>.Refused>(read).Errors,
            e => e.Path.StartsWith("columns", StringComparison.Ordinal)
        );
        Assert.Contains("leaveKind", error.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"嘱託\"\"\\: #a\"")]
    [InlineData("\"嘱託\n    regular: primary\"")]
    public void What_others_wrote_stays_a_word(string cell)
    {
        var bytes = Encoding.UTF8.GetBytes($"{Header}\n{Row.Replace("会計年度任用職員", cell, StringComparison.Ordinal)}\n{Row}\n");
        var suggestion = Proposed(bytes);
        Assert.Equal(
            Accepted(Proposed(Encoding.UTF8.GetBytes($"{Header}\n{Row}\n"))).EmploymentKinds,
            Accepted(suggestion).EmploymentKinds
        );
        Assert.Single(
            suggestion.Lines,
            l => string.IsNullOrWhiteSpace(l.Yaml) && l.Remark!.InJapanese().Contains("「嘱託", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_header_with_a_line_end_and_quotes_is_written_so_that_it_is_found()
    {
        var header = Header
            .Replace("職員No.", "\"職員\nNo.\"", StringComparison.Ordinal)
            .Replace("役職名", "役 職 名", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes($"{header}\n{Row}\n");
        Assert.Single(Delivery.Accepted(bytes, Accepted(Proposed(bytes))).Extract.Workers);
    }

    /// <summary>One header may be of two columns; what cannot be what its header says is not proposed.</summary>
    [Theory]
    [InlineData("本務兼務区分", "配属日", "発令", "本務", "postingKind")]
    [InlineData("所属ｺｰﾄﾞ", "所属名", "所属", "E100", "org")]
    public void What_stands_below_a_header_decides(string gone, string renamed, string name, string value, string missing)
    {
        var header = Header.Replace(gone, "参考", StringComparison.Ordinal).Replace(renamed + ",", name + ",", StringComparison.Ordinal);
        var suggestion = Proposed(Encoding.UTF8.GetBytes($"{header}\n{Row.Replace(value, "-", StringComparison.Ordinal)}\n"));
        Assert.Equal([missing], suggestion.Missing);
        Assert.DoesNotContain(suggestion.Lines, l => l.Yaml == $"  {missing}: {name}");
    }

    [Theory]
    [InlineData("001234 012345", 6)]
    [InlineData("1234 012345", 6)]
    [InlineData("1234 23456", null)]
    [InlineData("1234 2345", null)]
    public void The_width_of_numbers_is_proposed_only_where_zeros_show_it(string numbers, int? width)
    {
        var rows = numbers.Split(' ').Select(n => n + Row["012345".Length..] + "\n");
        var suggestion = Proposed(
            Encoding.UTF8.GetBytes(Header.Replace("係名", "備考", StringComparison.Ordinal) + "\n" + string.Concat(rows))
        );
        if (width is null)
            LeavesOpen(suggestion, "idWidth");
        else
            Assert.Equal((width, 0), (Accepted(suggestion).Form.IdWidth, suggestion.Questions));
    }

    [Fact]
    public async Task What_is_no_table_is_refused()
    {
        Assert.Equal("Table.empty", Reason([]));
        Assert.Equal("Suggest.no-header", Reason("a,b\n1,2\n"u8.ToArray()));
        Assert.Equal("Suggest.semicolon-separator", Reason(Encoding.UTF8.GetBytes($"{Header}\n{Row}\n".Replace(',', ';'))));
        Assert.Equal("Suggest.zero-byte", Reason([.. Encoding.UTF8.GetBytes(Header), 0]));
        Assert.Equal("Suggest.utf16", Reason([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header)]));
        Assert.Equal("Suggest.no-encoding", Reason([.. Encoding.UTF8.GetBytes(Header), 0xFF, 0xFF]));
        Assert.Equal("Table.total-differs", Reason(Encoding.UTF8.GetBytes($"{Header}\n{Row}\n合計,5件\n")));
        Assert.Equal(ExitCodes.NotFound, (await RunAsync("hr", "profile", "suggest", folder.File("none.csv"))).ExitCode);
        Assert.Equal(ExitCodes.Refused, (await RunAsync("hr", "profile", "suggest", folder.Path)).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("hr", "profile", "suggest", folder.Path, "--source", "市長部局")).ExitCode);

        static string Reason(byte[] bytes)
        {
            var reason = Assert.Single(Assert.IsType<ProfileSuggestion.Refused>(SuggestProfile.Of(bytes, "x", null)).Reasons);
            // There is no profile yet that anybody could correct.
            Assert.DoesNotContain("in the profile", reason.InEnglish(), StringComparison.Ordinal);
            Assert.DoesNotContain("取込設定", reason.InJapanese(), StringComparison.Ordinal);
            return reason.Key;
        }
    }

    [Fact]
    public async Task What_is_refused_is_told_with_what_can_be_done_here()
    {
        var rows = SheetRow(1, Header.Split(','));
        var workbook = folder.File("two.xlsx");
        await File.WriteAllBytesAsync(workbook, SheetFile.Zip(SheetFile.TwoSheets(rows, "visible")), TestContext.Current.CancellationToken);
        var several = await RunAsync("hr", "profile", "suggest", workbook, "--lang", "en");
        Assert.Contains("no profile can be proposed", several.Complaints, StringComparison.Ordinal);
        Assert.Contains("--sheet NAME", several.Complaints, StringComparison.Ordinal);
        var none = await RunAsync("hr", "profile", "suggest", workbook, "--sheet", "x", "--lang", "en");
        Assert.Contains("correct --sheet", none.Complaints, StringComparison.Ordinal);
        var unnamed = folder.File("人事.csv");
        await File.WriteAllTextAsync(unnamed, $"{Header}\n{Row}\n", TestContext.Current.CancellationToken);
        // A list has no sheets: what was asked for is not left out in silence.
        var sheetless = await RunAsync("hr", "profile", "suggest", unnamed, "--sheet", "名簿", "--lang", "ja");
        Assert.Equal((ExitCodes.Usage, ""), (sheetless.ExitCode, sheetless.Said));
        Assert.Contains("シートがない", sheetless.Complaints, StringComparison.Ordinal);
        var nameless = await RunAsync("hr", "profile", "suggest", unnamed, "--lang", "en");
        Assert.Contains("--source ID", nameless.Complaints, StringComparison.Ordinal);
    }

    private static ProfileSuggestion.Proposed Proposed(byte[] bytes, string source = "education", string? sheet = null) =>
        Assert.IsType<ProfileSuggestion.Proposed>(SuggestProfile.Of(bytes, source, sheet));

    /// <summary>As a reader of either language would save it.</summary>
    private static MappingProfile Accepted(ProfileSuggestion.Proposed suggestion)
    {
        Assert.Empty(suggestion.Missing);
        Assert.All(suggestion.Lines.Where(l => l.Remark is not null), l => l.Remark!.InEnglish());
        SampleProfiles.Loaded(MappingProfileReader.Read(Encoding.UTF8.GetBytes(Text(suggestion, "en"))));
        return SampleProfiles.Loaded(MappingProfileReader.Read(Encoding.UTF8.GetBytes(Text(suggestion, "ja"))));
    }

    private static string Text(ProfileSuggestion.Proposed suggestion, string language)
    {
        var texts = new UiTexts(language);
        return string.Join('\n', suggestion.Lines.Select(l => l.Remark is null ? l.Yaml : $"{l.Yaml}  # {texts.Of(l.Remark)}")) + "\n";
    }

    private static string Facts(byte[] bytes, MappingProfile profile)
    {
        // Heavy faults exceed any sane share; here the question is what becomes of each.
        var tolerant = profile with
        {
            Form = profile.Form with { MaxRejectedShare = 1 },
        };
        var read = Assert.IsType<ExtractRead.Read>(ExtractReader.Read(bytes, tolerant, CitySettings.NewYear));
        var workers = read.Extract.Workers.Select(w =>
            $"{w.Id} {w.Home} {w.DisplayName} {w.FormerName} {w.FormerId} | {string.Join(", ", w.Employments)} | "
            + $"{string.Join(", ", w.Postings)} | {string.Join(", ", w.Leaves)}"
        );
        return string.Join(
            '\n',
            workers
                .Concat(read.Extract.GuestPostings.Select(g => g.ToString()))
                .Concat(read.Rejected.Select(r => $"{r.Row} {r.Column} {r.Remedy.Key}"))
                .Concat(read.HeldBack.Select(h => h.Worker.Value))
        );
    }

    private static async Task<(int ExitCode, string Said, string Complaints)> RunAsync(params string[] words)
    {
        await using var said = new StringWriter();
        await using var complaints = new StringWriter();
        var exitCode = await CommandLine.RunAsync(words, new CliHost(said, complaints, TimeProvider.System), Ct);
        return (exitCode, said.ToString(), complaints.ToString());
    }
}
