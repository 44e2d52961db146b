using System.Net;
using AccessGov.App.Enrolment;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Identity;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.Browser;

/// <summary>What the counter takes and refuses.</summary>
public sealed class CounterTests
{
    private const string Next = "5F-0031900",
        Spare = "5F-0031901";
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_refused_changes_nothing_and_the_page_says_why_above_the_form()
    {
        await using var counter = await OpenAsync();
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial(Next), "Sandbox Key 5", null));
        var (visitor, page) = await AtAsync(counter, PortalStage.Operator, $"/portal/counter/people/{PortalStage.Staff}");
        using var _ = visitor;
        (EmployeeId To, string Proof, string Serial, string Why)[] tries =
        [
            (PortalStage.Staff, "staff-card", "", Ja["Portal.SerialUnreadable"]),
            (PortalStage.Staff, "", Next, Ja["Portal.CounterNothingSeen"]),
            (PortalStage.Staff, "a-friendly-face", Next, Ja["Portal.CounterNothingSeen"]),
            (PortalStage.Staff, "staff-card", "9Z-1", Ja.Of("Refusal.key-unknown", 0, 1, "9Z-1")),
            (PortalStage.Approver, "staff-card", Serial, Ja.Of("Refusal.key-of-another", 0, 0, Serial)),
            (PortalStage.Operator, "staff-card", Next, Ja.Of("Refusal.ticket-for-oneself", 0, 0, PortalStage.Operator)),
        ];
        foreach (var (to, proof, serial, why) in tries)
        {
            var path = $"/portal/counter/people/{to}";
            var body = TextOf((await visitor.PostFormAsync(page, path, ("proof", proof), ("serial", serial))).Is(HttpStatusCode.OK));
            Assert.Contains(why, body, StringComparison.Ordinal);
            var form = body.IndexOf("<form method=\"post\" class=\"card", StringComparison.Ordinal);
            Assert.True(body.IndexOf(why, StringComparison.Ordinal) < form);
            Assert.True((await KeyRegister.FindAsync(counter.Stage.Workspace, new KeySerial(Next), Ct))!.IsInStock);
            Assert.Empty(await KeyRegister.OpenTicketsAsync(counter.Stage.Workspace, Ct));
        }
        (await visitor.GetAsync("/portal/counter/people/999999")).Is(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/portal/counter/tickets/22222222")).Is(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/portal/counter/keys/NONE")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing_and_an_auditor_sees_nothing_of_the_counter()
    {
        await using var counter = await OpenAsync();
        var ticket = await IssueAsync(counter);
        var (second, _) = await AtAsync(counter, PortalStage.Approver, "/portal/counter");
        using var __ = second;
        foreach (var path in (string[])[$"/portal/counter/tickets/{ticket}", $"/portal/counter/people/{PortalStage.Staff}"])
            (await second.PostAsync(path)).Is(HttpStatusCode.BadRequest);
        (await second.PostAsync($"/portal/counter/keys/{Serial}", ("act", "lost"))).Is(HttpStatusCode.BadRequest);
        Assert.Null((await KeyRegister.FindAsync(counter.Stage.Workspace, ticket, Ct))!.ConfirmedBy);
        Assert.Equal(KeyState.Unenrolled, (await counter.KeyAsync()).State);

        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Auditor);
        using var auditor = stage.NewVisitor();
        var first = await auditor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal");
        Assert.DoesNotContain("/portal/counter", first.Body, StringComparison.Ordinal);
        string[] all = ["", "/people/001001", "/tickets/22222222", $"/keys/{Serial}", "/ledger", "/ledger/csv", $"/slip/{Serial}"];
        foreach (var path in all)
            Assert.Equal(
                "/portal/refused",
                (await auditor.GetAsync("/portal/counter" + path)).Is(HttpStatusCode.Found).Location!.AbsolutePath
            );
    }

    [Fact]
    public async Task Nobody_confirms_alone_and_the_second_person_opens_the_way()
    {
        await using var counter = await OpenAsync();
        var (one, page) = await AtAsync(counter, PortalStage.Operator, $"/portal/counter/people/{PortalStage.Staff}");
        using var _ = one;
        var person = $"/portal/counter/people/{PortalStage.Staff}";
        var issued = await one.PostFormAsync(page, person, ("proof", "staff-card"), ("serial", Serial));
        var at = issued.Is(HttpStatusCode.Found).Location!.AbsolutePath;
        var shown = await one.GetAsync(at);
        Assert.DoesNotContain(Ja["Portal.TicketConfirm"], TextOf(shown), StringComparison.Ordinal);
        Assert.Contains(Ja["Portal.TicketWaitsNext"], TextOf(shown), StringComparison.Ordinal);
        var alone = TextOf((await one.PostFormAsync(page, at)).Is(HttpStatusCode.OK));
        Assert.Contains(Ja.Of("Refusal.ticket-by-one", 1, 2, PortalStage.Operator), alone, StringComparison.Ordinal);

        var (two, theirs) = await AtAsync(counter, PortalStage.Approver, at);
        using var __ = two;
        Assert.Contains(Ja["Portal.TicketConfirm"], TextOf(theirs), StringComparison.Ordinal);
        var confirmed = TextOf((await two.PostFormAsync(theirs, at)).Is(HttpStatusCode.OK));
        Assert.Contains(Ja["Portal.TicketConfirmedNext"], confirmed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_found_revoked_by_two_and_taken_back_and_every_step_says_what_is_true_then()
    {
        await using var counter = await OpenAsync();
        var path = $"/portal/counter/keys/{Serial}";
        var (one, page) = await AtAsync(counter, PortalStage.Operator, path);
        var (two, theirs) = await AtAsync(counter, PortalStage.Approver, path);
        using var _ = one;
        using var __ = two;
        await ActAsync(one, page, "lost", "Portal.CounterSaid.key-lost", KeyState.Lost);
        await ActAsync(one, page, "lost", "Portal.CounterAlready", KeyState.Lost);
        await ActAsync(two, theirs, "found", "Portal.CounterSaid.key-found", KeyState.Unenrolled);
        await ActAsync(one, page, "revoke", "Portal.CounterSaid.key-revocation-asked", KeyState.Unenrolled);
        await ActAsync(one, page, "revoke", "Portal.CounterRefused", KeyState.Unenrolled);
        await ActAsync(two, theirs, "revoke", "Portal.CounterSaid.key-revoked", KeyState.Revoked);
        await ActAsync(one, page, "return", "Portal.CounterSaid.key-returned", KeyState.Returned);
        await ActAsync(one, page, "melt", "Portal.Shelf.stock", KeyState.Returned);

        async Task ActAsync(Visitor visitor, PlainAnswer form, string act, string said, KeyState after)
        {
            var answer = TextOf((await visitor.PostFormAsync(form, path, ("act", act))).Is(HttpStatusCode.OK));
            Assert.Contains(Ja.Of(said, Serial), answer, StringComparison.Ordinal);
            Assert.Equal(after, (await counter.KeyAsync()).State);
        }
    }

    [Fact]
    public async Task A_spare_is_handed_out_alone_and_its_slip_names_both()
    {
        await using var counter = await OpenAsync();
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial(Spare), "Sandbox Key 5", null));
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial(Next), "Sandbox Key 5", null));
        var path = $"/portal/counter/people/{PortalStage.Staff}";
        var (one, page) = await AtAsync(counter, PortalStage.Operator, path);
        using var _ = one;
        var handed = await one.PostFormAsync(page, path + "?handler=HandOut", ("serial", Next));
        var key = TextOf((await one.FollowAsync(handed.Is(HttpStatusCode.Found))).Is(HttpStatusCode.OK));
        Assert.Contains(Ja.Of("Portal.CounterSaid.key-handed-out", Next), key, StringComparison.Ordinal);
        // Of a key that nobody has the address alone makes the page say nothing.
        var other = TextOf(await one.GetAsync($"/portal/counter/keys/{Spare}?handed=true"));
        Assert.DoesNotContain(Ja.Of("Portal.CounterSaid.key-handed-out", Spare), other, StringComparison.Ordinal);
        Assert.Empty(await KeyRegister.OpenTicketsAsync(counter.Stage.Workspace, Ct));
        var slip = TextOf((await one.GetAsync($"/portal/counter/slip/{Next}")).Is(HttpStatusCode.OK));
        foreach (var shown in (string[])["福島", "001001", Next, "市民課", Ja.Of("Portal.SlipDay", counter.Stage.Workspace.Today)])
            Assert.True(slip.Split(shown).Length > 2, shown);
    }

    [Fact]
    public async Task The_ledger_counts_all_and_finds_by_serial_or_holder_on_the_page_and_in_the_file()
    {
        await using var counter = await OpenAsync();
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial(Next), "=Sandbox", null));
        var (one, _) = await AtAsync(counter, PortalStage.Operator, "/portal/counter/ledger");
        using var __ = one;
        (string Ask, string[] In, string[] Out)[] asks =
        [
            ("", [Serial, Next], []),
            ("?q=福島", [Serial], [Next]),
            ("?q=００１００１", [Serial], [Next]),
            ("?q=1900", [Next], [Serial]),
            ("?state=stock", [Next], [Serial]),
            ("?state=lent", [Serial], [Next]),
            ("?q=1900&state=lent", [], [Serial, Next]),
        ];
        foreach (var (ask, within, without) in asks)
        {
            var page = TextOf((await one.GetAsync("/portal/counter/ledger" + ask)).Is(HttpStatusCode.OK));
            Assert.Equal(2, page.Split($"{Ja["Portal.Shelf.stock"]}<b>1</b>").Length);
            Assert.Equal(2, page.Split($"{Ja["Portal.Shelf.lent"]}<b>1</b>").Length);
            var file = (await one.GetAsync("/portal/counter/ledger/csv" + ask)).Is(HttpStatusCode.OK).Body;
            foreach (var text in (string[])[page, file])
            {
                Assert.All(within, serial => Assert.Contains(serial, text, StringComparison.Ordinal));
                Assert.All(without, serial => Assert.DoesNotContain(serial, text, StringComparison.Ordinal));
            }
        }
        var all = (await one.GetAsync("/portal/counter/ledger/csv")).Body;
        Assert.Contains("\"'=Sandbox\"", all, StringComparison.Ordinal);
        Assert.Contains("\"001001\",\"福島　哲也\"", all, StringComparison.Ordinal);
    }

    private static async Task<TicketId> IssueAsync(KeyCounter counter)
    {
        var by = await App.Planning.WhoApproves.OfAsync(counter.Stage.Workspace, PortalStage.Operator, Ct);
        var served = await ServePerson.RunAsync(
            counter.Stage.Workspace,
            by,
            PortalStage.Staff,
            new KeySerial(Serial),
            IdentityProof.StaffCard,
            Ct
        );
        return served.Ticket!.Id;
    }

    private static async Task<(Visitor Visitor, PlainAnswer Page)> AtAsync(KeyCounter counter, EmployeeId person, string path)
    {
        var visitor = counter.Stage.NewVisitor();
        var page = await visitor.SignInAsync(counter.Stage.AccountOf(person), path);
        return (visitor, page.Is(HttpStatusCode.OK));
    }

    private static string TextOf(PlainAnswer answer) => WebUtility.HtmlDecode(answer.Body);
}
