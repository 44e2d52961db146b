using System.Globalization;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>Appoints the people of one city one after the other; the heads of units go to who comes first.</summary>
internal sealed class Appointments(CitySettings settings)
{
    /// <summary>This person moves in every city, so that his order can be taken back.</summary>
    public const int RescindedIndex = 3;

    private const int DismissedIndex = 4;
    private const int MostLate = 4;
    private const ulong Life = 1,
        Name = 2;

    private static readonly (string Post, string Unit)[] Special = [("市長", "010000"), ("副市長", "010000"), ("教育長", "500000")];

    private readonly HashSet<string> _headed = [];
    private int _renumbered,
        _late;

    private int Width { get; } = settings.Staff < 400_000 ? 6 : 7;

    /// <summary>Somebody who serves on 31 March, and what 1 April means for him.</summary>
    public Person InService(int index)
    {
        var random = SplitMix.For(settings.Seed, Life, index);
        if (index < Special.Length)
            return Elected(index, ref random);
        var kind = index is RescindedIndex or DismissedIndex ? EmploymentKind.Regular : Odds.Kind(ref random);
        var what = index switch
        {
            RescindedIndex => CityEvent.Moves,
            DismissedIndex => CityEvent.IsDismissed,
            _ => Odds.Event(ref random, kind),
        };
        // A city forgets a handful at most, whatever its size: more than that and HR delivers the list in time.
        if (what == CityEvent.RenewalIsLate && _late++ >= MostLate)
            what = CityEvent.RenewsInPlace;
        var isRegular = kind is EmploymentKind.Regular or EmploymentKind.Reappointed;
        var unit = index == RescindedIndex ? Offices.Of("020120") : Offices.Pick(ref random, isRegular);
        var isHead = kind == EmploymentKind.Regular && index > DismissedIndex && what != CityEvent.ComesBack && _headed.Add(unit.Code);
        var (born, isFemale, name, kana) = Identity(
            index,
            ref random,
            Age(ref random, kind, what, isHead),
            kind == EmploymentKind.FiscalYear
        );
        var hired = Careers.HiredOn(ref random, kind, born);
        var post =
            isHead ? Posts.HeadOf(unit)
            : what == CityEvent.StepsDown ? "参事"
            : Posts.Ordinary(ref random, kind, unit, 2026 - born.Year);
        var worker = Careers.Begin(
            ref random,
            new Worker(
                Number(index),
                new SourceId(unit.Source),
                name,
                [new Employment(kind, new DateSpan(hired, Careers.EndsOn(kind, what)))],
                [],
                []
            ),
            unit,
            post,
            what
        );
        var again = what == CityEvent.GetsNewNumber ? Number(settings.Staff + settings.Staff / 10 + 10 + _renumbered++) : (EmployeeId?)null;
        var (before, after, renumbered) = FirstOfApril.Apply(ref random, worker, unit, what, again, index == RescindedIndex);
        return new Person(index, kana, born, isFemale, what, before, after, renumbered);
    }

    /// <summary>Somebody who joins on 1 April.</summary>
    public Person Joining(int index, EmploymentKind kind)
    {
        var random = SplitMix.For(settings.Seed, Life, index);
        var unit = Offices.Pick(ref random, kind == EmploymentKind.Regular);
        while (unit.IsDepartment)
            unit = Offices.Pick(ref random, kind == EmploymentKind.Regular);
        var age = kind == EmploymentKind.Regular ? 22 + random.Below(8) : 25 + random.Below(35);
        var (born, isFemale, name, kana) = Identity(index, ref random, age, mayShare: false);
        var source = new SourceId(unit.Source);
        var worker = new Worker(
            Number(index),
            source,
            name,
            [new Employment(kind, new DateSpan(CitySettings.NewYear, kind == EmploymentKind.Regular ? null : CitySettings.NextEnd))],
            [
                new Posting(
                    source,
                    PostingKind.Primary,
                    new OrgCode(unit.Code),
                    Posts.Ordinary(ref random, kind, unit, age),
                    new DateSpan(CitySettings.NewYear, null)
                ),
            ],
            []
        );
        return new Person(index, kana, born, isFemale, CityEvent.Joins, null, worker);
    }

    private Person Elected(int index, ref SplitMix random)
    {
        var (post, code) = Special[index];
        var (born, isFemale, name, kana) = Identity(index, ref random, 55 + random.Below(12), mayShare: false);
        var source = new SourceId(Offices.Of(code).Source);
        var since = new DateOnly(2024, 1, 26).AddDays(random.Below(300));
        var worker = new Worker(
            Number(index),
            source,
            name,
            [new Employment(EmploymentKind.SpecialService, new DateSpan(since, since.AddYears(4).AddDays(-1)))],
            [new Posting(source, PostingKind.Primary, new OrgCode(code), post, new DateSpan(since, null))],
            []
        );
        return new Person(index, kana, born, isFemale, CityEvent.Stays, worker, worker);
    }

    private (DateOnly Born, bool IsFemale, string Name, string Kana) Identity(int index, ref SplitMix random, int age, bool mayShare)
    {
        // 1 % of part-time people hold two posts of two bodies under two numbers, and nothing but the name shows it.
        var sameAs = mayShare && random.Chance(100) ? index - 1 : index;
        var named = SplitMix.For(settings.Seed, Name, sameAs);
        var isFemale = named.Chance(5200);
        var (name, kana) = Names.Pick(ref named, isFemale);
        return (new DateOnly(2025 - age, 4, 2).AddDays(named.Below(364)), isFemale, name, kana);
    }

    private static int Age(ref SplitMix random, EmploymentKind kind, CityEvent what, bool isHead) =>
        (kind, what) switch
        {
            (EmploymentKind.Regular, CityEvent.IsReappointed or CityEvent.GetsNewNumber or CityEvent.StepsDown) => 60,
            (EmploymentKind.Regular, CityEvent.Leaves) => isHead || random.Chance(5000) ? 60 : 24 + random.Below(30),
            (EmploymentKind.Regular, _) => isHead ? 50 + random.Below(10) : 23 + random.Below(33),
            (EmploymentKind.Reappointed, _) => 61 + random.Below(4),
            _ => 22 + random.Below(45),
        };

    // Numbers begin with zeros on purpose: spreadsheets lose them.
    private EmployeeId Number(int index) => new((1001 + index).ToString(CultureInfo.InvariantCulture).PadLeft(Width, '0'));
}
