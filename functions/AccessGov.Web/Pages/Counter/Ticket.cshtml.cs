using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Counter;

/// <summary>登録票: its number for whoever enrols, and the button of the second person.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class TicketModel(PortalContext here) : PageModel
{
    private PeopleOfPlan people = null!;

    /// <summary>The ticket.</summary>
    public KeyTicket Ticket { get; private set; } = null!;

    /// <summary>型式 of the key, as it was bought.</summary>
    public string KeyModel { get; private set; } = "";

    /// <summary>What came of the button; null when nobody pressed it.</summary>
    public Notice? Said { get; private set; }

    /// <summary>How it stands.</summary>
    public string State { get; private set; } = "";

    /// <summary>How its tag looks.</summary>
    public string Mark { get; private set; } = "";

    /// <summary>A sign before the word.</summary>
    public string Sign { get; private set; } = "";

    /// <summary>True while somebody can still do something with it.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True for whoever may be the second person.</summary>
    public bool MayConfirm => IsOpen && Ticket.ConfirmedBy is null && here.Me.Id != Ticket.IssuedBy && here.Me.Id != Ticket.Person;

    /// <summary>所属 and 職名 of who may enrol.</summary>
    public string Unit => people.Find(Ticket.Person)?.Place ?? "";

    /// <summary>A person's name.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => CounterText.NameOf(people, id);

    /// <summary>Shows it.</summary>
    /// <param name="id">登録票番号.</param>
    public async Task<IActionResult> OnGetAsync(string id) => await LoadAsync(id) ? Page() : NotFound();

    /// <summary>The second person has looked too.</summary>
    /// <param name="id">登録票番号.</param>
    public async Task<IActionResult> OnPostAsync(string id)
    {
        var ct = HttpContext.RequestAborted;
        if (!TicketId.TryRead(id, out var ticket))
            return NotFound();
        var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, ct);
        Said = CounterText.Of(here, await KeyDesk.RunAsync(here.Workspace, by, new KeyCommand.ConfirmTicket(ticket), ct));
        return await LoadAsync(id) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(string id)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if (!TicketId.TryRead(id, out var read) || await KeyRegister.FindAsync(workspace, read, ct) is not { } ticket)
            return false;
        (Ticket, IsOpen) = (ticket, ticket.IsOpen(workspace.Now));
        KeyModel = (await KeyRegister.FindAsync(workspace, ticket.Serial, ct))?.Model ?? "";
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        (var text, Mark, Sign) =
            ticket.UsedAt is not null ? ("Portal.TicketUsed", "ok", "✓")
            : !IsOpen ? ("Portal.TicketOver", "stop", "■")
            : ticket.ConfirmedBy is null ? ("Portal.TicketWaits", "wait", "▲")
            : ("Portal.TicketConfirmed", "ok", "✓");
        State = here.Ui[text];
        return true;
    }
}
