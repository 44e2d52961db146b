using System.Globalization;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>代理の指定: a head names who decides in his place while he is away.</summary>
/// <param name="here">What the page works with.</param>
public sealed class DeputyModel(PortalContext here) : PageModel
{
    private const int UsualDays = 14;

    /// <summary>Who stands in, and until when; null for nobody.</summary>
    public (string Name, DateOnly Until)? Now { get; private set; }

    /// <summary>What was written, so that it is not lost.</summary>
    public string Worker { get; private set; } = "";

    /// <summary>The last day that the form offers.</summary>
    public string Until { get; private set; } = "";

    /// <summary>What came of a button just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>Shows it.</summary>
    public Task OnGetAsync() => LoadAsync();

    /// <summary>Names somebody.</summary>
    /// <param name="worker">職員番号.</param>
    /// <param name="until">Last day, <c>2026-04-30</c>.</param>
    public async Task OnPostAsync(string? worker, string? until)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        var by = await WhoApproves.OfAsync(workspace, new EmployeeId(EmployeeNumbers.HalfWidth(worker ?? "")), ct);
        // What is no day is refused as one that has passed.
        var last = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : DateOnly.MinValue;
        Said = await NameDeputy.RunAsync(workspace, here.Me.Id, by, new DateSpan(workspace.Today, last), ct) is { } why
            ? Notice.Refused(here.Ui["Portal.ReviewRefused"], here.Sentence(here.Text.Of(why)))
            : Notice.Done(here.Ui["Portal.ReviewDeputyDone"], "");
        Worker = Said.Mark == "ok" ? "" : VisibleText.Of(worker ?? "");
        await LoadAsync();
    }

    /// <summary>Ends it.</summary>
    public async Task OnPostEndAsync()
    {
        await NameDeputy.RunAsync(here.Workspace, here.Me.Id, null, default, HttpContext.RequestAborted);
        Said = Notice.Done(here.Ui["Portal.ReviewDeputyEnded"], "");
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        Until = workspace.Today.AddDays(UsualDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        if (book.Deputies.FirstOrDefault(d => d.Head == here.Me.Id && d.Days.Covers(workspace.Today)) is not Deputy deputy)
            return;
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var name = people.Find(deputy.By) is { } person ? $"{VisibleText.Of(person.Name)} {deputy.By}" : deputy.By.Value;
        Now = (name, deputy.Days.Until!.Value);
    }
}
