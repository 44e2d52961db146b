using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class CityTruthTests
{
    private static readonly HashSet<string> Codes = [.. OrgUnits.All.Select(u => u.Code)];

    public static TheoryData<int, ulong> Cities =>
        new()
        {
            { 30, 1 },
            { 30, 9 },
            { 900, 1 },
            { 900, 2 },
            { 4000, 5 },
        };

    [Theory]
    [MemberData(nameof(Cities))]
    public void Numbers_are_unique_and_every_office_exists(int staff, ulong seed)
    {
        var workers = new PretendCity(new CitySettings(staff, seed)).WorkersOn401.ToList();
        Assert.Equal(workers.Count, workers.Select(w => w.Id).Distinct().Count());
        Assert.All(workers, w => Assert.True(EmployeeId.TryParse(w.Id.Value, out _) && w.Id.Value.Length == 6));
        Assert.All(workers.SelectMany(w => w.Postings), p => Assert.Contains(p.Org.Value, Codes));
        var ids = workers.Select(w => w.Id).ToHashSet();
        Assert.All(workers.Where(w => w.FormerId is not null), w => Assert.Contains(w.FormerId!.Value, ids));
    }

    [Theory]
    [MemberData(nameof(Cities))]
    public void Who_is_employed_has_exactly_one_main_posting_and_who_left_has_none(int staff, ulong seed)
    {
        var city = new PretendCity(new CitySettings(staff, seed));
        Assert.All(city.WorkersOn331, w => Assert.Equal(1, Mains(w, CitySettings.OldYear)));
        Assert.All(
            city.WorkersOn401,
            w => Assert.Equal(w.Employments.Any(e => e.Days.Covers(CitySettings.NewYear)) ? 1 : 0, Mains(w, CitySettings.NewYear))
        );
    }

    [Theory]
    [MemberData(nameof(Cities))]
    public void Nothing_ends_before_it_begins(int staff, ulong seed)
    {
        foreach (var worker in new PretendCity(new CitySettings(staff, seed)).WorkersOn401)
        {
            Assert.All(
                worker
                    .Employments.Select(e => e.Days)
                    .Concat(worker.Postings.Select(p => p.Days))
                    .Concat(worker.Leaves.Select(l => l.Days)),
                days => Assert.True(days.Until is null || days.From <= days.Until, $"{worker.Id} {days}")
            );
            Assert.All(
                worker.Postings,
                p => Assert.True(p.Days.From >= worker.Employments[0].Days.From, $"{worker.Id} serves before 採用")
            );
        }
    }

    [Theory]
    [MemberData(nameof(Cities))]
    public void Every_event_that_takes_access_is_announced_except_a_late_renewal(int staff, ulong seed)
    {
        var city = new PretendCity(new CitySettings(staff, seed));
        var announced = city.Announced().Select(a => a.Id).ToHashSet();
        foreach (var person in city.People())
        {
            var changes =
                person.Event is not (CityEvent.Stays or CityEvent.RenewsByNewRow or CityEvent.RenewsInPlace or CityEvent.RenewalIsLate);
            if (changes)
                Assert.Contains(person.After.Id, announced);
            if (person.Event == CityEvent.RenewalIsLate)
                Assert.DoesNotContain(person.After.Id, announced);
        }
    }

    [Theory]
    [MemberData(nameof(Cities))]
    public void Whatever_is_announced_is_true_in_the_records_of_1_April(int staff, ulong seed)
    {
        var city = new PretendCity(new CitySettings(staff, seed));
        var workers = city.WorkersOn401.ToDictionary(w => w.Id);
        Assert.All(city.Announced(), line => Assert.True(Shows(workers[line.Id], line), line.ToString()));
    }

    [Theory]
    [MemberData(nameof(Cities))]
    public void The_order_that_is_taken_back_moves_one_plain_person_between_My_Number_offices(int staff, ulong seed)
    {
        var city = new PretendCity(new CitySettings(staff, seed));
        var rescinded = city.Rescinded;
        Assert.Equal("020120", Person.MainPosting(rescinded.Before, CitySettings.OldYear)!.Org.Value);
        Assert.Equal("010400", Person.MainPosting(rescinded.After, CitySettings.NewYear)!.Org.Value);
        Assert.Contains(city.KeyFacts(), k => k.Worker == rescinded.After.Id && k.Days.Until is null);
    }

    [Fact]
    public void Strays_stay_where_they_are_and_are_strangers_to_the_office_whose_rights_they_have()
    {
        var city = new PretendCity(new CitySettings(900, 1));
        var seed = CitySeed.Of(city);
        Assert.Equal(3, seed.Accounts.Count(a => a.Kind == SeedAccountKind.Orphan));
        Assert.Single(seed.Accounts, a => a.Kind == SeedAccountKind.BreakGlass);
        Assert.Single(seed.Accounts, a => a.Kind == SeedAccountKind.Service);
        Assert.Equal(2, seed.Strays.Count);
        var people = city.People().ToDictionary(p => p.After.Id);
        Assert.All(seed.Strays, s => Assert.Equal(CityEvent.Stays, people[s.Worker].Event));
        Assert.All(seed.Strays, s => Assert.DoesNotContain(people[s.Worker].After.Postings, p => p.Org == s.AsIfAt));
        Assert.DoesNotContain(seed.Accounts, a => a.EmployeeId is { } id && people.ContainsKey(id));
    }

    private static bool Shows(Worker worker, AnnouncedLine line) =>
        line.Word switch
        {
            "採用" or "再任用" => worker.Employments.Any(e => e.Days.From == line.On) && IsAt(worker, line),
            "退職" or "任期満了" or "免職" => worker.Employments.Any(e => e.Days.Until == line.On),
            "休職" or "育児休業" => worker.Leaves.Any(l => l.Days.From == line.On),
            "復職" => worker.Leaves.Any(l => l.Days.Until == line.On.AddDays(-1)),
            "兼務解除" => IsAt(worker, line) && worker.Postings.Any(p => p.Org == line.From && p.Days.Until == line.On.AddDays(-1)),
            _ => IsAt(worker, line) && worker.Postings.Any(p => p.Org == line.To && p.Days.From == line.On && p.Post == line.Post),
        };

    private static bool IsAt(Worker worker, AnnouncedLine line) => worker.Postings.Any(p => p.Org == line.To && p.Days.Covers(line.On));

    private static int Mains(Worker worker, DateOnly on) =>
        worker.Postings.Count(p => p.Kind is PostingKind.Primary or PostingKind.Seconded or PostingKind.Dispatched && p.Days.Covers(on));
}
