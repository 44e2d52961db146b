using AccessGov.App.Texts;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>自分の利用権限 in a real browser.</summary>
public sealed class MyAccessTests(Chromium chromium)
{
    [Fact]
    public async Task A_person_signs_in_by_clicking_and_sees_what_can_be_used_and_what_cannot()
    {
        await using var stage = await PortalStage.OpenAsync();
        var page = await chromium.OpenAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), "/portal/me");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(new UiTexts("ja")["Portal.Me"]);
        await Assertions.Expect(page.GetByText("福島　哲也")).ToBeVisibleAsync();
        // No key: the My Number zone is shut, what is not behind it is open.
        await Assertions.Expect(page.Locator(".banner.stop h2")).ToContainTextAsync(new UiTexts("ja")["Zone.MyNumber"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "戸籍" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "グループウェア" })).ToBeVisibleAsync();
        // The policies in the headers too: what the browser does not let us do, or does not know, it says.
        Assert.True(said.Count == 0, string.Join('\n', said));
        await page.PictureAsync("me");
        Assert.Empty(await page.FaultsAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(new UiTexts("en")["Portal.Me"]);
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        await page.PictureAsync("me-en");
        Assert.Empty(await page.FaultsAsync());
    }

    [Fact]
    public async Task A_narrow_window_shows_the_same_without_scrolling_sideways()
    {
        await using var stage = await PortalStage.OpenAsync();
        var page = await chromium.OpenAsync(width: 375, height: 812);
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), "/portal/me");
        await page.PictureAsync("me-narrow");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
        Assert.Empty(await page.FaultsAsync());
    }

    [Fact]
    public async Task Signing_out_is_one_click_and_the_button_back_shows_nothing_any_more()
    {
        await using var stage = await PortalStage.OpenAsync();
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), "/portal/me");
        await page.GetByRole(AriaRole.Button, new() { Name = new UiTexts("ja")["Portal.SignOut"] }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync(new UiTexts("ja")["Portal.SignedOut"]);
        Assert.Empty(await page.FaultsAsync());
        await page.GoBackAsync();
        // Kept nowhere: the page is asked for again, and nobody is signed in.
        await page.ArriveAsync(url => url.StartsWith(stage.Identity.Authority.AbsoluteUri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_refused_reads_why_and_what_helps()
    {
        await using var stage = await PortalStage.OpenAsync();
        var page = await chromium.OpenAsync();
        var stranger = stage.AddAccount("009999", "stranger");
        await page.SignInAsync(stage, stranger, "/portal/me");
        await Assertions.Expect(page.Locator("#why")).ToHaveTextAsync(new UiTexts("ja")["Portal.Refused.not-on-duty"]);
        await page.PictureAsync("refused");
        Assert.Empty(await page.FaultsAsync());
    }
}
