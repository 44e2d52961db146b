using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>Security keys that were handed out before enrolment came into the product.</summary>
internal static class Keys
{
    private const ulong Subject = 4;

    /// <summary>The keys of a person: 85 % of those who serve, or will serve, in a My Number office have one.</summary>
    public static IEnumerable<KeyFact> Of(Person person, ulong seed)
    {
        var random = SplitMix.For(seed, Subject, person.Index);
        // The person whose order is taken back must not depend on luck.
        var isGiven = random.Chance(8500) || person.Index == Appointments.RescindedIndex;
        if (!isGiven || !Serves(person).Any(p => Offices.Of(p.Org.Value).IsMyNumber))
            yield break;
        var on = person.Before is null ? CitySettings.NewYear : new DateOnly(2025, 5, 1).AddDays(random.Below(300));
        // 2 % lost the first key and have a second.
        if (person.Before is not null && random.Chance(200))
        {
            yield return new KeyFact(person.After.Id, new DateSpan(on, on.AddDays(20)));
            on = on.AddDays(21);
        }
        yield return new KeyFact(person.After.Id, new DateSpan(on, null));
        if (person.Renumbered is { } again)
            yield return new KeyFact(again.Id, new DateSpan(CitySettings.NewYear, null));
    }

    private static IEnumerable<Posting> Serves(Person person) =>
        (person.Before?.Postings ?? []).Concat(person.After.Postings).Concat(person.Renumbered?.Postings ?? []);
}
