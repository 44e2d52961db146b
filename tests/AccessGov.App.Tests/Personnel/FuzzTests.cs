using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Tests;
using CsCheck;

namespace AccessGov.App.Tests.Personnel;

public class FuzzTests
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var n) ? n : 200;
    private static readonly MappingProfile[] Profiles =
    [
        SampleProfiles.Mayor,
        SampleProfiles.Education,
        SampleProfiles.Fire,
        SampleProfiles.Water,
    ];
    private static readonly byte[] Mayor = Delivery.Mayor([.. Enumerable.Range(1, 30).Select(n => Delivery.MayorRow($"{n}"))]);
    private static readonly byte[] Education = Delivery.Education([.. Enumerable.Range(1, 30).Select(n => Delivery.Row($"{n}"))]);

    private static readonly string Rows =
        WorkbookTests.HeaderAt(1)
        + string.Concat(
            Enumerable
                .Range(2, 20)
                .Select(n =>
                    SheetFile.Row(n, WorkbookTests.ForSheet(("番号", SheetFile.Number($"{n}")), ("採用日", SheetFile.Number("46000", 1))))
                )
        );
    private static readonly byte[] Workbook = SheetFile.Of(Rows);

    [Fact]
    public void Random_bytes_are_read_or_refused_and_never_throw() =>
        Gen.Byte.Array[0, 400].Sample(bytes => Array.ForEach(Profiles, p => ReadAll(bytes, p)), iter: Cases);

    [Fact]
    public void Damaged_deliveries_are_read_or_refused_and_never_throw() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 100_000], Gen.Int[0, 100_000], Gen.Byte.Array[0, 6])
            .Sample(
                (isMayor, at, cut, patch) =>
                {
                    var bytes = (isMayor ? Mayor : Education).ToArray();
                    at %= bytes.Length;
                    patch.AsSpan(0, Math.Min(patch.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                    ReadAll(bytes[..(bytes.Length - (cut % bytes.Length))], isMayor ? SampleProfiles.Mayor : SampleProfiles.Education);
                },
                iter: Cases
            );

    [Fact]
    public void Damaged_workbooks_are_refused_as_damaged_or_say_what_they_said()
    {
        var whole = Text(Delivery.Read(Workbook));
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 7], Gen.Int[0, 3])
            .Sample(
                (at, bit, cut) =>
                {
                    var bytes = Workbook.ToArray();
                    bytes[at % bytes.Length] ^= (byte)(1 << bit);
                    if (cut == 0)
                        bytes = bytes[..(at % bytes.Length)];
                    // Some bits of an archive say nothing of what is in it; no other may change what is read.
                    if (Delivery.Read(bytes) is ExtractRead.Read read)
                        Assert.Equal(whole, Text(read));
                    ReadAll(bytes, SampleProfiles.Education);
                },
                iter: Cases
            );

        static string Text(ExtractRead read) => ExtractLaws.TextOf(read, hasHash: false);
    }

    [Fact]
    public void Workbooks_of_which_a_part_is_damaged_are_read_or_refused_and_never_throw() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 100_000], Gen.String[Gen.Char["<>/\"=&;x0159cvrtsf!-[]AZ _\uFFFE"], 0, 6], Gen.Int[0, 12])
            .Sample(
                (which, at, patch, cut) =>
                {
                    var parts = SheetFile.Parts(Rows);
                    var (name, content) = parts.ElementAt(which);
                    at %= content.Length;
                    parts[name] = content[..at] + patch + content[Math.Min(at + cut, content.Length)..];
                    ReadAll(SheetFile.Zip(parts), SampleProfiles.Education);
                },
                iter: Cases
            );

    [Fact]
    public void Any_cells_are_read_or_refused_and_every_row_is_accounted_for() =>
        Cell.Array[18]
            .Array[1, 8]
            .Sample(
                rows =>
                {
                    var read = Delivery.Read(Delivery.Education([.. rows.Select(r => string.Join(',', r))]));
                    if (read is ExtractRead.Read ok)
                        Assert.Equal(ok.Extract.RowsRejected, ok.HeldBack.Sum(h => h.Rows.Count));
                    else
                        Assert.NotEmpty(((ExtractRead.Refused)read).Reasons);
                },
                iter: Cases
            );

    [Fact]
    public void Any_text_as_a_date_gives_a_reading() =>
        Gen.Select(Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789/.-年月日令和平成元RHS ０８"], 0, 12]), Gen.Int[0, 31])
            .Sample((text, forms) => Assert.NotNull(JapaneseDate.Read(text, (DateForms)forms)), iter: Cases);

    [Fact]
    public void Any_text_as_a_profile_is_loaded_or_refused() =>
        Gen.Select(Gen.Int[0, 2000], Gen.String[Gen.Char[":-[]{}&*!|>'\"%@` \n\tab1"], 0, 8])
            .Sample(
                (at, patch) =>
                {
                    var yaml = SampleProfiles.Yaml("education");
                    Assert.NotNull(MappingProfileReader.Read(Encoding.UTF8.GetBytes(yaml.Insert(at % yaml.Length, patch))));
                },
                iter: Cases
            );

    [Fact]
    public void Cp932_decodes_what_it_encodes() =>
        Gen.String[Gen.Char["亜腕髙﨑濵德栁桒瀨彅ｱﾞ・①Ⅰ㈱≒∵～－A9 \uE000\uE757"], 0, 40]
            .Sample(text => Assert.Equal(new TextRead.Whole(text), Cp932.Decode(Delivery.Cp932(text))), iter: Cases);

    private static Gen<string> Cell { get; } =
        Gen.OneOf(
            new[]
            {
                "",
                "　",
                "---",
                "000101",
                "101",
                "００1",
                "須坂　花子",
                "正規",
                "会計年度任用",
                "本務",
                "兼務",
                "併任",
                "E100",
                "2026/4/1",
                "2025/3/31",
                "2010/4/1",
                "育休",
                "1",
                "\"a\nb\"",
                "合計",
                "3件",
                "番号",
            }
                .Select(Gen.Const)
                .ToArray()
        );

    private static void ReadAll(byte[] bytes, MappingProfile profile)
    {
        Assert.True(Delivery.Read(bytes, profile) is ExtractRead.Read or ExtractRead.Refused { Reasons.Count: > 0 });
        ListReader.ReadAnnouncement(bytes, SampleProfiles.Announcement);
        ListReader.ReadKeys(bytes, SampleProfiles.Keys);
        ListReader.ReadTraining(bytes, SampleProfiles.Training);
    }
}
