using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <summary>Somebody with a security key of software before the portal's pages, as far as HTTP goes.</summary>
/// <param name="portal">The portal.</param>
/// <param name="tenant">The city's tenant.</param>
/// <param name="worker">Who.</param>
/// <param name="maker">Who made the key.</param>
internal sealed partial class DemoKey(DemoPortal portal, TenantEmulator tenant, EmployeeId worker, AttestationMaker maker) : IDisposable
{
    /// <summary>The model of the demo's keys; no real one has it.</summary>
    public static readonly Guid Model = Guid.Parse("0d0e0a0d-0000-4000-8000-acce55900000");

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly PlainBrowser browser = new(portal.Address);
    private readonly SoftwareAuthenticator key = new(portal.Address.GetLeftPart(UriPartial.Authority), Model, maker.Make(Model));

    /// <summary>Signs in, gives the ticket, touches the key.</summary>
    /// <returns>True when the page says that the key is enrolled.</returns>
    public async Task<bool> EnrolAsync(string ticket, string serial)
    {
        var page = await browser.SignInAsync(tenant.Directory.FindByEmployeeId(worker.Value)[0].Id, "/portal/keys/enrol");
        var begun = await PostAsync(page, "/portal/keys/enrol/begin", ("ticket", ticket), ("serial", serial));
        if (begun.Status != HttpStatusCode.OK)
            return false;
        var asked = JsonNode.Parse(begun.Body)!;
        var answer = key.Make((string)asked["options"]!).Sign().Answer();
        var ended = await PostAsync(page, "/portal/keys/enrol/end", ("ceremony", (string)asked["ceremony"]!), ("answer", answer));
        return ended.Status == HttpStatusCode.OK
            && (await browser.GetAsync((string)JsonNode.Parse(ended.Body)!["next"]!)).Status == HttpStatusCode.OK;
    }

    /// <summary>なくした：今すぐ止める.</summary>
    public async Task LoseAsync(string serial)
    {
        var page = await browser.GetAsync("/portal/keys");
        await PostAsync(page, "/portal/keys?handler=Lost", ("serial", serial));
    }

    /// <summary>Waits until the directory says so, with a limit; in seconds of the wall.</summary>
    /// <param name="watch">Since when.</param>
    /// <param name="isTrue">What is waited for.</param>
    /// <returns>Null when it did not become true.</returns>
    public static async Task<double?> UntilAsync(Stopwatch watch, Func<bool> isTrue)
    {
        while (!isTrue())
        {
            if (watch.Elapsed > Longest)
                return null;
            await Task.Delay(20);
        }
        return Math.Round(watch.Elapsed.TotalSeconds, 2);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        key.Dispose();
        browser.Dispose();
    }

    private Task<PlainAnswer> PostAsync(PlainAnswer page, string path, params (string Name, string Value)[] form) =>
        browser.SendAsync(
            HttpMethod.Post,
            new Uri(portal.Address, path),
            [.. form, ("f", Token().Match(page.Body) is { Success: true } found ? found.Groups[1].Value : "")]
        );

    [GeneratedRegex("""name="f" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}
