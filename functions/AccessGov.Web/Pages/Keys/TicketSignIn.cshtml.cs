using AccessGov.App.Enrolment;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Keys;

/// <summary>
/// はじめての鍵: where keys alone sign people in, whoever has none yet comes with the ticket that two people at the counter gave, and may do
/// nothing but enrol that key.
/// </summary>
/// <param name="here">What the page works with.</param>
[OnlyWithKeys]
public sealed class TicketSignInModel(PortalContext here) : PageModel
{
    /// <summary>職員番号, as it was typed.</summary>
    public string Worker { get; private set; } = "";

    /// <summary>製造番号, as it was typed.</summary>
    public string Serial { get; private set; } = "";

    /// <summary>Why it does not go on; null when it does.</summary>
    public Notice? Said { get; private set; }

    /// <summary>A session that only enrols, for whoever has the ticket of this key and person. What was wrong is not said.</summary>
    /// <param name="worker">職員番号.</param>
    /// <param name="ticket">登録票番号.</param>
    /// <param name="serial">製造番号.</param>
    public async Task<IActionResult> OnPostAsync(string? worker, string? ticket, string? serial)
    {
        (Worker, Serial) = (worker ?? "", serial ?? "");
        if (await WhoAsync(worker, ticket, serial, HttpContext.RequestAborted) is not { } id)
        {
            Said = Notice.Refused(here.Ui["Portal.TicketSignInNot"], here.Ui["Portal.TicketSignInNext"]);
            return Page();
        }
        await SessionClaims.OpenAsync(HttpContext, id, here.Workspace.Clock.GetUtcNow(), onlyEnrols: true);
        return LocalRedirect($"/portal/keys/enrol?serial={Uri.EscapeDataString(Serial)}");
    }

    private async Task<EmployeeId?> WhoAsync(string? worker, string? ticket, string? serial, CancellationToken ct) =>
        EmployeeNumbers.TryRead(worker, here.Workspace.Numbers.Common, out var id, out _)
        && TicketId.TryRead(ticket, out var number)
        && KeySerial.TryRead(serial, out var key)
        && await EnrolKey.WhyNotAsync(here.Workspace, id, key, number, ct) is null
        && await SignedIn.FindAsync(here.Installation, id, ct) is not null
            ? id
            : null;
}
