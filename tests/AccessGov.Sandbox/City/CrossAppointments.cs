using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>併任: small committees are served by people of other offices, and so are counters of other bodies.</summary>
internal static class CrossAppointments
{
    private static readonly (string From, string At, string Post, int Rate)[] Habits =
    [
        ("010100", "090100", "書記", 6000),
        ("010100", "090400", "書記", 1000),
        ("010300", "090200", "書記補助", 1500),
        ("010400", "090500", "書記", 1500),
        ("050200", "090300", "主事", 2500),
        ("030300", "500100", "主査", 1500),
        ("010700", "600300", "主査", 3000),
        ("070100", "700100", "企業出納員", 2500),
        ("600100", "010700", "主査", 3000),
        ("700100", "070100", "出納員", 2000),
        ("500200", "020400", "主査", 1500),
    ];

    /// <summary>Postings that somebody of this unit holds elsewhere from a day on; the source of the other unit tells them.</summary>
    public static IEnumerable<Posting> For(SplitMix random, string unit, DateOnly from)
    {
        foreach (var (own, at, post, rate) in Habits)
            if (own == unit && random.Chance(rate))
                yield return new(
                    new SourceId(Offices.Of(at).Source),
                    PostingKind.CrossAppointed,
                    new OrgCode(at),
                    post,
                    new DateSpan(from, null)
                );
    }
}
