using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>One person: how they stand today, what is due and why, what is withheld and what helps.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class PersonModel(PortalContext here) : PageModel
{
    /// <summary>職員番号.</summary>
    public EmployeeId Id { get; private set; }

    /// <summary>氏名.</summary>
    public string Name { get; private set; } = "";

    /// <summary>旧姓; null for none.</summary>
    public string? FormerName { get; private set; }

    /// <summary>所属 and 職名.</summary>
    public string Unit { get; private set; } = "";

    /// <summary>How the person stands today.</summary>
    public string Standing { get; private set; } = "";

    /// <summary>Since when somebody keeps the person out; null when nobody does.</summary>
    public string? Held { get; private set; }

    /// <summary>Sources that contest the person; nothing is decided then.</summary>
    public IReadOnlyList<string> Undecided { get; private set; } = [];

    /// <summary>Rights.</summary>
    public (IReadOnlyList<RightLine> Due, IReadOnlyList<RightLine> Withheld) Rights { get; private set; } = ([], []);

    /// <summary>Looks the person up.</summary>
    /// <param name="id">職員番号, as anybody writes it.</param>
    public async Task<IActionResult> OnGetAsync(string id)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if (!EmployeeNumbers.TryRead(id, workspace.Numbers.Common, out var worker, out _))
            return NotFound();
        (Id, Name) = (worker, worker.Value);
        if (await ExplainAccess.RunAsync(workspace, worker, workspace.Today, ct) is not { } explained)
        {
            Undecided = [.. (await ExplainAccess.ClaimsAsync(workspace, worker, ct)).Select(s => s.Value)];
            return Undecided.Count > 0 ? Page() : NotFound();
        }
        var desire = explained.Desire;
        Name = VisibleText.Of(desire.Worker.DisplayName);
        FormerName = here.FormerNameOf(desire.Worker);
        Unit = desire.Attributes is { } attributes ? $"{attributes.Department} {attributes.JobTitle}".Trim() : "";
        Standing = here.Text.Of(desire.Standing);
        Held = desire.Held is { } hold ? here.Ui.Of("Portal.HeldSince", hold.Since) : null;
        Rights = RightLine.Of(here, explained);
        return Page();
    }
}
