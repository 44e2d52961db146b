using System.Text.Json.Nodes;
using AccessGov.App.Texts;
using Microsoft.Playwright;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.Browser;

/// <summary>The pages of keys in a real browser, with its own virtual authenticator.</summary>
public sealed class KeyPagesTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja");

    [Fact]
    public async Task From_the_red_banner_to_the_key_in_both_languages_without_a_fault()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        var page = await chromium.OpenAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        await page.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Staff), "/portal/me");
        await page.PictureAsync("me-key");
        Assert.Empty(await page.FaultsAsync());
        await page.Locator(".banner.stop").GetByRole(AriaRole.Link, new() { Name = Ja["Portal.EnrolKey"] }).ClickAsync();
        foreach (var language in (string[])["en", "ja"])
        {
            await page.GotoAsync(new Uri(counter.Stage.Address, $"/portal/language?to={language}&back=/portal/keys").AbsoluteUri);
            await FaultlessAsync(page, "keys", language);
            await page.GotoAsync(new Uri(counter.Stage.Address, "/portal/keys/enrol").AbsoluteUri);
            await FaultlessAsync(page, "enrol-ticket", language);
            await page.Locator("#ticket").FillAsync("22222222");
            await page.Locator("#serial").FillAsync(Serial);
            await page.Locator("form button.main").ClickAsync();
            await Assertions.Expect(page.Locator(".banner.stop")).ToBeVisibleAsync();
            await FaultlessAsync(page, "enrol-refused", language);
            await page.Locator("#ticket").FillAsync(ticket);
            await page.Locator("form button.main").ClickAsync();
            await Assertions.Expect(page.Locator("#start")).ToBeVisibleAsync();
            await FaultlessAsync(page, "enrol-key", language);
        }
        Assert.True(said.Count == 0, string.Join('\n', said));
    }

    [Fact]
    public async Task A_key_that_nobody_touches_is_no_error_and_one_without_its_makers_word_is_refused()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        var page = await chromium.OpenAsync();
        await page.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Staff), "/portal/keys/enrol");
        await page.GetByLabel(Ja["Portal.Ticket"]).FillAsync(ticket);
        await page.GetByLabel(Ja["Portal.KeySerial"]).FillAsync(Serial);
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.EnrolCheck"] }).ClickAsync();
        var start = page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.EnrolStart"] });

        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        // Its PIN is wrong: a browser says no more than that it was not allowed, as for a cancel.
        var wrong = await AddAsync(cdp, isVerified: false);
        await start.ClickAsync();
        await Assertions.Expect(page.Locator("#said .banner.wait h2")).ToHaveTextAsync(Ja["Portal.EnrolUnfinished"]);
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync(Ja["Portal.EnrolCancelled"]);
        await Assertions.Expect(start).ToBeEnabledAsync();
        await page.PictureAsync("enrol-cancelled");
        Assert.Empty(await page.FaultsAsync());
        await cdp.SendAsync("WebAuthn.removeVirtualAuthenticator", new() { ["authenticatorId"] = wrong });

        // The browser's own key attests nothing that FIDO's list knows.
        await AddAsync(cdp, isVerified: true);
        await start.ClickAsync();
        await Assertions.Expect(page.Locator("#said .banner.stop h2")).ToHaveTextAsync(Ja["Portal.KeyNotEnrolled"]);
        await page.PictureAsync("enrol-unattested");
        Assert.Empty(await page.FaultsAsync());
        Assert.Null((await counter.KeyAsync()).Enrolled);
    }

    private static async Task FaultlessAsync(IPage page, string name, string language)
    {
        await page.PictureAsync(language == "ja" ? name : $"{name}-en");
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        var faults = await page.FaultsAsync();
        Assert.True(faults.Count == 0, $"{name} ({language}): {string.Join('\n', faults)}");
    }

    private static async Task<string> AddAsync(ICDPSession cdp, bool isVerified)
    {
        var added = await cdp.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new JsonObject
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "usb",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = isVerified,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return added!.Value.GetProperty("authenticatorId").GetString()!;
    }
}
