using System.Globalization;
using System.Text.Json;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Api;

/// <summary>One event of a personnel system, understood except for the person (docs/operations.md, HR events).</summary>
/// <param name="Id">Names it.</param>
/// <param name="Tenant">The municipality that is meant.</param>
/// <param name="Source">Who says it.</param>
/// <param name="OccurredAt">When it occurred; the day it speaks of is this one in the city.</param>
/// <param name="Person">What is said.</param>
internal sealed record HrEvent(string Id, string Tenant, SourceId Source, DateTimeOffset OccurredAt, JsonElement Person)
{
    /// <summary>Levels of nesting: the event, its person, a list, one of its objects, and some to spare.</summary>
    public const int Deepest = 8;

    private const int LongestName = 64;

    // RFC 3339 with its offset: a time without one means another instant in every city.
    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>Reads an event and tells every fault of it, not the first alone.</summary>
    /// <param name="json">The whole.</param>
    /// <param name="now">Nothing occurs later: it would overtake whatever is said until then.</param>
    /// <param name="faults">Gets every fault; then the event is null.</param>
    public static HrEvent? Read(JsonElement json, DateTimeOffset now, List<PersonFault> faults)
    {
        var fields = new PersonFields(json, "", faults);
        var id = fields.Text("id", TakeStatements.LongestEventId, isNeeded: true);
        var tenant = fields.Text("tenant", LongestName, isNeeded: true);
        var source = fields.Text("source", LongestName, isNeeded: true);
        var time = fields.Text("occurredAt", 40, isNeeded: true);
        var person = fields.Element("person");
        fields.NoOthers();
        if (id.Length > 0 && !TakeStatements.IsEventId(id))
            faults.Add(new PersonFault("id", Wording.Of("Person.event-id")));
        if (!DateTimeOffset.TryParseExact(time, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            if (time.Length > 0)
                faults.Add(new PersonFault("occurredAt", Wording.Of("Person.event-time")));
        }
        else if (at > now + SignedOnce.Window)
            faults.Add(new PersonFault("occurredAt", Wording.Of("Person.event-future")));
        return faults.Count > 0 ? null : new HrEvent(id, tenant, new SourceId(source), at.ToUniversalTime(), person!.Value);
    }
}
