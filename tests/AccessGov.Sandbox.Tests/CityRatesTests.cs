using AccessGov.Core.Kernel;
using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class CityRatesTests
{
    public static TheoryData<ulong> Seeds => [1, 2, 3, 4, 5, 6];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_city_of_900_has_the_staff_of_a_Japanese_city(ulong seed)
    {
        var people = new PretendCity(new CitySettings(900, seed)).People().Where(p => p.Before is not null).ToList();
        Assert.Equal(900, people.Count);
        InRange(0.44, 0.56, people.Count(p => Kind(p) == EmploymentKind.Regular), 900);
        InRange(0.36, 0.48, people.Count(p => Kind(p) == EmploymentKind.FiscalYear), 900);
        Assert.Equal(3, people.Count(p => Kind(p) == EmploymentKind.SpecialService));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_third_of_the_regular_staff_moves_on_1_April_and_few_leave(ulong seed)
    {
        var people = new PretendCity(new CitySettings(900, seed)).People().ToList();
        var regulars = people.Where(p => p.Before is not null && Kind(p) == EmploymentKind.Regular).ToList();
        InRange(0.24, 0.38, regulars.Count(p => p.Event == CityEvent.Moves), regulars.Count);
        InRange(0.005, 0.07, regulars.Count(p => p.Event == CityEvent.Leaves), regulars.Count);
        InRange(0.02, 0.03, people.Count(p => p.Event == CityEvent.Joins && Kind(p) == EmploymentKind.Regular), regulars.Count);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_third_of_the_fiscal_year_staff_ends_on_one_row_and_goes_on_with_another(ulong seed)
    {
        var people = new PretendCity(new CitySettings(900, seed))
            .People()
            .Where(p => p.Before is not null && Kind(p) == EmploymentKind.FiscalYear)
            .ToList();
        InRange(0.27, 0.43, people.Count(p => p.Event == CityEvent.RenewsByNewRow), people.Count);
        InRange(0.04, 0.13, people.Count(p => p.Event == CityEvent.TermEnds), people.Count);
        Assert.Contains(people, p => p.Event == CityEvent.GetsNewNumber);
        Assert.Contains(people, p => p.Event == CityEvent.RenewalIsLate);
        Assert.All(people, p => Assert.Equal(CitySettings.OldYear, p.Before!.Employments[0].Days.Until));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void About_85_percent_of_the_My_Number_offices_hold_a_valid_key(ulong seed)
    {
        var city = new PretendCity(new CitySettings(900, seed));
        var people = city.People().Where(p => p.Before is not null).ToList();
        var valid = city.KeyFacts().Where(k => k.Days.Until is null).Select(k => k.Worker).ToList();
        var codes = OrgUnits.All.Where(u => u.IsMyNumber).Select(u => u.Code).ToHashSet();
        var bound = people.Where(p => p.Before!.Postings.Any(x => codes.Contains(x.Org.Value))).ToList();
        InRange(0.79, 0.91, bound.Count(p => valid.Contains(p.After.Id)), bound.Count);
        Assert.Equal(valid.Count, valid.Distinct().Count());
    }

    [Fact]
    public void Every_event_of_1_April_happens_in_a_city_of_5000()
    {
        var seen = new PretendCity(new CitySettings(5000, 3)).People().Select(p => p.Event).ToHashSet();
        Assert.Equal(Enum.GetValues<CityEvent>().ToHashSet(), seen);
    }

    private static EmploymentKind Kind(Person person) => (person.Before ?? person.After).Employments[0].Kind;

    private static void InRange(double low, double high, int part, int whole) => Assert.InRange((double)part / whole, low, high);
}
