using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.App.Enrolment;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Identity;
using Microsoft.Playwright;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.Browser;

/// <summary>Whoever ever enrolled a key agrees with it, and with nothing less.</summary>
public sealed class ProofTests(Chromium chromium)
{
    private const string Mine = "5F-0031900";

    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agreeing_asks_for_the_key_each_time_and_a_proof_is_good_for_one_thing_in_one_session()
    {
        await using var counter = await ReadyAsync();
        var (visitor, key) = await ApproverAsync(counter);
        using var _ = visitor;
        using var __ = key;
        await StaffHasKeyAsync(counter);
        var (one, two) = (await PlanAsync(counter, PortalStage.Operator), await PlanAsync(counter, PortalStage.Staff));
        await RefusedAsync(counter, visitor, one);

        // A proof of another session is none.
        using var elsewhere = counter.Stage.NewVisitor();
        await elsewhere.SignInAsync(counter.Stage.AccountOf(PortalStage.Approver), "/portal/keys");
        (await ProveAsync(elsewhere, key)).Is(HttpStatusCode.OK);
        await RefusedAsync(counter, visitor, one);

        (await ProveAsync(visitor, key)).Is(HttpStatusCode.OK);
        await ApprovedAsync(counter, visitor, one);
        await RefusedAsync(counter, visitor, two);
    }

    [Fact]
    public async Task A_lost_key_makes_nobodys_password_enough()
    {
        await using var counter = await ReadyAsync();
        var (visitor, key) = await ApproverAsync(counter);
        using var _ = visitor;
        using var __ = key;
        var plan = await PlanAsync(counter, PortalStage.Operator);
        (await ProveAsync(visitor, key)).Is(HttpStatusCode.OK);
        // Whoever has the session alone reports it lost, also after a proof.
        await counter.DoneAsync(PortalStage.Approver, new KeyCommand.ReportLost(new KeySerial(Mine)));
        await RefusedAsync(counter, visitor, plan, hasKey: false);
        var page = await visitor.GetAsync($"/portal/plans/{plan.Value}");
        var begun = await visitor.PostFormAsync(page, "/portal/keys/proof/begin");
        Assert.Contains(Ja.Of("Refusal.no-key-to-prove", 0, 1, PortalStage.Approver), WhyOf(begun), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_counts_once_and_a_counter_that_does_not_grow_tells_of_a_copy()
    {
        await using var counter = await ReadyAsync();
        var (visitor, key) = await ApproverAsync(counter);
        using var _ = visitor;
        using var __ = key;
        var page = (await visitor.GetAsync("/portal/keys")).Is(HttpStatusCode.OK);
        var (ceremony, options) = await BeginAsync(visitor, page);
        var answer = key.Get(options).Sign().Answer();
        (await EndAsync(visitor, page, ceremony, answer)).Is(HttpStatusCode.OK);
        Assert.Contains(Ja["Refusal.ceremony-unknown"], WhyOf(await EndAsync(visitor, page, ceremony, answer)), StringComparison.Ordinal);

        key.Counter = 1;
        var copied = await ProveAsync(visitor, key);
        Assert.Contains(Ja.Of("Refusal.key-counter", 1, 0, Mine), WhyOf(copied), StringComparison.Ordinal);
        var told = Assert.Single(await IncidentLog.ListAsync(counter.Stage.Workspace, Ct), i => i.Code == ProveKey.Copied);
        Assert.Equal(Mine, told.Subject);
        // The real one goes on: a copy's noise shuts nobody out.
        key.Counter = 9;
        (await ProveAsync(visitor, key)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_strangers_key_or_a_wrong_signature_proves_nothing()
    {
        await using var counter = await ReadyAsync();
        var (visitor, key) = await ApproverAsync(counter);
        using var _ = visitor;
        using var __ = key;
        var plan = await PlanAsync(counter, PortalStage.Operator);
        var page = (await visitor.GetAsync("/portal/keys")).Is(HttpStatusCode.OK);
        using var stranger = counter.NewKey();
        var (first, asked) = await BeginAsync(visitor, page);
        Assert.Contains("key-not-asked-for", await StepAsync(visitor, page, first, stranger.Get(asked)), StringComparison.Ordinal);
        var (second, _) = await BeginAsync(visitor, page);
        // Signed for another challenge.
        Assert.Contains("challenge", await StepAsync(visitor, page, second, key.Get(asked)), StringComparison.Ordinal);
        await RefusedAsync(counter, visitor, plan);
    }

    [Fact]
    public async Task A_spare_key_needs_no_ticket_but_the_key_one_has()
    {
        await using var counter = await ReadyAsync();
        var (visitor, key) = await ApproverAsync(counter);
        using var _ = visitor;
        using var __ = key;
        const string spare = "5F-0031901";
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial(spare), "Sandbox Key 5", null));
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.HandOut(new KeySerial(spare), PortalStage.Approver, true));
        var page = (await visitor.GetAsync("/portal/keys/enrol")).Is(HttpStatusCode.OK);
        var ready = await visitor.PostFormAsync(page, "/portal/keys/enrol", ("ticket", ""), ("serial", spare));
        Assert.Contains("data-first=\"/portal/keys/proof\"", ready.Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        foreach (var isProved in (bool[])[false, true])
        {
            if (isProved)
                (await ProveAsync(visitor, key)).Is(HttpStatusCode.OK);
            var begun = await visitor.PostFormAsync(ready, "/portal/keys/enrol/begin", ("ticket", ""), ("serial", spare));
            var json = JsonNode.Parse(begun.Is(HttpStatusCode.OK).Body)!;
            using var second = counter.NewKey();
            var answer = second.Make((string)json["options"]!).Sign().Answer();
            var ended = await KeyCounter.EndAsync(visitor, ready, (string)json["ceremony"]!, answer);
            Assert.Equal(isProved ? HttpStatusCode.OK : HttpStatusCode.Conflict, ended.Status);
        }
        var made = await KeyRegister.FindAsync(counter.Stage.Workspace, new KeySerial(spare), Ct);
        Assert.True(made!.Opens);
    }

    [Fact]
    public async Task One_button_asks_for_the_key_and_approves_in_a_real_browser()
    {
        await using var counter = await ReadyAsync();
        var (visitor, key) = await ApproverAsync(counter);
        using var _ = visitor;
        using var __ = key;
        var plan = await PlanAsync(counter, PortalStage.Operator);
        var page = await chromium.OpenAsync();
        await page.ExposeFunctionAsync("sign", (string options) => key.Get(options).Sign().Answer());
        await page.AddInitScriptAsync(
            """
            PublicKeyCredential.parseRequestOptionsFromJSON = (json) => json;
            let refuses = true;
            navigator.credentials.get = async (asked) => {
                if (refuses) { refuses = false; throw new DOMException("cancelled", "NotAllowedError"); }
                const answer = await window.sign(JSON.stringify(asked.publicKey));
                return { toJSON: () => JSON.parse(answer) };
            };
            """
        );
        await page.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Approver), $"/portal/plans/{plan.Value}");
        var button = page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.Approve"], Exact = true });
        await button.ClickAsync();
        // A cancel is no error, and nothing was done.
        await Assertions.Expect(page.Locator("#said .banner.wait h2")).ToHaveTextAsync(Ja["Portal.KeyProofUnfinished"]);
        Assert.Empty(await page.FaultsAsync());
        await page.PictureAsync("plan-prove");
        await button.ClickAsync();
        await Assertions.Expect(page.Locator(".banner.ok h2").First).ToHaveTextAsync(Ja.Of("Portal.Approved", plan.Brief));
        Assert.Equal(PlanStatus.Approved, (await PlanList.StateAsync(counter.Stage.Workspace, plan, Ct))!.Status);
    }

    private static Task<KeyCounter> ReadyAsync() => OpenAsync(asksPeople: true, staffRole: OperatorRole.Approver);

    private static async Task<(Visitor Visitor, SoftwareAuthenticator Key)> ApproverAsync(KeyCounter counter)
    {
        var (visitor, _) = await counter.VisitAsync(PortalStage.Approver);
        return (visitor, await counter.EnrolAsync(PortalStage.Approver, Mine, visitor));
    }

    /// <summary>The city's own list says that everybody has a key: of whom the register does not speak, it decides.</summary>
    private static async Task StaffHasKeyAsync(KeyCounter counter)
    {
        var (workspace, on) = (counter.Stage.Workspace, counter.Stage.Workspace.Today.AddDays(-30));
        var lines = ((EmployeeId[])[PortalStage.Staff, PortalStage.Approver, PortalStage.Operator]).Select(w => $"{w},{on:yyyy-MM-dd},\n");
        var list = Encoding.UTF8.GetBytes("職員番号,登録日,失効日\n" + string.Concat(lines));
        await ImportList.KeysAsync(workspace, new Actor.OsUser("test"), SampleProfiles.Keys, list, Ct);
    }

    internal static async Task<PlanId> PlanAsync(KeyCounter counter, EmployeeId only)
    {
        var question = new MakePlan.Question(counter.Stage.Workspace.Today, only, new HashSet<SourceId>());
        var made = await MakePlan.RunAsync(counter.Stage.Workspace, new Actor.Trigger("ReconcileNightly"), question, null, Ct);
        return Assert.IsType<MakePlanResult.Made>(made).Plan.Id;
    }

    private static async Task<(string Ceremony, string Options)> BeginAsync(Visitor visitor, PlainAnswer page)
    {
        var begun = await visitor.PostFormAsync(page, "/portal/keys/proof/begin");
        var json = JsonNode.Parse(begun.Is(HttpStatusCode.OK).Body)!;
        return ((string)json["ceremony"]!, (string)json["options"]!);
    }

    private static Task<PlainAnswer> EndAsync(Visitor visitor, PlainAnswer page, string ceremony, string answer) =>
        visitor.PostFormAsync(page, "/portal/keys/proof/end", ("ceremony", ceremony), ("answer", answer));

    private static async Task<string> StepAsync(Visitor visitor, PlainAnswer page, string ceremony, AssertionDraft draft)
    {
        var said = WhyOf(await EndAsync(visitor, page, ceremony, draft.Sign().Answer()));
        return string.Join(
            ' ',
            AccessGov
                .App.WebAuthn.CeremonyStep.All.Where(s => said.Contains(Ja[$"Ceremony.{s.Code}"], StringComparison.Ordinal))
                .Select(s => s.Code)
        );
    }

    internal static async Task<PlainAnswer> ProveAsync(Visitor visitor, SoftwareAuthenticator key)
    {
        var page = (await visitor.GetAsync("/portal/keys")).Is(HttpStatusCode.OK);
        var (ceremony, options) = await BeginAsync(visitor, page);
        return await EndAsync(visitor, page, ceremony, key.Get(options).Sign().Answer());
    }

    private static async Task RefusedAsync(KeyCounter counter, Visitor visitor, PlanId plan, bool hasKey = true)
    {
        var page = (await visitor.GetAsync($"/portal/plans/{plan.Value}")).Is(HttpStatusCode.OK);
        Assert.Equal(hasKey, page.Body.Contains("data-prove=\"/portal/keys/proof\"", StringComparison.Ordinal));
        foreach (var path in (string[])[$"/portal/plans/{plan.Value}", "/portal/plans"])
        {
            var said = await visitor.PostFormAsync(page, path, ("id", plan.Value));
            Assert.Contains(Ja["Portal.KeyNotProved"], WebUtility.HtmlDecode(said.Is(HttpStatusCode.OK).Body), StringComparison.Ordinal);
        }
        Assert.Equal(PlanStatus.Made, (await PlanList.StateAsync(counter.Stage.Workspace, plan, Ct))!.Status);
    }

    private static async Task ApprovedAsync(KeyCounter counter, Visitor visitor, PlanId plan)
    {
        var page = (await visitor.GetAsync($"/portal/plans/{plan.Value}")).Is(HttpStatusCode.OK);
        (await visitor.PostFormAsync(page, $"/portal/plans/{plan.Value}")).Is(HttpStatusCode.OK);
        Assert.Equal(PlanStatus.Approved, (await PlanList.StateAsync(counter.Stage.Workspace, plan, Ct))!.Status);
    }
}
