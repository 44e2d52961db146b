using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Counter;

/// <summary>貸出票: one sheet A4 with two copies, one for each side of the counter.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class SlipModel(PortalContext here) : PageModel
{
    /// <summary>Who signs for the key.</summary>
    /// <param name="Name">氏名; empty when personnel does not know the person today.</param>
    /// <param name="Number">職員番号.</param>
    /// <param name="Unit">所属 and 職名.</param>
    public sealed record Borrower(string Name, string Number, string Unit);

    /// <summary>The key.</summary>
    public SecurityKey Key { get; private set; } = null!;

    /// <summary>Who has it; null in stock.</summary>
    public Borrower? Holder { get; private set; }

    /// <summary>Since when; null where the ledger says it no longer (it was enrolled or lost since): then it is written by hand.</summary>
    public DateOnly? LentOn => Key is { State: KeyState.Unenrolled } ? Key.Since : null;

    /// <summary>Makes it.</summary>
    /// <param name="serial">製造番号.</param>
    public async Task<IActionResult> OnGetAsync(string serial)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if (!KeySerial.TryRead(serial, out var read) || await KeyRegister.FindAsync(workspace, read, ct) is not { } key)
            return NotFound();
        Key = key;
        if (key is { IsInStock: false, Holder: { } holder })
        {
            var person = (await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct)).Find(holder);
            Holder = new Borrower(VisibleText.Of(person?.Name ?? ""), holder.Value, person?.Place ?? "");
        }
        return Page();
    }
}
