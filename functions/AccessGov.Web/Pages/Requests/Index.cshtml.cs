using AccessGov.App.Planning;
using AccessGov.App.Requests;
using AccessGov.Core.Kernel;
using AccessGov.Web.Pages.Counter;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Requests;

/// <summary>利用申請: what waits for whoever sits here, and what the person asked for or has by request.</summary>
/// <param name="here">What the page works with.</param>
public sealed class IndexModel(PortalContext here) : PageModel
{
    private const int MostOwn = 100;
    private PeopleOfPlan people = null!;

    /// <summary>What waits for this person, oldest first.</summary>
    public IReadOnlyList<RequestAnswers.Line> ToDecide { get; private set; } = [];

    /// <summary>The person's own, newest first.</summary>
    public IReadOnlyList<RequestAnswers.Line> Own { get; private set; } = [];

    /// <summary>A person's name with the number.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => CounterText.NameOf(people, id);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        people = await PeopleOfPlan.OnAsync(here.Workspace, here.Workspace.Today, ct);
        var (toDecide, own) = await RequestAnswers.OfAsync(here.Workspace, here.Me.Id, ct);
        (ToDecide, Own) = (toDecide, [.. own.Take(MostOwn)]);
    }
}
