using System.Text.Json.Serialization;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Incidents;

/// <summary>Where in a file something was met.</summary>
/// <param name="Row">Row as a spreadsheet counts, from 1; null for the whole file.</param>
/// <param name="Column">Header of the column; null for the whole row.</param>
/// <param name="Worker">Whom the row is about; null where nobody can be sure.</param>
/// <param name="Why">What is wrong there and how to mend it; null where that is the same for all places, and in rows of former
/// versions.</param>
public sealed record IncidentPlace(int? Row, string? Column, EmployeeId? Worker = null, Wording? Why = null)
{
    /// <summary>The place in words.</summary>
    [JsonIgnore]
    public Wording Words
    {
        get
        {
            var place =
                Row is null ? Wording.Of("Place.file")
                : Column is null ? Wording.Of("Place.row", Row)
                : Wording.Of("Place.column", Row, Column);
            return Worker is { } worker ? Wording.Of("Place.of-worker", place, worker) : place;
        }
    }
}
