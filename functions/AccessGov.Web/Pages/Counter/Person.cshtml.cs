using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Counter;

/// <summary>One person at the counter: who it is, which keys the person has, and the next key.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class PersonModel(PortalContext here) : PageModel
{
    /// <summary>職員番号, as the address has it.</summary>
    public string Id { get; private set; } = "";

    /// <summary>氏名, or the number.</summary>
    public string Name => Person?.Name ?? Id;

    /// <summary>The person; null where no source knows the number.</summary>
    public CounterPerson? Person { get; private set; }

    /// <summary>Why nothing was done; null before anything was asked.</summary>
    public Notice? Said { get; private set; }

    /// <summary>The number of the key, as it was scanned.</summary>
    public string Serial { get; private set; } = "";

    /// <summary>What was looked at, as it was chosen.</summary>
    public string Proof { get; private set; } = "";

    /// <summary>Shows the person.</summary>
    /// <param name="id">職員番号, as anybody writes it.</param>
    public async Task<IActionResult> OnGetAsync(string id) => await LoadAsync(id) is null ? NotFound() : Page();

    /// <summary>Hands the key out and issues the ticket, both or neither.</summary>
    /// <param name="id">職員番号.</param>
    /// <param name="proof">What was looked at.</param>
    /// <param name="serial">The number on the key.</param>
    public Task<IActionResult> OnPostAsync(string id, string? proof, string? serial) =>
        ServeAsync(
            id,
            proof,
            serial,
            async (by, person, key, ct) =>
            {
                if (!IdentityProofCodes.All.TryRead(Proof, out var seen))
                    return (null, Notice.Waits(here.Ui["Portal.CounterNothingSeen"], here.Ui["Portal.CounterNothingSeenNext"]));
                var (ticket, why) = await ServePerson.RunAsync(here.Workspace, by, person, key, seen, ct);
                return ticket is null ? (null, CounterText.Refused(here, why!)) : ($"/portal/counter/tickets/{ticket.Id}", null);
            }
        );

    /// <summary>Hands the key out alone: a spare, which its holder enrols with another key.</summary>
    /// <param name="id">職員番号.</param>
    /// <param name="proof">What was looked at; kept on the page, not asked for.</param>
    /// <param name="serial">The number on the key.</param>
    public Task<IActionResult> OnPostHandOutAsync(string id, string? proof, string? serial) =>
        ServeAsync(
            id,
            proof,
            serial,
            async (by, person, key, ct) =>
                await KeyDesk.HandOutAsync(here.Workspace, by, key, person, ct) is KeyDecision.Refused(var why)
                    ? (null, CounterText.Refused(here, why))
                    : ($"/portal/counter/keys/{key}?handed=true", null)
        );

    private async Task<IActionResult> ServeAsync(
        string id,
        string? proof,
        string? serial,
        Func<Core.Safeguards.Approver, EmployeeId, KeySerial, CancellationToken, Task<(string? Next, Notice? Why)>> serve
    )
    {
        (Proof, Serial) = (proof ?? "", serial ?? "");
        if (await LoadAsync(id) is not { } person)
            return NotFound();
        if (!KeySerial.TryRead(serial, out var key))
            Said = CounterText.NoSerial(here);
        else
        {
            var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, HttpContext.RequestAborted);
            (var next, Said) = await serve(by, person.Id, key, HttpContext.RequestAborted);
            if (next is not null)
                return LocalRedirect(next);
        }
        return Page();
    }

    private async Task<CounterPerson?> LoadAsync(string id)
    {
        Id = id;
        return EmployeeNumbers.TryRead(id, here.Workspace.Numbers.Common, out var worker, out _)
            ? Person = await CounterPerson.FindAsync(here, worker, HttpContext.RequestAborted)
            : null;
    }
}
