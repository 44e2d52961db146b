using AccessGov.App.Planning;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages;

/// <summary>自分の利用権限: what should be usable and why, what is withheld and what to do.</summary>
/// <param name="here">What the page works with.</param>
public sealed class MeModel(PortalContext here) : PageModel
{
    /// <summary>What is due, and what is withheld.</summary>
    public (IReadOnlyList<RightLine> Due, IReadOnlyList<RightLine> Withheld) Rights { get; private set; } = ([], []);

    /// <summary>The first right of the My Number zone that is withheld; null when nothing is.</summary>
    public RightLine? Blocked { get; private set; }

    /// <summary>Until when the facts are known.</summary>
    public string AsOf { get; private set; } = "";

    /// <summary>Looks it up.</summary>
    public async Task OnGetAsync()
    {
        var workspace = here.Workspace;
        var explained = await ExplainAccess.RunAsync(workspace, here.Me.Id, workspace.Today, HttpContext.RequestAborted);
        Rights = RightLine.Of(here, explained!);
        // One of several rights that is stopped does not shut the zone.
        Blocked = Rights.Due.Any(r => r.IsMyNumber) ? null : Rights.Withheld.FirstOrDefault(r => r.IsMyNumber);
        AsOf = here.Time(workspace.Clock.GetUtcNow());
    }
}
