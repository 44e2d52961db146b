using AccessGov.Core.Kernel;

namespace AccessGov.Sandbox.City;

/// <summary>Rates per 10,000. 三条市 2019: 330 of 1,060 moved (31 %), 34 left (3.2 %); the rest is judgement.</summary>
internal static class Odds
{
    private static readonly (EmploymentKind Kind, int Rate)[] Kinds =
    [
        (EmploymentKind.Regular, 5000),
        (EmploymentKind.FiscalYear, 4200),
        (EmploymentKind.Reappointed, 300),
        (EmploymentKind.PartTime, 200),
        (EmploymentKind.Temporary, 200),
        (EmploymentKind.Contractor, 100),
    ];

    private static readonly (CityEvent Event, int Rate)[] Regular =
    [
        (CityEvent.Moves, 3100),
        (CityEvent.Leaves, 320),
        (CityEvent.IsPromoted, 200),
        (CityEvent.IsReappointed, 60),
        (CityEvent.GetsNewNumber, 40),
        (CityEvent.StepsDown, 80),
        (CityEvent.GoesOut, 80),
        (CityEvent.ComesBack, 60),
        (CityEvent.StartsLeave, 120),
        (CityEvent.EndsLeave, 100),
        (CityEvent.GainsPost, 100),
        (CityEvent.LosesPost, 100),
        (CityEvent.IsDismissed, 10),
        (CityEvent.Stays, 5630),
    ];

    private static readonly (CityEvent Event, int Rate)[] FiscalYear =
    [
        (CityEvent.RenewsByNewRow, 3500),
        (CityEvent.RenewsInPlace, 5150),
        (CityEvent.GetsNewNumber, 400),
        (CityEvent.TermEnds, 800),
        (CityEvent.RenewalIsLate, 150),
    ];

    private static readonly (CityEvent Event, int Rate)[] OtherTerms = [(CityEvent.RenewsInPlace, 8500), (CityEvent.TermEnds, 1500)];

    /// <summary>職員区分.</summary>
    public static EmploymentKind Kind(ref SplitMix random) => Draw(ref random, Kinds);

    /// <summary>What happens on 1 April.</summary>
    public static CityEvent Event(ref SplitMix random, EmploymentKind kind) =>
        kind switch
        {
            EmploymentKind.Regular => Draw(ref random, Regular),
            EmploymentKind.FiscalYear => Draw(ref random, FiscalYear),
            _ => Draw(ref random, OtherTerms),
        };

    private static T Draw<T>(ref SplitMix random, (T Value, int Rate)[] table)
    {
        var at = random.Below(10_000);
        foreach (var (value, rate) in table)
        {
            if (at < rate)
                return value;
            at -= rate;
        }
        return table[^1].Value;
    }
}
