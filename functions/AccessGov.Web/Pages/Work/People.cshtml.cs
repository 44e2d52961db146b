using AccessGov.App.Planning;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>職員: found by number, name or 旧姓, or because a right of the My Number zone is due to them or withheld.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class PeopleModel(PortalContext here) : PageModel
{
    private const string MyNumber = "my-number";
    private const int MostFound = 50;

    /// <summary>One person in the list.</summary>
    /// <param name="Id">職員番号.</param>
    /// <param name="Name">氏名.</param>
    /// <param name="FormerName">旧姓; null for none.</param>
    /// <param name="Unit">所属 and 職名.</param>
    /// <param name="Standing">How the person stands today.</param>
    /// <param name="Withheld">Why something is withheld.</param>
    public sealed record Line(EmployeeId Id, string Name, string? FormerName, string Unit, string Standing, IReadOnlyList<string> Withheld);

    /// <summary>What was asked for.</summary>
    public string Query { get; private set; } = "";

    /// <summary>False before anything was asked for.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Says what the list is.</summary>
    public string Heading { get; private set; } = "";

    /// <summary>Who was found.</summary>
    public IReadOnlyList<Line> Found { get; private set; } = [];

    /// <summary>How many more there are.</summary>
    public int More { get; private set; }

    /// <summary>Looks for people.</summary>
    /// <param name="q">Number, or a part of the name or the 旧姓.</param>
    /// <param name="withheld"><c>my-number</c> for everybody from whom a right of that zone is withheld.</param>
    /// <param name="due"><c>my-number</c> for everybody to whom a right of that zone is due.</param>
    public async Task OnGetAsync(string? q, string? withheld, string? due)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        Query = q?.Trim() ?? "";
        var (isStopped, isDue) = (withheld == MyNumber, due == MyNumber);
        IsAsked = Query.Length > 0 || isStopped || isDue;
        if (!IsAsked)
            return;
        var found =
            isStopped ? await ExplainAccess.WithheldAsync(workspace, workspace.Today, ct, Zone.MyNumber)
            : isDue ? await ExplainAccess.DueAsync(workspace, Zone.MyNumber, ct)
            : await SearchWorkers.RunAsync(workspace, Query, ct);
        Heading =
            isStopped ? here.Ui["Portal.StoppedAtMyNumber"]
            : isDue ? here.Ui["Portal.DueAtMyNumber"]
            : here.Ui.Of("Portal.FoundCount", found.Count);
        Found = [.. found.Take(MostFound).Select(LineOf)];
        More = Math.Max(0, found.Count - MostFound);
    }

    private Line LineOf(WorkerDesire desire) =>
        new(
            desire.Worker.Id,
            VisibleText.Of(desire.Worker.DisplayName),
            here.FormerNameOf(desire.Worker),
            desire.Attributes is { } a ? $"{a.Department} {a.JobTitle}".Trim() : "",
            here.Text.Of(desire.Standing),
            [.. desire.Withheld.Select(w => here.Text.Of(w.Reason)).Distinct()]
        );
}
