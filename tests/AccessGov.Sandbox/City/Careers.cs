using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>What lies before 31 March: terms, posts and absences.</summary>
internal static class Careers
{
    /// <summary>採用年月日.</summary>
    public static DateOnly HiredOn(ref SplitMix random, EmploymentKind kind, DateOnly born) =>
        kind switch
        {
            EmploymentKind.Regular => new DateOnly(Math.Min(2025, born.Year + 23 + random.Below(5)), 4, 1),
            EmploymentKind.FiscalYear => new DateOnly(2020 + random.Below(6), random.Chance(8000) ? 4 : 7, 1),
            EmploymentKind.Contractor => new DateOnly(2023 + random.Below(3), 4, 1),
            _ => new DateOnly(2022 + random.Below(4), 4, 1),
        };

    /// <summary>退職年月日 as the 3/31 file has it: null for who has no term.</summary>
    public static DateOnly? EndsOn(EmploymentKind kind, CityEvent what) =>
        (kind, what) switch
        {
            (EmploymentKind.Regular, CityEvent.Leaves or CityEvent.IsReappointed or CityEvent.GetsNewNumber) => CitySettings.OldYear,
            (EmploymentKind.Regular, _) => null,
            _ => CitySettings.OldYear,
        };

    /// <summary>Gives a worker the postings and absences of 31 March.</summary>
    public static Worker Begin(ref SplitMix random, Worker worker, OrgUnit unit, string post, CityEvent what)
    {
        var hired = worker.Employments[0].Days.From;
        var since = new DateOnly(2020 + random.Below(6), random.Chance(8500) ? 4 : 10, 1);
        if (since < hired)
            since = hired;
        if (what == CityEvent.ComesBack)
        {
            var away = random.Chance(7000) ? PostingKind.Seconded : PostingKind.Dispatched;
            return worker with { Postings = [Post(away, Offices.Outside(unit.Source), post, since)] };
        }
        List<Posting> postings = [Post(PostingKind.Primary, unit, post, since)];
        if (worker.Employments[0].Kind == EmploymentKind.Regular)
            postings.AddRange(CrossAppointments.For(random, unit.Code, since));
        // Regulars hold 兼務 in 3 %, of whom a few heads act for another unit; part-timers serve in two offices in 2 %.
        if (what == CityEvent.LosesPost || random.Chance(worker.Employments[0].Kind == EmploymentKind.Regular ? 300 : 200))
            postings.Add(Side(ref random, unit, post, since));
        return worker with { Postings = postings, Leaves = Absences(ref random, what, worker.Employments[0].Kind, hired) };
    }

    /// <summary>A 兼務 in another unit of the same source, or 事務取扱 for a head.</summary>
    public static Posting Side(ref SplitMix random, OrgUnit unit, string post, DateOnly from)
    {
        var other = Offices.PickOther(ref random, unit, isRegular: true);
        return Posts.IsManagement(post)
            ? Post(PostingKind.ActingDuty, other, Posts.HeadOf(other), from)
            : Post(PostingKind.Concurrent, other, post, from);
    }

    /// <summary>A posting told by the unit's own source, end unknown.</summary>
    public static Posting Post(PostingKind kind, OrgUnit unit, string post, DateOnly from) =>
        new(new SourceId(unit.Source), kind, new OrgCode(unit.Code), post, new DateSpan(from, null));

    private static IReadOnlyList<Leave> Absences(ref SplitMix random, CityEvent what, EmploymentKind kind, DateOnly hired)
    {
        var from = new DateOnly(2025, 5 + random.Below(8), 1);
        if (from < hired)
            from = hired;
        if (what == CityEvent.EndsLeave)
            return [new Leave(random.Chance(8000) ? LeaveKind.Childcare : LeaveKind.Suspension, new DateSpan(from, CitySettings.OldYear))];
        // 休職 and 育休 that last beyond 1 April.
        if (kind == EmploymentKind.Regular && what == CityEvent.Stays && random.Chance(200))
            return
            [
                new Leave(
                    random.Pick([LeaveKind.Childcare, LeaveKind.Childcare, LeaveKind.Suspension, LeaveKind.Other]),
                    new DateSpan(from, random.Chance(7000) ? CitySettings.NextEnd : null)
                ),
            ];
        return [];
    }
}
