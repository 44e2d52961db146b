using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Counter;

/// <summary>窓口: one field for whoever or whatever comes next; what is the only one of its kind opens at once.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class IndexModel(PortalContext here) : PageModel
{
    private const int MostFound = 30,
        MostOpen = 100;
    private PeopleOfPlan people = null!;

    /// <summary>Somebody or something that was meant.</summary>
    /// <param name="Path">Its page.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="More">What tells it from the others.</param>
    public sealed record Hit(string Path, string Name, string More);

    /// <summary>What was asked for.</summary>
    public string Query { get; private set; } = "";

    /// <summary>That nothing was found; null otherwise.</summary>
    public Notice? Said { get; private set; }

    /// <summary>What was found, where it is more than one.</summary>
    public IReadOnlyList<Hit> Found { get; private set; } = [];

    /// <summary>How many more there are.</summary>
    public int More { get; private set; }

    /// <summary>Tickets with which somebody can still do something.</summary>
    public IReadOnlyList<KeyTicket> Open { get; private set; } = [];

    /// <summary>A person's name.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => CounterText.NameOf(people, id);

    /// <summary>Looks, and goes on where there is one answer.</summary>
    /// <param name="q">職員番号, 氏名, 旧姓, 製造番号 or 登録票番号.</param>
    public async Task<IActionResult> OnGetAsync(string? q)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        Query = q?.Trim() ?? "";
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        if (Query.Length > 0)
        {
            var found = await FindAsync(ct);
            if (found.Count == 1)
                return LocalRedirect(found[0].Path);
            (Found, More) = ([.. found.Take(MostFound)], Math.Max(0, found.Count - MostFound));
            if (found.Count == 0)
                Said = Notice.Waits(here.Ui["Portal.CounterNothing"], here.Ui["Portal.CounterNothingNext"]);
        }
        Open = [.. (await KeyRegister.OpenTicketsAsync(workspace, ct)).Take(MostOpen)];
        return Page();
    }

    private async Task<IReadOnlyList<Hit>> FindAsync(CancellationToken ct)
    {
        var workspace = here.Workspace;
        var found = new List<Hit>();
        if (TicketId.TryRead(Query, out var id) && await KeyRegister.FindAsync(workspace, id, ct) is { } ticket)
            found.Add(
                new Hit($"/portal/counter/tickets/{id}", here.Ui.Of("Portal.CounterTicket", CounterText.Spoken(id)), NameOf(ticket.Person))
            );
        if (KeySerial.TryRead(Query, out var serial) && await KeyRegister.FindAsync(workspace, serial, ct) is { } key)
            found.Add(new Hit($"/portal/counter/keys/{serial}", here.Ui.Of("Portal.CounterKey", serial), key.Model));
        foreach (var desire in await SearchWorkers.RunAsync(workspace, Query, ct))
        {
            var worker = desire.Worker.Id;
            var more = $"{people.Find(worker)?.Place} {here.FormerNameOf(desire.Worker)}".Trim();
            found.Add(new Hit($"/portal/counter/people/{worker}", NameOf(worker), more));
        }
        return found;
    }
}
