using System.Net;
using System.Text.Json.Nodes;
using AccessGov.App.Settings;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Identity;
using AccessGov.Web.Tests.Browser;
using Microsoft.Extensions.Time.Testing;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>One server in a closed zone: the enrolled key says who somebody is, and a ticket of two people brings the first.</summary>
public sealed class KeySignInTests(Chromium chromium)
{
    private const string SignIn = "/portal/signin/key";

    private static readonly UiTexts Ja = new("ja");

    [Fact]
    public async Task From_the_ticket_to_the_first_key_to_signing_in_with_it_and_out_when_it_is_lost()
    {
        await using var counter = await OpenAsync(signIn: PortalSignIn.Key);
        using var visitor = counter.Stage.NewVisitor();
        // Nobody is sent to Entra; the page says where a first key comes from.
        var asked = await visitor.FollowAsync(await visitor.GetAsync("/portal/me"));
        Assert.Equal(SignIn, asked.Is(HttpStatusCode.OK).At.AbsolutePath);
        Assert.Contains("/portal/signin/ticket", asked.Body, StringComparison.Ordinal);

        using var key = await EnrolAsync(counter, visitor, await counter.TicketAsync());
        // The key that was made just now is the proof: the session is whole.
        var me = WebUtility.HtmlDecode((await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.OK).Body);
        Assert.Contains("福島", me, StringComparison.Ordinal);

        using var later = counter.Stage.NewVisitor();
        Assert.Equal("/portal/keys", await SignInAsync(later, key, "/portal/keys"));
        Assert.Contains(Serial, (await later.GetAsync("/portal/keys")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        // A page elsewhere is no page to go on to.
        using var led = counter.Stage.NewVisitor();
        Assert.Equal("/portal", await SignInAsync(led, key, "https://elsewhere.example"));

        await counter.DoneAsync(PortalStage.Staff, new KeyCommand.ReportLost(new KeySerial(Serial)));
        using var thief = counter.Stage.NewVisitor();
        var (page, ceremony, options) = await BeginAsync(thief);
        var refused = await EndAsync(thief, page, ceremony, key.Get(options), "/portal");
        Assert.Contains(Ja["Ceremony.key-unknown"], WhyOf(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync("/portal/me")).Status);
    }

    [Fact]
    public async Task A_ticket_opens_the_page_that_enrols_and_nothing_else_for_a_quarter_of_an_hour()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var counter = await OpenAsync(clock: clock, signIn: PortalSignIn.Key);
        var ticket = await counter.TicketAsync();
        using var visitor = counter.Stage.NewVisitor();
        var form = (await visitor.GetAsync("/portal/signin/ticket")).Is(HttpStatusCode.OK);
        foreach (var (worker, number, serial) in ((string, string, string)[])[("001003", ticket, Serial), ("001001", "22222222", Serial)])
        {
            var not = await visitor.PostFormAsync(
                form,
                "/portal/signin/ticket",
                ("worker", worker),
                ("ticket", number),
                ("serial", serial)
            );
            Assert.Contains(Ja["Portal.TicketSignInNot"], WebUtility.HtmlDecode(not.Is(HttpStatusCode.OK).Body), StringComparison.Ordinal);
        }
        var enrol = await TicketAsync(visitor, ticket);
        Assert.Equal("/portal/keys/enrol", enrol.At.AbsolutePath);
        foreach (var path in (string[])["/portal", "/portal/me", "/portal/keys", "/portal/keys/proof", "/portal/today"])
            Assert.Equal("/portal/refused", (await visitor.GetAsync(path)).Is(HttpStatusCode.Found).Location!.AbsolutePath);
        clock.Advance(KeyTicket.ValidFor + TimeSpan.FromMinutes(1));
        Assert.Equal("/portal/signin", (await visitor.GetAsync("/portal/keys/enrol")).Is(HttpStatusCode.Found).Location!.AbsolutePath);
    }

    [Fact]
    public async Task What_one_browser_began_no_other_ends_and_nothing_counts_twice()
    {
        await using var counter = await OpenAsync(signIn: PortalSignIn.Key);
        using var first = counter.Stage.NewVisitor();
        using var key = await EnrolAsync(counter, first, await counter.TicketAsync());
        using var one = counter.Stage.NewVisitor();
        using var other = counter.Stage.NewVisitor();
        var (page, ceremony, options) = await BeginAsync(one);
        var (theirs, _, _) = await BeginAsync(other);
        var draft = key.Get(options);
        Assert.Contains(
            Ja["Refusal.ceremony-of-another"],
            WhyOf(await EndAsync(other, theirs, ceremony, draft, "/portal")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            Ja["Refusal.ceremony-unknown"],
            WhyOf(await EndAsync(one, page, ceremony, draft, "/portal")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whoever_left_signs_in_no_more_with_a_key_that_was_not_given_back()
    {
        await using var counter = await OpenAsync(signIn: PortalSignIn.Key);
        using var first = counter.Stage.NewVisitor();
        using var key = await EnrolAsync(counter, first, await counter.TicketAsync());
        await counter.Stage.DeliverAsync(leaver: PortalStage.Staff);
        using var visitor = counter.Stage.NewVisitor();
        var (page, ceremony, options) = await BeginAsync(visitor);
        var refused = await EndAsync(visitor, page, ceremony, key.Get(options), "/portal");
        Assert.Contains(Ja["Portal.Refused.not-on-duty"], WhyOf(refused), StringComparison.Ordinal);
        Assert.Equal("/portal/signin", (await first.GetAsync("/portal/me")).Is(HttpStatusCode.Found).Location!.AbsolutePath);
    }

    [Fact]
    public async Task Where_Entra_signs_people_in_no_key_or_ticket_does()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        (await visitor.GetAsync(SignIn)).Is(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/portal/signin/ticket")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Its_pages_have_no_fault_in_either_language()
    {
        await using var counter = await OpenAsync(signIn: PortalSignIn.Key);
        var page = await chromium.OpenAsync();
        foreach (var language in (string[])["ja", "en"])
        {
            await page.GotoAsync(new Uri(counter.Stage.Address, $"/portal/language?to={language}&back=/portal/refused").AbsoluteUri);
            foreach (var path in (string[])["key", "ticket"])
            {
                await page.GotoAsync(new Uri(counter.Stage.Address, $"/portal/signin/{path}").AbsoluteUri);
                await page.PictureAsync($"signin-{path}-{language}");
                Assert.Empty(await page.FaultsAsync());
            }
        }
    }

    private static async Task<PlainAnswer> TicketAsync(Visitor visitor, string ticket)
    {
        var form = (await visitor.GetAsync("/portal/signin/ticket")).Is(HttpStatusCode.OK);
        var sent = await visitor.PostFormAsync(
            form,
            "/portal/signin/ticket",
            ("worker", PortalStage.Staff.Value),
            ("ticket", ticket),
            ("serial", Serial)
        );
        return (await visitor.FollowAsync(sent)).Is(HttpStatusCode.OK);
    }

    private static async Task<SoftwareAuthenticator> EnrolAsync(KeyCounter counter, Visitor visitor, string ticket)
    {
        var page = await TicketAsync(visitor, ticket);
        var key = counter.NewKey();
        var (ceremony, options) = await KeyCounter.BeginAsync(visitor, page, ticket);
        (await KeyCounter.EndAsync(visitor, page, ceremony, key.Make(options).Sign().Answer())).Is(HttpStatusCode.OK);
        return key;
    }

    private static async Task<(PlainAnswer Page, string Ceremony, string Options)> BeginAsync(Visitor visitor)
    {
        var page = (await visitor.GetAsync(SignIn)).Is(HttpStatusCode.OK);
        var json = JsonNode.Parse((await visitor.PostFormAsync(page, $"{SignIn}/begin")).Is(HttpStatusCode.OK).Body)!;
        return (page, (string)json["ceremony"]!, (string)json["options"]!);
    }

    private static Task<PlainAnswer> EndAsync(Visitor visitor, PlainAnswer page, string ceremony, AssertionDraft draft, string to) =>
        visitor.PostFormAsync(page, $"{SignIn}/end", ("ceremony", ceremony), ("answer", draft.Sign().Answer()), ("to", to));

    private static async Task<string> SignInAsync(Visitor visitor, SoftwareAuthenticator key, string to)
    {
        var (page, ceremony, options) = await BeginAsync(visitor);
        var ended = await EndAsync(visitor, page, ceremony, key.Get(options), to);
        return (string)JsonNode.Parse(ended.Is(HttpStatusCode.OK).Body)!["next"]!;
    }
}
