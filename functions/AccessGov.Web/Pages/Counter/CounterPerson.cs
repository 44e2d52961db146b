using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Web.Pages.Keys;

namespace AccessGov.Web.Pages.Counter;

/// <summary>Who stands at the counter: what one compares with the card in the person's hand, and how the person stands with keys.</summary>
/// <param name="Id">職員番号.</param>
/// <param name="Name">氏名.</param>
/// <param name="FormerName">旧姓; null for none.</param>
/// <param name="Unit">所属 and 職名.</param>
/// <param name="Standing">How the person stands today.</param>
/// <param name="Doubt">Why to look twice before anything is handed out; null for nothing.</param>
/// <param name="Key">登録済, 未登録 or 確認できない.</param>
/// <param name="InEntra">What Entra says of the person's keys; null where nobody asks Entra.</param>
/// <param name="Keys">The keys that the person holds.</param>
public sealed record CounterPerson(
    EmployeeId Id,
    string Name,
    string? FormerName,
    string Unit,
    string Standing,
    Notice? Doubt,
    Notice Key,
    string? InEntra,
    IReadOnlyList<KeyRegister.Line> Keys
)
{
    /// <summary>Looks the person up.</summary>
    /// <param name="here">The installation and texts.</param>
    /// <param name="id">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null for a number that no source knows.</returns>
    internal static async Task<CounterPerson?> FindAsync(PortalContext here, EmployeeId id, CancellationToken ct)
    {
        var (ui, workspace) = (here.Ui, here.Workspace);
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        if (people.Find(id) is not { } person)
            return null;
        var (name, unit) = (VisibleText.Of(person.Name), person.Place);
        var keys = await KeyRegister.OfAsync(workspace, id, ct);
        var inEntra = await KeyStanding.InEntraAsync(here, id, ct);
        if (await ExplainAccess.RunAsync(workspace, id, workspace.Today, ct) is not { Desire: var desire })
        {
            var quarrel = Notice.Refused(ui["Portal.CounterUndecided"], ui["Portal.CounterUndecidedNext"]);
            return new CounterPerson(id, name, null, unit, "", quarrel, await KeyOfAsync(here, id, keys, [], ct), inEntra, keys);
        }
        var doubt =
            desire.Held is { } hold ? Notice.Refused(ui["Portal.Held"], ui.Of("Portal.CounterHeldNext", hold.Since))
            : desire.Standing is not Core.Desired.Standing.OnDuty
                ? Notice.Waits(ui["Portal.CounterNotOnDuty"], ui["Portal.CounterNotOnDutyNext"])
            : null;
        var waiting = desire.Withheld.Where(w =>
            w.Reason is WithheldReason.GateClosed { Gate: Gate.MfaKey } or WithheldReason.GateUnknown { Gate: Gate.MfaKey }
        );
        string[] rights = [.. waiting.Select(w => workspace.Policy.Entitlements[w.Membership.Entitlement].Name).Distinct()];
        var (standing, former) = (here.Text.Of(desire.Standing), here.FormerNameOf(desire.Worker));
        var key = await KeyOfAsync(here, id, keys, rights, ct);
        return new CounterPerson(id, name, former, unit, standing, doubt, key, inEntra, keys);
    }

    private static async Task<Notice> KeyOfAsync(
        PortalContext here,
        EmployeeId id,
        IReadOnlyList<KeyRegister.Line> keys,
        string[] waiting,
        CancellationToken ct
    )
    {
        var (ui, workspace) = (here.Ui, here.Workspace);
        var text = waiting.Length == 0 ? "" : ui.Of("Portal.CounterWaits", string.Join(ui["List.Between"], waiting));
        if (keys.Count(k => k.Key.Opens) is > 0 and var open)
            return Notice.Done(ui.Of("Portal.CounterKeys", open), text);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        return KeyHolders.Holds(desired.Facts, id, desired.On) switch
        {
            true => Notice.Done(ui["Portal.KeyListed"], text),
            false => Notice.Waits(ui["Portal.KeyNone"], text),
            null => Notice.Waits(ui["Portal.KeyUnknown"], text),
        };
    }
}
