using AccessGov.Core.Grants;

namespace AccessGov.Sandbox.City;

/// <summary>Attendance of the yearly security training.</summary>
internal static class Trainings
{
    private const ulong Subject = 5;

    /// <summary>96 % attended in the fiscal year that ends; newcomers attend on their first day.</summary>
    public static IEnumerable<TrainingFact> Of(Person person, ulong seed)
    {
        var random = SplitMix.For(seed, Subject, person.Index);
        if (!random.Chance(9600) && person.Index != Appointments.RescindedIndex)
            yield break;
        yield return new TrainingFact(
            person.After.Id,
            person.Before is null ? CitySettings.NewYear : new DateOnly(2025, 6, 1).AddDays(random.Below(270))
        );
        if (person.Renumbered is { } again)
            yield return new TrainingFact(again.Id, CitySettings.NewYear);
    }
}
