using AccessGov.App.Enrolment;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>異動者の鍵（発令前）: everybody whose rights of the My Number zone change in a window, with key and what would be withheld.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class MovesModel(PortalContext here) : PageModel
{
    private const int PeopleOnPage = 40;

    /// <summary>The days.</summary>
    public MoveWindow Window { get; private set; } = null!;

    /// <summary>Why nothing is shown; null when all is well.</summary>
    public Notice? Said { get; private set; }

    /// <summary>Who is shown on this part.</summary>
    public IReadOnlyList<MoveLine> People { get; private set; } = [];

    /// <summary>How many moves there are.</summary>
    public int Count { get; private set; }

    /// <summary>Who will need a key and has none.</summary>
    public int Missing { get; private set; }

    /// <summary>Of how many nobody can tell.</summary>
    public int Unknown { get; private set; }

    /// <summary>How many lose a right.</summary>
    public int Losing { get; private set; }

    /// <summary>How many stand in the list of orders alone.</summary>
    public int OnlyAnnounced { get; private set; }

    /// <summary>Parts of the list.</summary>
    public Parts Parts { get; private set; } = Parts.One;

    /// <summary>True where everything is on one page, for paper.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>When the page was made.</summary>
    public string AsOf => here.Time(here.Workspace.Clock.GetUtcNow());

    /// <summary>Looks ahead.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="part">Which part, from 1; 0 for everything, for paper.</param>
    public async Task<IActionResult> OnGetAsync(string? from, string? to, int part = 1)
    {
        var today = here.Workspace.Today;
        if (MoveWindow.Read(from, to, today) is not { } window)
        {
            Window = MoveWindow.Usual(today);
            Said = Notice.Waits(here.Ui["Portal.NoWindow"], here.Ui["Portal.NoWindowNext"]);
            return Page();
        }
        Window = window;
        var lines = await KeyMoves.RunAsync(here.Workspace, window.From, window.To, HttpContext.RequestAborted);
        Count = lines.Count;
        Missing = lines.Count(l => l is { NeedsKey: true, HasKey: false });
        Unknown = lines.Count(l => l is { NeedsKey: true, HasKey: null });
        Losing = lines.Count(l => l.Move.Lost.Count > 0);
        OnlyAnnounced = lines.Count(l => l.Move.Announced is not null);
        IsWhole = part == 0;
        Parts = IsWhole ? Parts.One : Parts.Of(Count, PeopleOnPage, part, window.Query);
        People = [.. lines.Skip(Parts.Skip).Take(IsWhole ? Count : PeopleOnPage).Select(l => MoveLine.Of(here, l))];
        return Page();
    }
}
