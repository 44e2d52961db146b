using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Pages.Keys;

/// <summary>Whether somebody has a key that counts: 登録済, 未登録 or 確認できない.</summary>
internal static class KeyStanding
{
    /// <summary>One sentence; the register speaks before any list that was delivered.</summary>
    /// <param name="here">The installation and texts.</param>
    /// <param name="lines">The person's keys.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Notice> OfAsync(PortalContext here, IReadOnlyList<KeyRegister.Line> lines, CancellationToken ct)
    {
        var (ui, me, workspace) = (here.Ui, here.Me.Id, here.Workspace);
        if (lines.Any(l => l.Key.Opens))
            return Notice.Done(ui["Portal.KeyStands"], ui["Portal.KeyStandsNext"]);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        return KeyHolders.Holds(desired.Facts, me, desired.On) switch
        {
            true => Notice.Done(ui["Portal.KeyListed"], ui["Portal.KeyListedNext"]),
            false => Notice.Refused(ui["Portal.KeyNone"], ui["Portal.KeyNoneNext"]),
            null => Notice.Waits(ui["Portal.KeyUnknown"], ui["Portal.KeyUnknownNext"]),
        };
    }

    /// <summary>What Entra's report says of somebody: a fact beside the register; null where nobody reads the report.</summary>
    /// <param name="here">The installation and texts.</param>
    /// <param name="id">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<string?> InEntraAsync(PortalContext here, EmployeeId id, CancellationToken ct)
    {
        if (here.Workspace.Registrations is null)
            return null;
        var report = (await here.Workspace.Present.OfAsync(here.Workspace, ct)).Facts.EntraKeys;
        return here.Ui[
            report?.FirstOrDefault(r => r.Worker == id) switch
            {
                { Has: true } => "Portal.EntraKey",
                { Has: false } => "Portal.EntraKeyNone",
                null => "Portal.EntraKeyUnknown",
            }
        ];
    }
}
