using System.Net;
using System.Text.RegularExpressions;
using AccessGov.App.Composition;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Demo;
using AccessGov.Sandbox.Identity;

namespace AccessGov.Benchmarks.Pages;

/// <summary>The portal's pages in the city that the demo leaves, each as long as it gets there: the longest plan, a common name.</summary>
internal static partial class PageList
{
    private const string CommonName = "田";

    /// <summary>Pages of everybody.</summary>
    public static readonly string[] OfEverybody = ["/portal/me", "/portal/keys", "/portal/keys/enrol"];

    /// <summary>Pages of whoever reads about others.</summary>
    public static async Task<IReadOnlyList<string>> OfReadersAsync(DemoFolder folder, EmployeeId somebody, CancellationToken ct)
    {
        var (installation, faults) = Installation.Open(folder.Settings, folder.LeftAt());
        using var opened = installation ?? throw new InvalidOperationException(string.Join('\n', faults));
        var plans = await PlanList.NewestAsync(opened.Workspace, 50, ct);
        var longest = plans.MaxBy(p => p.Actions)!;
        var other = plans.Where(p => p.Id != longest.Id && p.Only is null).MaxBy(p => p.Actions)!;
        return
        [
            "/portal/today",
            "/portal/people",
            $"/portal/people?q={Uri.EscapeDataString(CommonName)}",
            "/portal/people?withheld=my-number",
            $"/portal/people/{somebody}",
            "/portal/plans",
            $"/portal/plans/{longest.Id}",
            $"/portal/plans/{longest.Id}?part=2",
            $"/portal/plans/{longest.Id}/compare",
            $"/portal/plans/{longest.Id}/compare/{other.Id}",
            "/portal/incidents",
        ];
    }

    /// <summary>Pages of whoever hands out keys; tickets are found where the person's page names them.</summary>
    public static async Task<IReadOnlyList<string>> OfCounterAsync(PlainBrowser browser, EmployeeId somebody)
    {
        var person = (await browser.GetAsync($"/portal/counter/people/{somebody}")).Body;
        return
        [
            "/portal/counter",
            $"/portal/counter?q={Uri.EscapeDataString(CommonName)}",
            $"/portal/counter/people/{somebody}",
            $"/portal/counter/pass/{somebody}",
            "/portal/counter/ledger",
            .. Links().Matches(person).Select(m => WebUtility.HtmlDecode(m.Value)).Distinct(),
        ];
    }

    /// <summary>A page without what differs from city to city.</summary>
    public static string NameOf(string page) => Uri.UnescapeDataString(Ids().Replace(page, "…"));

    [GeneratedRegex("/portal/counter/(?:tickets|keys|slip)/[^\"?#/]+")]
    private static partial Regex Links();

    [GeneratedRegex("(?<=/(?:plans|compare|people|pass|tickets|keys|slip)/)(?!enrol)[^/?]+")]
    private static partial Regex Ids();
}
