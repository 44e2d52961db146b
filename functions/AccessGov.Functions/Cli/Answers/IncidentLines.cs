using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>Incidents as lines: what it is, what happened, where, and how it stands.</summary>
internal static class IncidentLines
{
    public static IEnumerable<string> Of(Session session, Incident incident)
    {
        var words = session.UiTexts;
        var at = session.Workspace.Local(incident.At);
        // What a newer version noted has its sentence all the same, in the line below.
        var what = words.Find($"Incident.{incident.Code}") ?? words["Incident.Unknown"];
        var subject = incident.Subject == PlanIncidents.Everybody ? words["Incident.Everybody"] : incident.Subject;
        yield return $"{incident.Id}  {at:yyyy-MM-dd HH:mm}  ×{incident.Times}  {what}  {subject}{Sign(incident)}";
        yield return $"    {words.Of(incident.What)}";
        foreach (var places in incident.PlacesInWords)
            yield return $"    {words.Of(places)}";
        if (incident.WhyEnded is { } ended)
            yield return $"    {words.Of("Cli.IncidentEnded", ended)}";
        else if (incident.ClosedBy is { } by)
            yield return $"    {words.Of("Cli.IncidentSettled", by, incident.ClosedBecause)}";
        else if (incident.IsRetried)
            yield return $"    {words["Cli.IncidentRetried"]}";
        else if (incident.TakenBy is { } taker)
            yield return $"    {words.Of("Cli.IncidentTaken", taker)}";
    }

    private static string Sign(Incident incident) =>
        incident.IsSettled ? "  ✓"
        : incident.IsRetried ? "  ↻"
        : incident.TakenBy is { } by ? $"  @{by}"
        : "";
}
