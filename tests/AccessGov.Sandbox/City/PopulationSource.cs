using System.Globalization;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>Workers by the million for benchmarks: ids ascend, equal parts are shared, nothing goes through a file.</summary>
/// <param name="staff">How many.</param>
/// <param name="seed">Same seed, same workers.</param>
/// <param name="moversPerTenThousand">Who changes office on 1 April; 500 = 5 %.</param>
public sealed class PopulationSource(int staff, ulong seed = 1, int moversPerTenThousand = 500)
{
    private const ulong Subject = 6;
    private static readonly DateOnly Since = new(2024, 4, 1);
    private static readonly IReadOnlyList<Employment> Employed = [new Employment(EmploymentKind.Regular, new DateSpan(Since, null))];
    private static readonly OrgUnit[] Units = [.. OrgUnits.All.Where(u => u.Regulars > 0)];
    private static readonly string[] Posts = ["主事", "主任", "主査", "係長"];

    // One list for everybody of the same office and post; a mover's list for every pair of offices.
    private readonly Dictionary<(int From, int To, int Post), IReadOnlyList<Posting>> _postings = [];
    private readonly string[] _names = MakeNames(seed);

    /// <summary>Everybody on 31 March.</summary>
    public IEnumerable<Worker> On331() => Workers(after: false);

    /// <summary>Everybody on 1 April; a mover has the old posting, closed, and the new one.</summary>
    public IEnumerable<Worker> On401() => Workers(after: true);

    private IEnumerable<Worker> Workers(bool after)
    {
        for (var i = 0; i < staff; i++)
        {
            var random = SplitMix.For(seed, Subject, i);
            var (from, post, name) = (random.Below(Units.Length), random.Below(Posts.Length), random.Below(_names.Length));
            var to = random.Chance(moversPerTenThousand) && after ? (from + 1 + random.Below(Units.Length - 1)) % Units.Length : from;
            var id = new EmployeeId((1_000_000 + i).ToString("D8", CultureInfo.InvariantCulture));
            // Movers stay with who employed them first: 任命権者 do not change in a benchmark.
            yield return new Worker(id, new SourceId(Units[from].Source), _names[name], Employed, Postings(from, to, post), []);
        }
    }

    private IReadOnlyList<Posting> Postings(int from, int to, int post)
    {
        if (_postings.TryGetValue((from, to, post), out var known))
            return known;
        Posting Held(int unit, DateOnly start, DateOnly? end) =>
            new(
                new SourceId(Units[from].Source),
                PostingKind.Primary,
                new OrgCode(Units[unit].Code),
                Posts[post],
                new DateSpan(start, end)
            );
        return _postings[(from, to, post)] =
            from == to ? [Held(from, Since, null)] : [Held(from, Since, CitySettings.OldYear), Held(to, CitySettings.NewYear, null)];
    }

    private static string[] MakeNames(ulong seed)
    {
        var random = SplitMix.For(seed, Subject, -1);
        return [.. Enumerable.Range(0, 500).Select(i => Names.Pick(ref random, i % 2 == 0).Kanji)];
    }
}
