using AccessGov.Web.Tests.Browser;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Campaign;

/// <summary>A page of the campaign as people see it, on a screen and on paper.</summary>
internal static class CampaignSight
{
    /// <summary>Opens it: there, small, without a fault of axe, nothing beyond the window; leaves its picture.</summary>
    /// <param name="page">The window.</param>
    /// <param name="stage">The portal.</param>
    /// <param name="path">The page.</param>
    /// <param name="name">Name of its picture.</param>
    /// <param name="prints">True to leave a picture of the print too.</param>
    public static async Task FaultlessAsync(IPage page, PortalStage stage, string path, string name, bool prints = false)
    {
        var answer = await page.GotoAsync(new Uri(stage.Address, path).AbsoluteUri);
        Assert.Equal(200, answer!.Status);
        Assert.InRange((await answer.BodyAsync()).Length, 1, 100_000);
        await page.PictureAsync(name);
        await page.PictureAsync($"{name}-whole", isWhole: true);
        var faults = await page.FaultsAsync();
        Assert.True(faults.Count == 0, $"{path}: {string.Join('\n', faults)}");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{path}: too wide");
        if (!prints)
            return;
        await page.PdfAsync(new() { Path = Repository.Path($"artifacts/pages/{name}.pdf"), PreferCSSPageSize = true });
    }
}
