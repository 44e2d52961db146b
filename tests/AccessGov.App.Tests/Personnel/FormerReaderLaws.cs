using System.Security.Cryptography;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Core.Personnel;
using CsCheck;

namespace AccessGov.App.Tests.Personnel;

/// <summary>Whatever is delivered, the reader that walks over a file says what the reader said that held all of it.</summary>
public class FormerReaderLaws
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var n) ? n : 200;

    [Fact]
    public void Both_readers_say_the_same_of_any_extract()
    {
        var (read, refused, told) = (0, 0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        var here = new Lock();
        Gen.Int[0, int.MaxValue - 1]
            .Sample(
                seed =>
                {
                    var extract = GeneratedExtract.Of(seed);
                    var former = FormerReader.ExtractReader.Read(extract.Bytes, extract.Profile, Delivery.AsOf);
                    var hash = Convert.ToHexStringLower(SHA256.HashData(extract.Bytes));
                    var now = ExtractReader.Read(extract.Bytes, hash, extract.Profile, Delivery.AsOf, seed % 5 == 0 ? 3 : 1000, true);
                    Assert.Equal(TextOf(former), TextOf(now));
                    lock (here)
                    {
                        if (now is not ExtractRead.Read whole)
                        {
                            refused++;
                            var reason = ((ExtractRead.Refused)now).Reasons[0];
                            Count(told, "refused: " + new string([.. reason.Where(c => !char.IsAsciiDigit(c)).Take(40)]));
                            return;
                        }
                        read++;
                        foreach (var notice in whole.Notices)
                            Count(told, NoticeCodes.Of(notice.Kind));
                        foreach (var row in whole.Rejected)
                            Count(told, "rejected");
                        Count(told, "workers", whole.Extract.Workers.Count);
                        Count(told, "of several postings", whole.Extract.Workers.Count(w => w.Postings.Count > 1));
                        Count(told, "guests", whole.Extract.GuestPostings.Count);
                        Count(told, "held back", whole.HeldBack.Count);
                    }
                },
                iter: Cases
            );
        TestContext.Current.SendDiagnosticMessage(
            $"{read} read, {refused} refused; {string.Join(", ", told.Select(t => $"{t.Value} {t.Key}"))}"
        );
        Assert.True(read > Cases / 4 && refused > 0, $"{read} files were read and {refused} refused.");
    }

    private static void Count(SortedDictionary<string, int> told, string what, int many = 1) =>
        told[what] = told.GetValueOrDefault(what) + many;

    private static string TextOf(ExtractRead read) =>
        read switch
        {
            ExtractRead.Refused(var reasons, var rejected) => string.Join('\n', reasons.Concat(rejected.Select(r => $"{r}"))),
            ExtractRead.Read(var extract, var rejected, var heldBack, var notices) => string.Join(
                '\n',
                [
                    $"{extract.Source} {extract.AsOf:O} {extract.ContentHash} {extract.RowsRead} {extract.RowsRejected}",
                    .. extract.Workers.Select(TextOf),
                    .. extract.GuestPostings.Select(g => $"{g}"),
                    .. rejected.Select(r => $"{r}"),
                    .. heldBack.Select(h => $"{h.Worker} {string.Join(' ', h.Rows)} {h.Reason} {h.AsksForStop}"),
                    .. notices.Select(n => $"{n}"),
                    DigestOf(extract),
                ]
            ),
            _ => throw new InvalidOperationException(read.GetType().Name),
        };

    private static string TextOf(Worker w) =>
        $"{w.Id} {w.Home} '{w.DisplayName}' {w.FormerId} '{w.FormerName}' {string.Join(' ', w.Employments)} {string.Join(' ', w.Postings)} "
        + string.Join(' ', w.Leaves);

    private static string DigestOf(SourceExtract extract) =>
        HrIntake.Judge(extract with { RowsRejected = 0 }, null, Sample.Policy.Limits) is HrReading.Accepted(var snapshot, _)
            ? snapshot.Digest
            : "";
}
