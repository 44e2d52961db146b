using AccessGov.App.Incidents;

namespace AccessGov.Web.Pages.Work;

/// <summary>Incidents in the words of pages.</summary>
internal static class IncidentText
{
    /// <summary>What it is, in a few words.</summary>
    public static string Title(PortalContext here, Incident incident) => here.Ui.Find($"Incident.{incident.Code}") ?? incident.Code;
}
