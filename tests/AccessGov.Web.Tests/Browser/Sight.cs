using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Tenant;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>What a person does and sees in a window: signs in, looks, complains.</summary>
internal static class Sight
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>Opens a page of the portal and signs in on the way, by clicking.</summary>
    /// <param name="page">The window.</param>
    /// <param name="stage">The portal.</param>
    /// <param name="account">Who.</param>
    /// <param name="path">The page.</param>
    public static async Task SignInAsync(this IPage page, PortalStage stage, TenantUser account, string path)
    {
        await page.GotoAsync(new Uri(stage.Address, path).AbsoluteUri);
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = account.EmployeeId }).GetByRole(AriaRole.Button).ClickAsync();
        await page.ArriveAsync(url => url.StartsWith(stage.Address.AbsoluteUri, StringComparison.Ordinal));
    }

    /// <summary>
    /// Waits until a page and its scripts are there. Looked at again and again: waiting for the news of it misses one that comes between
    /// looking and listening, and a key pressed before the script is lost.
    /// </summary>
    /// <param name="page">The window.</param>
    /// <param name="isThere">Whether this address is the one.</param>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> isThere)
    {
        string[] seen = [];
        for (var until = Environment.TickCount64 + 60_000; Environment.TickCount64 < until; await Task.Delay(20))
            try
            {
                seen = await page.EvaluateAsync<string[]>("[document.readyState, location.href]");
                if (seen[0] == "complete" && isThere(seen[1]))
                    return;
            }
            catch (PlaywrightException)
            {
                // The page that was asked is gone: the next one answers.
            }
        Assert.Fail($"After a minute the window is still here: {string.Join(' ', seen)}");
    }

    /// <summary>Puts a key into the window's socket: one made of software, for the browser's own has no maker.</summary>
    /// <param name="page">The window.</param>
    /// <param name="key">The key, which is touched at once.</param>
    public static async Task UseKeyAsync(this IPage page, SoftwareAuthenticator key)
    {
        await page.ExposeFunctionAsync("makeKey", (string options) => key.Make(options).Sign().Answer());
        await page.AddInitScriptAsync(
            """
            PublicKeyCredential.parseCreationOptionsFromJSON = (json) => json;
            navigator.credentials.create = async (asked) => {
                const answer = await window.makeKey(JSON.stringify(asked.publicKey));
                return { toJSON: () => JSON.parse(answer) };
            };
            """
        );
    }

    /// <summary>Everything that axe finds, as one line each; what the console said too: the CSP complains there.</summary>
    /// <param name="page">The window.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page)
    {
        var found = await page.RunAxe(
            new()
            {
                RunOnly = new() { Type = "tag", Values = [.. Rules] },
            }
        );
        return [.. found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}"))];
    }

    /// <summary>
    /// Takes a picture into <c>artifacts/pages</c>, for people to look at, where the variable ACCESSGOV_PICTURES asks for them: no test
    /// looks at one, and a browser that is busy cannot always take it.
    /// </summary>
    /// <param name="page">The window.</param>
    /// <param name="name">Its name, without an ending.</param>
    /// <param name="isWhole">True for the page down to its end, false for what the window shows.</param>
    public static async Task PictureAsync(this IPage page, string name, bool isWhole = false)
    {
        if (Environment.GetEnvironmentVariable("ACCESSGOV_PICTURES") is not { Length: > 0 })
            return;
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await page.ScreenshotAsync(new() { Path = Repository.Path($"artifacts/pages/{name}.png"), FullPage = isWhole });
    }
}
