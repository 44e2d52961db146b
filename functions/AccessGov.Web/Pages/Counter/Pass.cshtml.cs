using AccessGov.App.Directory;
using AccessGov.App.Enrolment;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Web.Pages.Keys;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Counter;

/// <summary>
/// 一時アクセスパス: one asks, an approver agrees, and the answer to that button shows it, once. No address leads to it again.
/// </summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class PassModel(PortalContext here) : PageModel
{
    /// <summary>For whom.</summary>
    public CounterPerson Person { get; private set; } = null!;

    /// <summary>What is asked for and waits; null for nothing.</summary>
    public AskedPass? Asked { get; private set; }

    /// <summary>Who asked.</summary>
    public string AskedBy { get; private set; } = "";

    /// <summary>The pass, in the answer to the button alone.</summary>
    public GivenPass? Pass { get; private set; }

    /// <summary>What came of the button; null when nobody pressed it.</summary>
    public Notice? Said { get; private set; }

    /// <summary>True for whoever may agree.</summary>
    public bool MayGive => Asked is { } asked && here.Me.MayApprove && here.Me.Id != asked.By && here.Me.Id != asked.Person;

    /// <summary>True where the own key is asked for once more before somebody agrees.</summary>
    public bool AsksKey { get; private set; }

    /// <summary>True where it would be asked for and the person has none: said before anything is pressed.</summary>
    public bool LacksKey { get; private set; }

    /// <summary>Shows how it stands.</summary>
    /// <param name="id">職員番号.</param>
    public async Task<IActionResult> OnGetAsync(string id) => await LoadAsync(id) ? Page() : NotFound();

    /// <summary>Asks.</summary>
    /// <param name="id">職員番号.</param>
    /// <param name="proof">What was looked at.</param>
    public async Task<IActionResult> OnPostAskAsync(string id, string? proof)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (proof is null || !IdentityProofCodes.All.TryRead(proof, out var seen))
            Said = Notice.Waits(here.Ui["Portal.CounterNothingSeen"], here.Ui["Portal.CounterNothingSeenNext"]);
        else
            await DoAsync(async (by, ct) => await PassDesk.AskAsync(here.Workspace, by, Person.Id, seen, ct), "Portal.PassNotAsked");
        return await LoadAsync(id) ? Page() : NotFound();
    }

    /// <summary>Agrees; the answer shows the pass.</summary>
    /// <param name="id">職員番号.</param>
    public async Task<IActionResult> OnPostGiveAsync(string id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        Said = await KeyWords.UseAsync(here, HttpContext.RequestAborted);
        if (Said is null)
            await DoAsync(
                async (by, ct) =>
                {
                    (Pass, var why) = await PassDesk.GiveAsync(
                        here.Workspace,
                        by,
                        Person.Id,
                        here.Installation.Settings.Portal.PassMinutes,
                        ct
                    );
                    return why;
                },
                "Portal.PassNotGiven"
            );
        return await LoadAsync(id) ? Page() : NotFound();
    }

    private async Task DoAsync(Func<Core.Safeguards.Approver, CancellationToken, Task<Refusal?>> act, string failed)
    {
        var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, HttpContext.RequestAborted);
        try
        {
            if (await act(by, HttpContext.RequestAborted) is { } why)
                Said = CounterText.Refused(here, why);
        }
        catch (OutsideFailureException e)
        {
            Said = Notice.Refused(here.Ui[failed], here.Ui.Of("Portal.PassFailedNext", e.What));
        }
    }

    private async Task<bool> LoadAsync(string id)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if (
            !EmployeeNumbers.TryRead(id, workspace.Numbers.Common, out var worker, out _)
            || await CounterPerson.FindAsync(here, worker, ct) is not { } person
        )
            return false;
        (Person, Asked) = (person, await PassDesk.AskedAsync(workspace, worker, ct));
        if (MayGive)
            (AsksKey, LacksKey) = await KeyWords.AsksAsync(here, ct);
        if (Asked is { } asked)
            AskedBy = CounterText.NameOf(await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct), asked.By);
        return true;
    }
}
