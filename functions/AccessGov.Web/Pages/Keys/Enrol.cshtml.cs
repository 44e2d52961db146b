using AccessGov.App.Enrolment;
using AccessGov.Core.Enrolment;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Keys;

/// <summary>鍵の登録: the ticket, the ceremony, and what stands in the register afterwards.</summary>
/// <param name="here">What the page works with.</param>
public sealed class EnrolModel(PortalContext here) : PageModel
{
    private readonly KeyCeremony ceremonies = new(here);

    /// <summary>登録票番号, as it was typed.</summary>
    public string Ticket { get; private set; } = "";

    /// <summary>製造番号, as it was typed.</summary>
    public string Serial { get; private set; } = "";

    /// <summary>1: ticket, 2: key, 3: done.</summary>
    public int Step { get; private set; } = 1;

    /// <summary>True for whoever has a key that opens: a spare one needs no ticket then.</summary>
    public bool HasKey { get; private set; }

    /// <summary>Where one's other key is proved first, when no ticket stands for the new one; null where a ticket does.</summary>
    public string? First => Ticket.Length == 0 ? "/portal/keys/proof" : null;

    /// <summary>Why it does not go on; null when it does.</summary>
    public Notice? Said { get; private set; }

    /// <summary>The key as the register has it after the ceremony.</summary>
    public KeyLine? Made { get; private set; }

    /// <summary>Names of the models that may be enrolled; empty when the policy names none.</summary>
    public string Models => string.Join(here.Ui["List.Between"], here.Workspace.Policy.KeyModels?.Select(m => m.Name) ?? []);

    /// <summary>Asks for the ticket.</summary>
    /// <param name="serial">A key that is known already.</param>
    public async Task OnGetAsync(string? serial)
    {
        Serial = serial ?? "";
        await LookAsync();
    }

    /// <summary>Looks whether the ticket and the key belong together, before anybody touches a key.</summary>
    /// <param name="ticket">登録票番号.</param>
    /// <param name="serial">製造番号.</param>
    public async Task OnPostAsync(string? ticket, string? serial)
    {
        (Ticket, Serial) = (ticket ?? "", serial ?? "");
        Said = Read(out var id, out var key) ?? await ceremonies.WhyNotAsync(key, id, HttpContext.RequestAborted);
        await LookAsync();
        if (Said is null)
            (Ticket, Serial, Step) = (id?.Value ?? "", key.Value, 2);
    }

    /// <summary>The ceremony begins.</summary>
    /// <param name="ticket">登録票番号.</param>
    /// <param name="serial">製造番号.</param>
    public async Task<IActionResult> OnPostBeginAsync(string? ticket, string? serial)
    {
        (Ticket, Serial) = (ticket ?? "", serial ?? "");
        if (Read(out var id, out var key) is { } unreadable)
            return KeyWords.Not(unreadable);
        var (ceremony, options, why) = await ceremonies.BeginAsync(key, id, HttpContext.RequestAborted);
        return why is null ? new JsonResult(new { ceremony, options }) : KeyWords.Not(why);
    }

    /// <summary>The ceremony ends.</summary>
    /// <param name="ceremony">Its id.</param>
    /// <param name="answer">What the authenticator answered.</param>
    public async Task<IActionResult> OnPostEndAsync(string? ceremony, string? answer)
    {
        var (made, why) = await ceremonies.EndAsync(ceremony, answer, HttpContext.RequestAborted);
        // The key that was enrolled just now says who this is; until then a ticket did.
        if (made is not null && here.Me.OnlyEnrols)
            await SessionClaims.OpenAsync(HttpContext, here.Me.Id, here.Workspace.Clock.GetUtcNow());
        return made is { } serial
            ? new JsonResult(new { next = $"/portal/keys/enrol/done?serial={Uri.EscapeDataString(serial.Value)}" })
            : KeyWords.Not(why!);
    }

    /// <summary>What stands in the register now.</summary>
    /// <param name="serial">Which key.</param>
    public async Task<IActionResult> OnGetDoneAsync(string? serial)
    {
        var lines = await KeyRegister.OfAsync(here.Workspace, here.Me.Id, HttpContext.RequestAborted);
        if (lines.FirstOrDefault(l => l.Key.Serial.Value == serial && l.Key.Opens) is not { } line)
            return LocalRedirect("/portal/keys");
        (Made, Step) = (KeyLine.Of(here, line), 3);
        return Page();
    }

    private async Task LookAsync() =>
        HasKey = (await KeyRegister.OfAsync(here.Workspace, here.Me.Id, HttpContext.RequestAborted)).Any(l => l.Key.Opens);

    private Notice? Read(out TicketId? ticket, out KeySerial serial)
    {
        var isSerial = KeySerial.TryRead(Serial, out serial);
        ticket = TicketId.TryRead(Ticket, out var read) ? read : null;
        if (ticket is null && Ticket.Trim().Length > 0)
            return Notice.Waits(here.Ui["Portal.TicketUnreadable"], here.Ui.Of("Portal.TicketUnreadableNext", TicketId.Length));
        return isSerial ? null : Notice.Waits(here.Ui["Portal.SerialUnreadable"], here.Ui["Portal.SerialUnreadableNext"]);
    }
}
