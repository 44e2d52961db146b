using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Counter;

/// <summary>One key of the ledger: where it is, and 紛失・発見・返却・失効. A page of its own, so that nobody shuts the line above.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class KeyModel(PortalContext here) : PageModel
{
    private PeopleOfPlan people = null!;

    /// <summary>The key with its last use.</summary>
    public KeyRegister.Line Line { get; private set; } = null!;

    /// <summary>What came of the button; null when nobody pressed it.</summary>
    public Notice? Said { get; private set; }

    /// <summary>What can be done with it as it stands.</summary>
    public IReadOnlyList<string> Acts =>
        Line.Key switch
        {
            { Holder: null } => [],
            { State: KeyState.Lost } => ["found", "return", "revoke"],
            { State: KeyState.Revoked } => ["return"],
            _ => ["return", "lost", "revoke"],
        };

    /// <summary>Who wants it shut or ended and waits for a second person.</summary>
    public IEnumerable<(string Text, AskedRemoval Asked)> Asked
    {
        get
        {
            var now = here.Workspace.Now;
            if (Line.Key.LossAsked is { } loss && loss.Stands(now))
                yield return ("Portal.KeyLossAsked", loss);
            if (Line.Key.RevocationAsked is { } end && end.Stands(now))
                yield return ("Portal.KeyRevocationAsked", end);
        }
    }

    /// <summary>A person's name.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => CounterText.NameOf(people, id);

    /// <summary>Shows it.</summary>
    /// <param name="serial">製造番号.</param>
    /// <param name="handed">True when it was handed out just now; said only where the ledger says so.</param>
    public async Task<IActionResult> OnGetAsync(string serial, bool handed = false)
    {
        if (!await LoadAsync(serial))
            return NotFound();
        if (handed && Line.Key is { State: KeyState.Unenrolled, Holder: { } holder } key)
            Said = CounterText.Of(here, new KeyDecision.Done(new KeyEvent.HandedOut(key.Serial, holder, key.Since)));
        return Page();
    }

    /// <summary>Does one of the things that can be done.</summary>
    /// <param name="serial">製造番号.</param>
    /// <param name="act">Which.</param>
    public async Task<IActionResult> OnPostAsync(string serial, string? act)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if (!KeySerial.TryRead(serial, out var key))
            return NotFound();
        var by = await WhoApproves.OfAsync(workspace, here.Me.Id, ct);
        KeyDecision? decision = act switch
        {
            "return" => await KeyDesk.TakeBackAsync(workspace, by, key, ct),
            "lost" => await KeyDesk.RunAsync(workspace, by, new KeyCommand.ReportLost(key), ct),
            "found" => await KeyDesk.RunAsync(workspace, by, new KeyCommand.ReportFound(key), ct),
            "revoke" => await KeyDesk.RunAsync(workspace, by, new KeyCommand.Revoke(key, null), ct),
            _ => null,
        };
        if (decision is not null)
            Said = CounterText.Of(here, decision);
        return await LoadAsync(serial) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(string serial)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if (!KeySerial.TryRead(serial, out var key) || await KeyRegister.LineAsync(workspace, key, ct) is not { } line)
            return false;
        Line = line;
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        return true;
    }
}
