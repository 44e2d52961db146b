using System.Security.Cryptography;
using AccessGov.App.Personnel.Reading;
using AccessGov.Core.Personnel;
using CsCheck;

namespace AccessGov.App.Tests.Personnel;

/// <summary>Whatever is delivered, a row of which there is nothing to say says at the first look what a close look finds in it.</summary>
public class ExtractLaws
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var n) ? n : 200;

    [Fact]
    public void A_first_look_finds_what_a_close_look_finds()
    {
        var (read, refused) = (0, 0);
        Gen.Int[0, int.MaxValue - 1]
            .Sample(
                seed =>
                {
                    var extract = GeneratedExtract.Of(seed);
                    var file = new MemoryStream(extract.Bytes, writable: false);
                    var (close, hash) = ExtractReader.Read(file, extract.Profile, Delivery.AsOf, 1000, 0, isPlainEnough: false);
                    Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(extract.Bytes)), hash);
                    // Few rows at once; with room for all of them, for some, for none.
                    var (most, kept) = (seed % 5 == 0 ? 3 : 1000, seed % 3 * 500);
                    var (first, same) = ExtractReader.Read(file, extract.Profile, Delivery.AsOf, most, kept, isPlainEnough: true);
                    Assert.Equal(hash, same);
                    Assert.Equal(TextOf(close), TextOf(first));
                    if (first is not ExtractRead.Read whole)
                    {
                        Interlocked.Increment(ref refused);
                        Assert.NotEmpty(((ExtractRead.Refused)first).Reasons);
                        return;
                    }
                    Interlocked.Increment(ref read);
                    var numbers = whole.Extract.Workers.Select(w => w.Id).ToArray();
                    Assert.Equal(numbers.Order().Distinct(), numbers);
                    Assert.Empty(numbers.Intersect(whole.HeldBack.Select(h => h.Worker)));
                    Assert.Equal(whole.Extract.RowsRejected, whole.HeldBack.Sum(h => h.Rows.Count));
                },
                iter: Cases
            );
        Assert.True(read > Cases / 5 && refused > 0, $"{read} files were read and {refused} refused.");
    }

    /// <summary>All of what a file says, to be compared.</summary>
    internal static string TextOf(ExtractRead read, bool hasHash = true) =>
        read switch
        {
            ExtractRead.Refused(var reasons, var rejected) => string.Join(
                '\n',
                reasons.Select(r => $"{r}").Concat(rejected.Select(r => $"{r}"))
            ),
            ExtractRead.Read read_ when !hasHash => TextOf(read_ with { Extract = read_.Extract with { ContentHash = "" } }),
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
