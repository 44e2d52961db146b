using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>The terms of employment of plain rows; one object for all who were taken on in the same way on the same day.</summary>
internal sealed class PlainTerms(MappingProfile profile, DateOnly asOf, PlainCells cells)
{
    private readonly PlainCells.Column<WordCell<EmploymentKind>> kinds = cells.Words(ExtractColumn.EmploymentKind, profile.EmploymentKinds);
    private readonly PlainCells.Column<DayCell> begins = cells.Days(ExtractColumn.HiredOn);
    private readonly PlainCells.Column<DayCell> ends = cells.Days(ExtractColumn.EndsOn);
    private readonly PlainCells.Column<WordCell<bool>> stops = cells.Words(ExtractColumn.EndsAtOnce, profile.Stops);
    private readonly PlainCells.Column<WordCell<Standing>> standings = cells.Words(ExtractColumn.Status, profile.Standings);
    private readonly SharedFacts<SharedTerm> known = new();

    /// <summary>Reads the term of a worker whom the source employs.</summary>
    /// <param name="csv">Stands on the row.</param>
    /// <param name="term">The term.</param>
    /// <returns>False when the row must be looked at closely.</returns>
    public bool TryRead(CsvReader csv, out SharedTerm term)
    {
        term = null!;
        var standing = profile.Standings.Count > 0 ? standings.In(csv).Meaning : null;
        var stop = stops.In(csv);
        if (
            (profile.Standings.Count > 0 && standing is null)
            || kinds.In(csv).Meaning is not { } kind
            || (stop.Key.Length > 0 && stop.Meaning is null)
            || !PlainRowReader.TrySpan(begins.In(csv), ends.In(csv), out var days)
        )
            return false;
        var endsAtOnce = stop.Key.Length > 0 && stop.Meaning == true;
        if (days.Until is null && !endsAtOnce && (standing == Standing.Left || profile.NeedsEnd.Contains(kind)))
            return false;
        // Whether another row tells a later term is seen by whoever has all of them.
        if (standing == Standing.Serving && days.EndedBefore(asOf))
            return false;
        var (how, when) = (endsAtOnce ? 1UL : 0, SharedTerm.Number((int)kind, days));
        term = known.Find(how, when) ?? known.Add(how, when, SharedTerm.Of(new Employment(kind, days, endsAtOnce)));
        return true;
    }
}
