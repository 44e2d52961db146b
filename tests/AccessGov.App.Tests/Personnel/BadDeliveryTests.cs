using System.Text;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class BadDeliveryTests
{
    private static readonly string[] MayorRows = [.. Enumerable.Range(1, 60).Select(n => Delivery.MayorRow($"{n:000000}"))];

    [Fact]
    public void An_empty_file_is_refused() => Refuses([], "empty");

    [Fact]
    public void A_file_with_a_header_and_nothing_else_is_refused() => Refuses(Delivery.Education(), "no data rows");

    [Fact]
    public void A_total_row_of_zero_does_not_make_an_empty_file_lawful() =>
        Refuses(Delivery.Mayor([]), "no data rows", SampleProfiles.Mayor);

    [Fact]
    public void A_file_cut_at_any_byte_is_refused_when_its_source_writes_a_total_row()
    {
        var whole = Delivery.Mayor(MayorRows);
        Delivery.Accepted(whole, SampleProfiles.Mayor);
        for (var length = 0; length < whole.Length; length += 7)
            Delivery.Refused(whole[..length], SampleProfiles.Mayor);
        // Only the line feed after the last carriage return may be missed: every row and the total are there.
        for (var missing = 2; missing < 12; missing++)
            Delivery.Refused(whole[..^missing], SampleProfiles.Mayor);
    }

    [Fact]
    public void A_file_cut_in_the_middle_of_a_line_is_refused_even_without_a_total_row()
    {
        var whole = Delivery.Education([.. Enumerable.Range(1, 9).Select(n => Delivery.Row($"{n}"))]);
        foreach (var length in Enumerable.Range(0, whole.Length).Where(n => n == 0 || whole[n - 1] != '\n'))
            Delivery.Refused(whole[..length]);
    }

    [Fact]
    public void A_last_row_that_lacks_cells_is_refused_as_cut_off() =>
        Refuses([.. Delivery.EducationAmongMany(), .. "000001,須坂\n"u8], "cut off");

    [Fact]
    public void A_total_row_that_disagrees_is_refused_with_both_numbers()
    {
        Refuses(Delivery.Mayor(MayorRows, 61), "says 61 rows, 60 were read", SampleProfiles.Mayor);
        Refuses(Delivery.Mayor(MayorRows, 59), "says 59 rows, 60 were read", SampleProfiles.Mayor);
    }

    [Fact]
    public void Two_files_joined_into_one_are_refused() =>
        Refuses([.. Delivery.Mayor(MayorRows), .. Delivery.Mayor(MayorRows)], "data follows the total row", SampleProfiles.Mayor);

    [Fact]
    public void A_wrong_encoding_is_refused() =>
        Refuses(
            Delivery.Cp932(Encoding.UTF8.GetString(Delivery.Education(Delivery.Row())).TrimStart('\uFEFF')),
            "not UTF-8. It reads as CP932"
        );

    [Fact]
    public void A_file_with_another_separator_is_refused_and_the_separator_is_named() =>
        Refuses(
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Delivery.Education(Delivery.Row())).Replace(',', '\t')),
            "separated by tabs"
        );

    [Theory]
    [InlineData('\t', "separated by tabs")]
    [InlineData(';', "separated by semicolons")]
    public void So_it_is_when_the_cells_are_quoted(char separator, string told) =>
        Refuses(Encoding.UTF8.GetBytes(Quoted(Encoding.UTF8.GetString(Delivery.Education(Delivery.Row())), separator)), told);

    [Fact]
    public void A_file_of_another_source_is_refused() => Refuses("品名,数量\n鉛筆,3\n"u8.ToArray(), "No header row");

    [Fact]
    public void A_missing_column_is_never_read_as_empty() => Refuses(Changed("任期満了日", "満了"), "lacks the column '任期満了日'");

    [Fact]
    public void A_missing_optional_column_is_noticed()
    {
        var read = Delivery.Accepted(Changed("所属名", "名称"));
        Assert.Equal("所属名", Assert.Single(read.Notices, n => n.Kind == NoticeKind.OptionalColumnAbsent).Column);
        Assert.Equal("名称", Assert.Single(read.Notices, n => n.Kind == NoticeKind.UnknownColumn).Column);
    }

    [Fact]
    public void A_byte_order_mark_within_the_quotes_of_a_header_is_named()
    {
        var text = Encoding.UTF8.GetString(Delivery.Education(Delivery.Row())).TrimStart('\uFEFF');
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        Assert.StartsWith(
            "Row 1: the header of column 1 holds a byte order mark",
            OneReason(Encoding.UTF8.GetBytes($"\"\uFEFF{text[..comma]}\"{text[comma..]}"))
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_second_byte_order_mark_is_named(bool isQuoted)
    {
        var text = Encoding.UTF8.GetString(Delivery.Education(Delivery.Row())).TrimStart('\uFEFF');
        var file = Encoding.UTF8.GetBytes("\uFEFF\uFEFF" + (isQuoted ? Quoted(text, ',') : text));
        Delivery.Accepted(file[Encoding.UTF8.Preamble.Length..]);
        Assert.StartsWith("Row 1, column 1: a second byte order mark", OneReason(file));
    }

    [Fact]
    public void An_end_of_file_mark_of_old_systems_is_named()
    {
        Refuses([.. Delivery.Education(Delivery.Row()), 0x1A], "ends with the byte 0x1A");
        Refuses([.. Delivery.Mayor(MayorRows), 0x1A], "ends with the byte 0x1A", SampleProfiles.Mayor);
    }

    [Fact]
    public void A_header_that_stands_twice_is_refused() => Refuses(Changed("生年月日", "職名"), "'職名' stands 2 times");

    [Fact]
    public void A_quote_that_is_never_closed_is_refused() =>
        Refuses(Delivery.Education(Delivery.Row(), Delivery.Row(name: "\"須坂")), "Row 3: a quotation mark");

    [Fact]
    public void A_stray_quote_is_refused() => Refuses(Delivery.Education(Delivery.Row(name: "\"須坂\"花子")), "Row 2: a quotation mark");

    [Fact]
    public void Repeated_headers_and_empty_rows_are_skipped_and_counted_as_nothing()
    {
        var header = Encoding.UTF8.GetString(Delivery.Education()).TrimStart('\uFEFF').TrimEnd('\n');
        var read = Delivery.Accepted(Delivery.Education(Delivery.Row(), header, "", ",,,,,,,,,,,,,,,,,", Delivery.Row("000102")));
        Assert.Equal((2, 2), (read.Extract.Workers.Count, read.Extract.RowsRead));
        Assert.Single(read.Notices, n => n.Kind == NoticeKind.RowSkipped);
    }

    [Fact]
    public void The_same_bytes_have_the_same_hash_so_that_a_second_delivery_is_recognised()
    {
        var bytes = Delivery.Education(Delivery.Row());
        Assert.Equal(Delivery.Accepted(bytes).Extract.ContentHash, Delivery.Accepted([.. bytes]).Extract.ContentHash);
        Assert.NotEqual(
            Delivery.Accepted(bytes).Extract.ContentHash,
            Delivery.Accepted(Delivery.Education(Delivery.Row("000102"))).Extract.ContentHash
        );
    }

    [Fact]
    public void More_rejects_than_the_profile_allows_refuse_the_file_with_number_and_limit()
    {
        var good = Enumerable.Range(1, 98).Select(n => Delivery.Row($"{n}"));
        var bad = Enumerable.Range(900, 3).Select(n => Delivery.Row($"{n}", changes: ("採用日", "2026/2/30"))).ToArray();
        Assert.Equal(2, Delivery.Accepted(Delivery.Education([.. good, .. bad[..2]])).Extract.RowsRejected);
        var refused = Delivery.Refused(Delivery.Education([.. good, .. bad]));
        Assert.Contains("3 of 101 rows cannot be used; the limit is 2 (2 %)", Assert.Single(refused.Reasons).InEnglish());
        Assert.Equal(3, refused.Rejected.Count);
    }

    private static byte[] Changed(string header, string to) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Delivery.Education(Delivery.Row())).Replace("," + header, "," + to));

    /// <summary>The same list with each cell in quotes.</summary>
    private static string Quoted(string text, char separator) =>
        string.Concat(
            text.TrimStart('\uFEFF')
                .TrimEnd('\n')
                .Split('\n')
                .Select(line => string.Join(separator, line.Split(',').Select(cell => $"\"{cell}\"")) + "\n")
        );

    private static string OneReason(byte[] bytes) => Assert.Single(Delivery.Refused(bytes).Reasons).InEnglish();

    private static void Refuses(byte[] bytes, string because, MappingProfile? profile = null) =>
        Assert.Contains(because, string.Join('\n', Delivery.Refused(bytes, profile).Reasons.InEnglish()));
}
