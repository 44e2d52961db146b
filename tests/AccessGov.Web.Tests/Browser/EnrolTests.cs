using System.Net;
using System.Text.Json.Nodes;
using AccessGov.App.Texts;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Authenticators;
using Microsoft.Extensions.Time.Testing;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.Browser;

/// <summary>What the pages of keys take and refuse, with an authenticator of software behind their endpoints.</summary>
public sealed class EnrolTests
{
    private static readonly UiTexts Ja = new("ja");

    [Fact]
    public async Task A_person_enrols_a_key_with_a_ticket_and_the_gate_is_open()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        Assert.False(await counter.IsOpenAsync(PortalStage.Staff));
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var key = counter.NewKey();
        var ready = await visitor.PostFormAsync(page, "/portal/keys/enrol", ("ticket", ticket.ToLowerInvariant()), ("serial", Serial));
        Assert.Contains("keys-", ready.Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        var (ceremony, options) = await BeginAsync(visitor, ready, ticket);
        Assert.Equal("localhost", (string)JsonNode.Parse(options)!["rp"]!["id"]!);
        var ended = await EndAsync(visitor, ready, ceremony, key.Make(options).Sign().Answer());
        var next = (string)JsonNode.Parse(ended.Is(HttpStatusCode.OK).Body)!["next"]!;
        var done = WebUtility.HtmlDecode((await visitor.GetAsync(next)).Is(HttpStatusCode.OK).Body);
        Assert.Contains(Ja["Portal.EnrolRightsFollow"], done, StringComparison.Ordinal);
        Assert.Contains("Sandbox Key 5", done, StringComparison.Ordinal);
        Assert.True(await counter.IsOpenAsync(PortalStage.Staff));
        var kept = await counter.KeyAsync();
        Assert.Equal((true, "packed", ticket), (kept.Opens, kept.Enrolled!.Key.Format, kept.Enrolled.Ticket!.Value.Value));

        // The same answer once more, and the ticket once more.
        Assert.Contains(
            Ja["Refusal.ceremony-unknown"],
            WhyOf(await EndAsync(visitor, ready, ceremony, key.Make(options).Sign().Answer())),
            StringComparison.Ordinal
        );
        var mine = WebUtility.HtmlDecode((await visitor.GetAsync("/portal/keys")).Is(HttpStatusCode.OK).Body);
        Assert.Contains(Ja["Portal.KeyStands"], mine, StringComparison.Ordinal);
        Assert.Contains(Serial, mine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_calls_its_holder_by_a_random_name_that_stays_and_by_no_number()
    {
        await using var counter = await OpenAsync();
        await using var elsewhere = await OpenAsync();
        var (one, first) = (await UserAsync(counter), await UserAsync(counter));
        Assert.Equal(one.ToJsonString(), first.ToJsonString());
        Assert.Equal(64, Base64UrlText.Read((string)one["id"]!).Length);
        Assert.DoesNotContain(PortalStage.Staff.Value, one.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEqual((string)one["id"]!, (string)(await UserAsync(elsewhere))["id"]!);

        static async Task<JsonNode> UserAsync(KeyCounter counter)
        {
            var ticket = await counter.TicketAsync();
            var (visitor, page) = await counter.VisitAsync();
            using var _ = visitor;
            return JsonNode.Parse((await BeginAsync(visitor, page, ticket)).Options)!["user"]!;
        }
    }

    [Fact]
    public async Task What_the_ceremony_proved_is_kept_as_it_was_proved()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var key = counter.NewKey();
        var (copied, asked) = await BeginAsync(visitor, page, ticket);
        var draft = key.Make(asked);
        draft.AuthData.Flags |= AuthDataDraft.Be;
        var refused = WhyOf(await EndAsync(visitor, page, copied, draft.Sign().Answer()));
        Assert.Contains(Ja["Ceremony.backup-eligible"], refused, StringComparison.Ordinal);
        var (ceremony, options) = await BeginAsync(visitor, page, ticket);
        (await EndAsync(visitor, page, ceremony, key.Make(options).Sign().Answer())).Is(HttpStatusCode.OK);
        var kept = (await counter.KeyAsync()).Enrolled!.Key;
        Assert.Equal(Base64UrlText.Of(key.Key.Public), kept.PublicKey);
        Assert.Equal((string)JsonNode.Parse(options)!["user"]!["id"]!, kept.UserHandle);
        Assert.False(kept.IsBackupEligible || kept.IsBackedUp);
    }

    [Fact]
    public async Task Lost_is_one_button_and_shuts_at_once_and_nobody_shuts_another_persons_key_here()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var key = counter.NewKey();
        var (ceremony, options) = await BeginAsync(visitor, page, ticket);
        (await EndAsync(visitor, page, ceremony, key.Make(options).Sign().Answer())).Is(HttpStatusCode.OK);

        // Has a role, and is not the holder: that is the counter's work.
        var (other, theirs) = await counter.VisitAsync(PortalStage.Operator);
        using var __ = other;
        var not = await other.PostFormAsync(theirs, "/portal/keys?handler=Lost", ("serial", Serial));
        Assert.Contains(Ja["Portal.KeyNotYours"], WebUtility.HtmlDecode(not.Is(HttpStatusCode.OK).Body), StringComparison.Ordinal);
        Assert.True((await counter.KeyAsync()).Opens);

        var said = await visitor.PostFormAsync(page, "/portal/keys?handler=Lost", ("serial", Serial));
        var shown = WebUtility.HtmlDecode(said.Is(HttpStatusCode.OK).Body);
        Assert.Contains(Ja.Of("Portal.KeyStopped", Serial), shown, StringComparison.Ordinal);
        Assert.Contains(Ja["Portal.KeyNone"], shown, StringComparison.Ordinal);
        Assert.Equal(KeyState.Lost, (await counter.KeyAsync()).State);
        Assert.False(await counter.IsOpenAsync(PortalStage.Staff));
    }

    [Fact]
    public async Task An_answer_from_another_session_or_person_is_refused_and_enrols_nothing()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var key = counter.NewKey();
        foreach (var person in (EmployeeId[])[PortalStage.Operator, PortalStage.Staff])
        {
            var (other, theirs) = await counter.VisitAsync(person);
            using var __ = other;
            var (ceremony, options) = await BeginAsync(visitor, page, ticket);
            var answer = key.Make(options).Sign().Answer();
            Assert.Contains(
                Ja["Refusal.ceremony-of-another"],
                WhyOf(await EndAsync(other, theirs, ceremony, answer)),
                StringComparison.Ordinal
            );
            // Whoever tried has spoilt it.
            var again = await EndAsync(visitor, page, ceremony, answer);
            Assert.Contains(Ja["Refusal.ceremony-unknown"], WhyOf(again), StringComparison.Ordinal);
        }
        Assert.Null((await counter.KeyAsync()).Enrolled);
    }

    [Fact]
    public async Task A_wrong_ticket_is_refused_before_anybody_touches_a_key_and_the_page_says_why()
    {
        await using var counter = await OpenAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        await RefusedAsync("22222222", Ja.Of("Refusal.ticket-unknown", 0, 1, "22222222"));
        var short_ = await visitor.PostFormAsync(page, "/portal/keys/enrol", ("ticket", "x"), ("serial", Serial));
        Assert.Contains(Ja["Portal.TicketUnreadable"], WebUtility.HtmlDecode(short_.Body), StringComparison.Ordinal);

        async Task RefusedAsync(string ticket, string why)
        {
            var shown = await visitor.PostFormAsync(page, "/portal/keys/enrol", ("ticket", ticket), ("serial", Serial));
            Assert.Contains(why, WebUtility.HtmlDecode(shown.Is(HttpStatusCode.OK).Body), StringComparison.Ordinal);
            Assert.DoesNotContain("enrol-", shown.Body, StringComparison.Ordinal);
            var begun = await visitor.PostFormAsync(page, "/portal/keys/enrol/begin", ("ticket", ticket), ("serial", Serial));
            Assert.Contains(why, WhyOf(begun), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_its_quarter_of_an_hour_a_ticket_is_none_even_at_the_end_of_a_ceremony()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var counter = await OpenAsync(clock);
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var key = counter.NewKey();
        clock.Advance(TimeSpan.FromMinutes(14));
        var (ceremony, options) = await BeginAsync(visitor, page, ticket);
        clock.Advance(TimeSpan.FromMinutes(2));
        var late = WhyOf(await EndAsync(visitor, page, ceremony, key.Make(options).Sign().Answer()));
        Assert.Contains(Ja.Of("Refusal.ticket-expired", 16, 15, ticket), late, StringComparison.Ordinal);
        var shown = await visitor.PostFormAsync(page, "/portal/keys/enrol", ("ticket", ticket), ("serial", Serial));
        Assert.Contains(Ja.Of("Refusal.ticket-expired", 16, 15, ticket), WebUtility.HtmlDecode(shown.Body), StringComparison.Ordinal);
        Assert.False(await counter.IsOpenAsync(PortalStage.Staff));
    }

    [Fact]
    public async Task A_key_of_a_maker_whom_nobody_knows_is_refused_and_the_ticket_is_still_good()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var stranger = new AttestationMaker("Strange Keys");
        using var strange = counter.NewKey(stranger.Make(Model));
        await RefusedAsync("chain-untrusted", options => strange.Make(options).Sign().Answer());
        await RefusedAsync("attestation-none", options => strange.Make(options, "none").Sign().Answer());
        await RefusedAsync("answer-malformed", _ => "{");
        await RefusedAsync("answer-malformed", _ => "");
        using var key = counter.NewKey();
        var (ceremony, options) = await BeginAsync(visitor, page, ticket);
        (await EndAsync(visitor, page, ceremony, key.Make(options).Sign().Answer())).Is(HttpStatusCode.OK);

        async Task RefusedAsync(string step, Func<string, string> answer)
        {
            var (id, asked) = await BeginAsync(visitor, page, ticket);
            Assert.Contains(Ja[$"Ceremony.{step}"], WhyOf(await EndAsync(visitor, page, id, answer(asked))), StringComparison.Ordinal);
            Assert.Null((await counter.KeyAsync()).Enrolled);
        }
    }

    [Fact]
    public async Task A_model_that_the_policy_does_not_name_is_refused_and_the_page_names_those_that_it_does()
    {
        const string Other = "\nkey-models:\n  - { aaguid: 00000000-0000-0000-0000-00000000000a, name: Town Key 1 }\n";
        await using var counter = await OpenAsync(policy: Other);
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var key = counter.NewKey();
        Assert.Contains(Ja.Of("Portal.EnrolModels", "Town Key 1"), WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        var (ceremony, options) = await BeginAsync(visitor, page, ticket);
        var refused = WhyOf(await EndAsync(visitor, page, ceremony, key.Make(options).Sign().Answer()));
        Assert.Contains(Ja["Ceremony.model-not-allowed"], refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_say_who_made_a_key_none_is_enrolled()
    {
        await using var counter = await OpenAsync(hasList: false);
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        var shown = await visitor.PostFormAsync(page, "/portal/keys/enrol", ("ticket", ticket), ("serial", Serial));
        Assert.Contains(Ja["Portal.KeyNobodyVouches"], WebUtility.HtmlDecode(shown.Is(HttpStatusCode.OK).Body), StringComparison.Ordinal);
        var begun = await visitor.PostFormAsync(page, "/portal/keys/enrol/begin", ("ticket", ticket), ("serial", Serial));
        Assert.Contains("mds import", WhyOf(begun), StringComparison.Ordinal);
        await counter.ImportAsync();
        await BeginAsync(visitor, page, ticket);
    }

    [Fact]
    public async Task Without_a_list_the_roots_of_the_settings_vouch_and_with_one_the_list_alone()
    {
        await using var counter = await OpenAsync(hasList: false, hasRoots: true);
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var stranger = new AttestationMaker("Strange Keys");
        using var strange = counter.NewKey(stranger.Make(Model));
        var (first, asked) = await BeginAsync(visitor, page, ticket);
        var not = await EndAsync(visitor, page, first, strange.Make(asked).Sign().Answer());
        Assert.Contains(Ja["Ceremony.chain-untrusted"], WhyOf(not), StringComparison.Ordinal);
        // A list that does not know the model, imported while the key is in somebody's hands.
        using var key = counter.NewKey();
        var (second, options) = await BeginAsync(visitor, page, ticket);
        await counter.ImportAsync(Guid.NewGuid());
        var unknown = await EndAsync(visitor, page, second, key.Make(options).Sign().Answer());
        Assert.Contains(Ja["Ceremony.model-unknown"], WhyOf(unknown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_roots_of_the_settings_let_a_key_of_their_maker_in()
    {
        await using var counter = await OpenAsync(hasList: false, hasRoots: true);
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var key = counter.NewKey();
        var (ceremony, options) = await BeginAsync(visitor, page, ticket);
        (await EndAsync(visitor, page, ceremony, key.Make(options).Sign().Answer())).Is(HttpStatusCode.OK);
        Assert.True((await counter.KeyAsync()).Opens);
    }

    [Fact]
    public async Task Without_the_forms_token_no_ceremony_begins_and_none_ends()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        var (visitor, page) = await counter.VisitAsync();
        using var _ = visitor;
        using var key = counter.NewKey();
        var begun = await visitor.PostAsync("/portal/keys/enrol/begin", ("ticket", ticket), ("serial", Serial));
        begun.Is(HttpStatusCode.BadRequest);
        var (ceremony, options) = await BeginAsync(visitor, page, ticket);
        var answer = key.Make(options).Sign().Answer();
        (await visitor.PostAsync("/portal/keys/enrol/end", ("ceremony", ceremony), ("answer", answer))).Is(HttpStatusCode.BadRequest);
        Assert.Null((await counter.KeyAsync()).Enrolled);
    }
}
