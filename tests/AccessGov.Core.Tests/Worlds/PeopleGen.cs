using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>Random personnel records around 1 April.</summary>
internal static class PeopleGen
{
    /// <summary>Days near the edges that matter: today, 年度末, overlaps, retentions.</summary>
    public static readonly Gen<DateOnly> Day = Gen.Frequency(
            (3, Gen.Int[-25, 45]),
            (2, Gen.OneOf(-1, 0, -366, -365)),
            (1, Gen.Int[-800, 400])
        )
        .Select(offset => Names.FirstOfApril.AddDays(offset));

    public static readonly Gen<DateSpan> Span = Gen.Select(
            Gen.Frequency((3, Gen.Int[-900, -30]), (2, Gen.Int[-30, 40])),
            Gen.Frequency((2, Gen.Const(false)), (3, Gen.Const(true))),
            Day
        )
        .Select(
            (from, open, until) =>
            {
                var start = Names.FirstOfApril.AddDays(from);
                return new DateSpan(
                    start,
                    open ? null
                        : until < start ? start
                        : until
                );
            }
        );

    private static readonly Gen<OrgCode> Org = Gen.Frequency((14, Gen.OneOf(Names.Orgs)), (1, Gen.Const(Names.UnknownOrg)));

    private static readonly Gen<Employment> Employment = Gen.Select(
            Gen.OneOf(Enum.GetValues<EmploymentKind>()),
            Span,
            Gen.Frequency((15, Gen.Const(false)), (1, Gen.Const(true)))
        )
        .Select((kind, days, atOnce) => new Employment(kind, days, atOnce));

    private static readonly Gen<Leave> Leave = Gen.Select(Gen.OneOf(Enum.GetValues<LeaveKind>()), Span)
        .Select((kind, days) => new Leave(kind, days));

    public static Gen<Posting> Posting(SourceId source) =>
        Gen.Select(
                Gen.Frequency((3, Gen.Const(PostingKind.Primary)), (2, Gen.OneOf(Enum.GetValues<PostingKind>()))),
                Org,
                Gen.OneOf(Names.Posts),
                Span
            )
            .Select((kind, org, post, days) => new Posting(source, kind, org, post, days));

    public static Gen<Worker> Worker(EmployeeId id, SourceId home) =>
        Gen.Select(
                Employment.Array[0, 3],
                Posting(home).Array[0, 4],
                Gen.Frequency((5, Leave.Array[0]), (1, Leave.Array[1, 2])),
                Gen.Frequency((9, Gen.Const(-1)), (2, Gen.Int[0, 9])),
                Gen.OneOf("市川", "髙橋")
            )
            .Select(
                (terms, postings, leaves, former, name) =>
                    new Worker(
                        id,
                        home,
                        name,
                        terms,
                        postings,
                        leaves,
                        former < 0 || Names.People[former] == id ? null : Names.People[former]
                    )
            );

    private static Gen<GuestPosting> Guest(OrgChart chart, SourceId source) =>
        Gen.Select(Gen.OneOf(Names.People), Posting(source), Gen.Int[0, 9])
            .Select(
                (who, posting, n) =>
                {
                    var own = chart.Units.Where(u => u.Source == source).ToArray();
                    var org = own.Length == 0 || n == 0 ? posting.Org : own[n % own.Length].Code;
                    return new GuestPosting(who, posting with { Kind = PostingKind.CrossAppointed, Org = org });
                }
            );

    /// <summary>Which source employs whom: mostly one, sometimes nobody, sometimes two.</summary>
    private static readonly Gen<int[]> Homes = Gen.Frequency((1, Gen.Const(0)), (6, Gen.OneOf(1, 2, 4)), (1, Gen.OneOf(3, 5, 6))).Array[
        Names.People.Length
    ];

    private static Gen<SourceExtract> Extract(OrgChart chart, int source, int[] homes)
    {
        var id = Names.Sources[source];
        var workers = Names
            .People.Where((_, i) => (homes[i] & (1 << source)) != 0)
            .Append(new EmployeeId($"X{source}"))
            .Select(p => Worker(p, id))
            .ToArray();
        return Gen.Select(All(workers), Guest(chart, id).Array[0, 3])
            .Select(
                (people, guests) =>
                    new SourceExtract(
                        id,
                        Names.FirstOfApril,
                        $"delivery-{source}",
                        people,
                        [.. guests.Where(g => !people.Any(p => p.Id == g.Worker))],
                        people.Length,
                        0
                    )
            );
    }

    public static Gen<SourceExtract[]> Extracts(OrgChart chart) =>
        Homes.SelectMany(homes => All([.. Enumerable.Range(0, Names.Sources.Length).Select(s => Extract(chart, s, homes))]));

    /// <summary>One value of each generator.</summary>
    public static Gen<T[]> All<T>(IReadOnlyList<Gen<T>> each) =>
        each.Aggregate(Gen.Const(Array.Empty<T>()), (all, one) => Gen.Select(all, one).Select((some, next) => some.Append(next).ToArray()));
}
