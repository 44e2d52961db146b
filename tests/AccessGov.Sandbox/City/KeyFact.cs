using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>One security key.</summary>
/// <param name="Worker">職員番号.</param>
/// <param name="EnrolledOn">登録日.</param>
/// <param name="RevokedOn">失効日; null while valid.</param>
public sealed record KeyFact(EmployeeId Worker, DateOnly EnrolledOn, DateOnly? RevokedOn)
{
    private const ulong Subject = 4;

    /// <summary>The keys of a person: 85 % of those who serve, or will serve, in a My Number office have one.</summary>
    public static IEnumerable<KeyFact> Of(Person person, ulong seed)
    {
        var random = SplitMix.For(seed, Subject, person.Index);
        var worker = person.Renumbered ?? person.After;
        var serves = person.Before is { } before
            ? before.Postings.Concat(person.After.Postings).Concat(worker.Postings)
            : worker.Postings;
        // The person whose order is taken back must not depend on a key.
        var always = person.Index == Appointments.RescindedIndex;
        if (!serves.Any(p => Offices.Of(p.Org.Value).IsMyNumber) || (!random.Chance(8500) && !always)) yield break;
        var on = person.Before is null ? CitySettings.NewYear : new DateOnly(2025, 5, 1).AddDays(random.Below(300));
        // 2 % lost the first key and have a second.
        if (person.Before is not null && random.Chance(200))
        {
            var lost = new KeyFact(person.Before.Id, on, on.AddDays(20));
            yield return lost;
            on = lost.RevokedOn!.Value;
        }
        yield return new KeyFact(person.Before?.Id ?? worker.Id, on, null);
        if (person.Renumbered is { } again) yield return new KeyFact(again.Id, CitySettings.NewYear, null);
    }
}
