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
        var (page, start, cdp) = await AuthenticatorsAsync(counter);
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

    /// <summary>Each kind of authenticator that a browser knows: no maker vouches for any, and none is enrolled.</summary>
    [Fact]
    public async Task No_authenticator_without_its_makers_word_is_enrolled_whatever_it_can_do()
    {
        await using var counter = await OpenAsync();
        var (page, start, cdp) = await AuthenticatorsAsync(counter);
        foreach (var (knowsPerson, isVerified, isDiscoverable) in Combinations)
        {
            var added = await AddAsync(cdp, isVerified, "usb", knowsPerson, isDiscoverable);
            await start.ClickAsync();
            var banner = page.Locator("#said .banner h2");
            // What is asked for (a security key that keeps its key and knows its holder) reaches the portal, which asks who made it;
            // whatever cannot do it never comes so far.
            var comesSoFar = knowsPerson && isVerified && isDiscoverable;
            await Assertions.Expect(banner).ToHaveTextAsync(Ja[comesSoFar ? "Portal.KeyNotEnrolled" : "Portal.EnrolUnfinished"]);
            await Assertions.Expect(start).ToBeEnabledAsync();
            await cdp.SendAsync("WebAuthn.removeVirtualAuthenticator", new() { ["authenticatorId"] = added });
            await page.EvaluateAsync("() => document.getElementById('said').replaceChildren()");
        }
        // One that sits in the machine is not asked at all: the browser waits for a key to be put in.
        await AddAsync(cdp, isVerified: true, "internal");
        await start.ClickAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await Assertions.Expect(page.Locator("#said .banner")).ToHaveCountAsync(0);
        Assert.Null((await counter.KeyAsync()).Enrolled);
        Assert.False(await counter.IsOpenAsync(PortalStage.Staff));
    }

    private static IEnumerable<(bool KnowsPerson, bool IsVerified, bool IsDiscoverable)> Combinations =>
        from knows in new[] { true, false }
        from verified in new[] { true, false }
        from discoverable in new[] { true, false }
        where knows || !verified
        select (knows, verified, discoverable);

    /// <summary>The script in a real browser; only the key in the socket is made of software, for the browser's own has no maker.</summary>
    [Fact]
    public async Task A_key_with_its_makers_word_is_enrolled_by_the_script_and_read_back_and_stopped_by_one_button()
    {
        await using var counter = await OpenAsync();
        var page = await chromium.OpenAsync();
        using var key = counter.NewKey();
        await page.UseKeyAsync(key);
        await ReadyAsync(counter, page);
        await page.Locator("#start").ClickAsync();
        await Assertions.Expect(page.GetByText(Ja["Portal.EnrolRightsFollow"])).ToBeVisibleAsync();
        await FaultlessAsync(page, "enrol-done", "ja");
        Assert.True(await counter.IsOpenAsync(PortalStage.Staff));
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = Ja["Portal.Me"] }).ClickAsync();
        await Assertions.Expect(page.Locator(".banner.stop")).ToHaveCountAsync(0);
        await page.GotoAsync(new Uri(counter.Stage.Address, "/portal/keys").AbsoluteUri);
        await FaultlessAsync(page, "keys-enrolled", "ja");
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.KeyStop"] }).ClickAsync();
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.KeyStopped", Serial));
        await FaultlessAsync(page, "keys-stopped", "ja");
        await page.SetViewportSizeAsync(375, 812);
        await FaultlessAsync(page, "keys-narrow", "ja");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
        Assert.False(await counter.IsOpenAsync(PortalStage.Staff));
    }

    [Fact]
    public async Task A_browser_that_reads_and_writes_no_JSON_of_keys_is_helped_by_the_script()
    {
        await using var counter = await OpenAsync();
        var page = await chromium.OpenAsync();
        await page.AddInitScriptAsync(
            "delete PublicKeyCredential.parseCreationOptionsFromJSON; delete PublicKeyCredential.prototype.toJSON;"
        );
        await ReadyAsync(counter, page);
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        await AddAsync(cdp, isVerified: true);
        await page.Locator("#start").ClickAsync();
        // As far as who made it: everything before was read and right.
        await Assertions.Expect(page.Locator("#said .banner.stop p")).ToContainTextAsync(Ja["Ceremony.model-unknown"]);
    }

    /// <summary>The page before the key is asked for, its button, and the way to put authenticators into the browser.</summary>
    private async Task<(IPage Page, ILocator Start, ICDPSession Cdp)> AuthenticatorsAsync(KeyCounter counter)
    {
        var page = await chromium.OpenAsync();
        await ReadyAsync(counter, page);
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        return (page, page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.EnrolStart"] }), cdp);
    }

    private static async Task ReadyAsync(KeyCounter counter, IPage page)
    {
        var ticket = await counter.TicketAsync();
        await page.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Staff), "/portal/keys/enrol");
        await page.GetByLabel(Ja["Portal.Ticket"]).FillAsync(ticket);
        await page.GetByLabel(Ja["Portal.KeySerial"]).FillAsync(Serial);
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.EnrolCheck"] }).ClickAsync();
        await Assertions.Expect(page.Locator("#start")).ToBeVisibleAsync();
    }

    private static async Task FaultlessAsync(IPage page, string name, string language)
    {
        await page.PictureAsync(language == "ja" ? name : $"{name}-en");
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        var faults = await page.FaultsAsync();
        Assert.True(faults.Count == 0, $"{name} ({language}): {string.Join('\n', faults)}");
    }

    private static async Task<string> AddAsync(
        ICDPSession cdp,
        bool isVerified,
        string transport = "usb",
        bool knowsPerson = true,
        bool isDiscoverable = true
    )
    {
        var added = await cdp.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new JsonObject
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = transport,
                    ["hasResidentKey"] = isDiscoverable,
                    ["hasUserVerification"] = knowsPerson,
                    ["isUserVerified"] = isVerified,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return added!.Value.GetProperty("authenticatorId").GetString()!;
    }
}
