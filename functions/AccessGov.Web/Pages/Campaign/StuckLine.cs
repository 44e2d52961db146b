using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>Somebody who would be stuck if the gate closed today, in the words of pages.</summary>
/// <param name="Id">職員番号.</param>
/// <param name="Name">氏名.</param>
/// <param name="Unit">所属.</param>
/// <param name="Post">職名.</param>
/// <param name="Rights">What would stop.</param>
/// <param name="Key">未登録 or 確認できない.</param>
/// <param name="HasPath">Whether a way leads to a key.</param>
/// <param name="Path">The way, or what it lacks.</param>
public sealed record StuckLine(
    EmployeeId Id,
    string Name,
    string Unit,
    string Post,
    string Rights,
    KeyMark Key,
    bool HasPath,
    string Path
)
{
    /// <summary>A person as a line.</summary>
    /// <param name="here">Texts and policy.</param>
    /// <param name="person">Who.</param>
    /// <param name="people">Everybody's name.</param>
    /// <param name="spare">Keys in stock.</param>
    public static StuckLine Of(PortalContext here, MissingKeys.Person person, PeopleOfPlan people, int spare)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(people);
        var (ui, policy, known) = (here.Ui, here.Workspace.Policy, people.Find(person.Worker));
        return new StuckLine(
            person.Worker,
            VisibleText.Of(known?.Name ?? person.Worker.Value),
            known?.Unit ?? (person.Unit is { } unit ? policy.OrgChart.Find(unit)?.Name ?? unit.Value : ""),
            known?.Post ?? "",
            string.Join(ui["List.Between"], person.Rights.Select(r => policy.Entitlements.First(e => e.Id == r).Name)),
            KeyMark.Of(here, needs: true, person.IsUnknown ? null : false),
            person.HasPath,
            person switch
            {
                { InHand: { } serial, TicketUntil: { } until } => ui.Of("Portal.PathTicket", serial, here.Time(until)),
                { InHand: { } serial, HasCounter: true } => ui.Of("Portal.PathCounter", serial),
                { InHand: { } serial } => ui.Of("Portal.PathNoCounter", serial),
                _ when spare > 0 => ui.Of("Portal.PathSpare", spare),
                _ => ui["Portal.PathNoKey"],
            }
        );
    }
}
