using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>Who would be stuck if the gate closed today, and whether each has a way to a key.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class StuckModel(PortalContext here) : PageModel
{
    private const int PeopleOnPage = 50;

    /// <summary>The right whose gate would close; null for every one of the My Number zone.</summary>
    public Entitlement? Right { get; private set; }

    /// <summary>True where only those without a way are shown.</summary>
    public bool OnlyWithoutPath { get; private set; }

    /// <summary>Who is shown on this part.</summary>
    public IReadOnlyList<StuckLine> People { get; private set; } = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them have no way.</summary>
    public int WithoutPath { get; private set; }

    /// <summary>Parts of the list.</summary>
    public Parts Parts { get; private set; } = Parts.One;

    /// <summary>When the page was made.</summary>
    public string AsOf => here.Time(here.Workspace.Clock.GetUtcNow());

    /// <summary>Looks.</summary>
    /// <param name="right">Only this right; empty for all.</param>
    /// <param name="path"><c>none</c>: only those without a way.</param>
    /// <param name="part">Which part, from 1.</param>
    public async Task<IActionResult> OnGetAsync(string? right, string? path, int part = 1)
    {
        if (
            !string.IsNullOrEmpty(right)
            && (Right = here.Workspace.Policy.Entitlements.FirstOrDefault(e => e.Id.Value == right && e.Zone == Zone.MyNumber)) is null
        )
            return NotFound();
        OnlyWithoutPath = path == "none";
        var (stuck, people, spare) = await LookAsync(here, HttpContext.RequestAborted);
        MissingKeys.Person[] meant = [.. stuck.Where(p => Right is not { } one || p.Rights.Contains(one.Id))];
        WithoutPath = meant.Count(p => !p.HasPath);
        if (OnlyWithoutPath)
            meant = [.. meant.Where(p => !p.HasPath)];
        Count = meant.Length;
        Parts = Parts.Of(
            Count,
            PeopleOnPage,
            part,
            string.Join('&', new[] { Right is { } r ? $"right={r.Id}" : "", OnlyWithoutPath ? "path=none" : "" }.Where(q => q.Length > 0))
        );
        People = [.. meant.Skip(Parts.Skip).Take(PeopleOnPage).Select(p => StuckLine.Of(here, p, people, spare))];
        return Page();
    }

    /// <summary>Everybody, those without a way first.</summary>
    internal static async Task<(IEnumerable<MissingKeys.Person> Stuck, PeopleOfPlan People, int Spare)> LookAsync(
        PortalContext here,
        CancellationToken ct
    )
    {
        var now = await KeyCampaign.RunAsync(here.Workspace, ct);
        var people = await PeopleOfPlan.OnAsync(here.Workspace, here.Workspace.Today, ct);
        return (now.Stuck.OrderBy(p => p.HasPath), people, now.Spare);
    }
}
