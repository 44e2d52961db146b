using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AccessGov.Web.Tests.Browser.Chromium))]

namespace AccessGov.Web.Tests.Browser;

/// <summary>
/// One Chromium for the run, started when the first test wants it. The driver comes with the package from NuGet; the browser is the
/// machine's (<c>scripts/test</c> installs it), or the one that the variable CHROMIUM names: nothing is downloaded. The one without a
/// window is the same engine and draws the same in little more than half the time.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Variable = "CHROMIUM";

    private static readonly string[] Installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    // What it would otherwise ask of its maker's servers at every start, and what a container has no use for.
    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    private readonly SemaphoreSlim starting = new(1, 1);
    private IPlaywright? driver;
    private IBrowser? browser;

    /// <summary>A window of its own, with no cookie and no history.</summary>
    /// <param name="width">CSS pixels.</param>
    /// <param name="height">CSS pixels.</param>
    public async Task<IPage> OpenAsync(int width = 1366, int height = 768)
    {
        var context = await (await StartedAsync()).NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                Locale = "ja-JP",
            }
        );
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        driver?.Dispose();
        starting.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (browser is not null)
                return browser;
            var path = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
                ? named
                : Array.Find(Installed, File.Exists) ?? Installed[0];
            if (!File.Exists(path))
                throw new InvalidOperationException(
                    $"There is no Chromium at {path}: install it ('apt-get install chromium-headless-shell'), or name one "
                        + $"in the variable {Variable}."
                );
            driver = await Playwright.CreateAsync();
            return browser = await driver.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = path,
                    Args = Quiet,
                    Timeout = 120_000,
                }
            );
        }
        finally
        {
            starting.Release();
        }
    }
}
