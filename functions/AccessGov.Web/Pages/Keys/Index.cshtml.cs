using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Keys;

/// <summary>自分の鍵: which keys one has, how they stand, and a button that stops one.</summary>
/// <param name="here">What the page works with.</param>
public sealed class IndexModel(PortalContext here) : PageModel
{
    /// <summary>What came of the button; null when nobody pressed it.</summary>
    public Notice? Said { get; private set; }

    /// <summary>登録済, 未登録 or 確認できない, in a sentence.</summary>
    public Notice Standing { get; private set; } = null!;

    /// <summary>What Entra says beside it; null where nobody asks Entra.</summary>
    public string? InEntra { get; private set; }

    /// <summary>The keys, by number.</summary>
    public IReadOnlyList<KeyLine> Keys { get; private set; } = [];

    /// <summary>Lists them.</summary>
    public Task OnGetAsync() => LoadAsync();

    /// <summary>なくした：今すぐ止める.</summary>
    /// <param name="serial">Which key.</param>
    public async Task<IActionResult> OnPostLostAsync(string? serial)
    {
        Said = await LoseAsync(serial, HttpContext.RequestAborted);
        await LoadAsync();
        return Page();
    }

    private async Task<Notice> LoseAsync(string? text, CancellationToken ct)
    {
        var (ui, workspace) = (here.Ui, here.Workspace);
        // One's own alone, whatever role one has: others' keys are the counter's.
        if (
            !KeySerial.TryRead(text, out var serial)
            || (await KeyRegister.FindAsync(workspace, serial, ct))?.Holder is not { } holder
            || holder != here.Me.Id
        )
            return Notice.Waits(ui["Portal.KeyNotYours"], ui["Portal.KeyNotYoursNext"]);
        var by = await WhoApproves.OfAsync(workspace, here.Me.Id, ct);
        return await KeyDesk.RunAsync(workspace, by, new KeyCommand.ReportLost(serial), ct) switch
        {
            KeyDecision.Refused(var why) => Notice.Refused(ui.Of("Portal.KeyNotStopped", serial), here.Sentence(here.Text.Of(why))),
            KeyDecision.Already => Notice.Done(ui.Of("Portal.KeyStoppedBefore", serial), ui["Portal.KeyStoppedNext"]),
            _ => Notice.Done(ui.Of("Portal.KeyStopped", serial), ui["Portal.KeyStoppedNext"]),
        };
    }

    private async Task LoadAsync()
    {
        var lines = await KeyRegister.OfAsync(here.Workspace, here.Me.Id, HttpContext.RequestAborted);
        Keys = [.. lines.Select(l => KeyLine.Of(here, l))];
        Standing = await KeyStanding.OfAsync(here, lines, HttpContext.RequestAborted);
        InEntra = await KeyStanding.InEntraAsync(here, here.Me.Id, HttpContext.RequestAborted);
    }
}
