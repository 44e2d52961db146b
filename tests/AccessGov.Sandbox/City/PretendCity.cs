using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>A pretend city around 1 April 2026. Every enumeration starts afresh and streams.</summary>
public sealed class PretendCity
{
    /// <summary>The city of these settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The staff is outside of 30 to 1,000,000.</exception>
    public PretendCity(CitySettings settings)
    {
        if (settings.Staff is < CitySettings.Fewest or > CitySettings.Most)
            throw new ArgumentOutOfRangeException(
                nameof(settings),
                settings.Staff,
                $"A city has {CitySettings.Fewest} to {CitySettings.Most} staff."
            );
        Settings = settings;
    }

    /// <summary>What makes this city.</summary>
    public CitySettings Settings { get; }

    /// <summary>Everybody: in service on 31 March, then who joins on 1 April. Ids ascend, except new numbers.</summary>
    public IEnumerable<Person> People()
    {
        var appointments = new Appointments(Settings);
        for (var i = 0; i < Settings.Staff; i++)
            yield return appointments.InService(i);
        // 三条市 2019: 21 joiners for 1,060 (2 %); 会計年度任用 newly appointed replace those whose term ended.
        var regulars = Math.Max(1, Settings.Staff * 125 / 10_000);
        var others = Math.Max(1, Settings.Staff * 340 / 10_000);
        for (var i = 0; i < regulars + others; i++)
            yield return appointments.Joining(Settings.Staff + i, i < regulars ? EmploymentKind.Regular : EmploymentKind.FiscalYear);
    }

    /// <summary>What a perfect reader of the 3/31 extracts knows.</summary>
    public IEnumerable<Worker> WorkersOn331 => People().Where(p => p.Before is not null).Select(p => p.Before!.Canonical());

    /// <summary>What a perfect reader of the 4/1 extracts knows.</summary>
    public IEnumerable<Worker> WorkersOn401 =>
        People().SelectMany(p => p.Renumbered is { } again ? new[] { p.After, again } : [p.After]).Select(w => w.Canonical());

    /// <summary>Who was to move, and whose order is then taken back: moves out of 市民課戸籍係.</summary>
    public Person Rescinded => People().ElementAt(Appointments.RescindedIndex);

    /// <summary>The 内示・発令 list. Late renewals are not on it: nobody knew.</summary>
    public IEnumerable<AnnouncedLine> Announced() => People().SelectMany(AnnouncedLine.Of);

    /// <summary>What keys.csv tells.</summary>
    public IEnumerable<KeyFact> KeyFacts() => People().SelectMany(p => Keys.Of(p, Settings.Seed));

    /// <summary>What training.csv tells.</summary>
    public IEnumerable<TrainingFact> TrainingFacts() => People().SelectMany(p => Trainings.Of(p, Settings.Seed));

    /// <summary>Contracts of 委託事業者, as the 4/1 records have their terms.</summary>
    public IEnumerable<ContractFact> ContractFacts() =>
        People()
            .Where(p => p.After.Employments[0].Kind == EmploymentKind.Contractor)
            .Select(p => new ContractFact(p.After.Id, p.After.Employments[^1].Days));
}
