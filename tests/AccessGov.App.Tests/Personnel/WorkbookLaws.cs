using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using CsCheck;
using CsvHelper;

namespace AccessGov.App.Tests.Personnel;

/// <summary>Whatever is delivered, the same rows as a workbook are read as they are as CSV.</summary>
public class WorkbookLaws
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var n) ? n : 200;

    /// <summary>Of a hundred files some thirty are whole tables; the others are refused as text, which a workbook is not.</summary>
    [Fact]
    public void The_same_rows_give_the_same_facts_rejections_and_notices()
    {
        var (compared, rejected) = (0, 0);
        Gen.Int[0, int.MaxValue - 1]
            .Sample(
                seed =>
                {
                    var extract = GeneratedExtract.Of(seed);
                    var profile = extract.Profile with
                    {
                        Form = extract.Profile.Form with
                        {
                            NeedsFinalLineBreak = false,
                            Dates = extract.Profile.Form.Dates | DateForms.Western,
                        },
                    };
                    var asText = Delivery.Read(extract.Bytes, profile);
                    if (RowsOf(extract.Bytes, profile) is not { } rows || IsAboutText(asText))
                        return;
                    Assert.Equal(
                        ExtractLaws.TextOf(asText, hasHash: false),
                        ExtractLaws.TextOf(Delivery.Read(SheetFile.OfTexts(rows), profile), hasHash: false)
                    );
                    Interlocked.Increment(ref compared);
                    if (asText is ExtractRead.Read { Rejected.Count: > 0 })
                        Interlocked.Increment(ref rejected);
                },
                iter: Cases
            );
        Assert.True(compared > Cases / 4 && rejected > 0, $"{compared} were compared, {rejected} of them with rejections.");
    }

    /// <summary>The rows of a text; null when it is none, or its rows are not all as wide as its header.</summary>
    private static List<string[]>? RowsOf(byte[] bytes, MappingProfile profile)
    {
        if (FileText.Decode(bytes, profile.Form.Encoding) is not TextRead.Whole { Text: var text })
            return null;
        var rows = new List<string[]>();
        try
        {
            using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(text), CsvRows.Options(profile.Form.Delimiter));
            while (csv.Read())
                rows.Add(TableCells.All(csv));
        }
        catch (CsvFormatException)
        {
            return null;
        }
        return rows.Exists(r => r.Any(c => c.Contains('\0', StringComparison.Ordinal))) ? null : rows;
    }

    /// <summary>
    /// True for what is said of the form of a text, which a workbook has not, or in other words: separators, ends, lengths.
    /// </summary>
    private static bool IsAboutText(ExtractRead read)
    {
        string[] ofText =
        [
            "Table.last-row-short",
            "Table.no-header",
            "Table.lacks-column",
            "Table.ends-with-1a",
            "Table.second-bom",
            "Table.empty",
            "Table.cell-too-long",
        ];
        return read switch
        {
            ExtractRead.Read(_, var rejected, _, _) => rejected.Any(r => r.Remedy.Key == "Row.ragged"),
            ExtractRead.Refused(var reasons, var rejected) => reasons.Any(r => ofText.Contains(r.Key) || r.Key == "Table.other-separator")
                || rejected.Any(r => r.Remedy.Key == "Row.ragged"),
            _ => true,
        };
    }
}
