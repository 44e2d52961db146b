using System.Net;
using AccessGov.App.Emergency;
using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.Browser;

/// <summary>Whoever lost the only key is not promised that it will be asked for: every page says beforehand what is missing.</summary>
public sealed class NoKeyTests(Chromium chromium)
{
    private const string Mine = "5F-0031900",
        Name = "kinkyu-juki@suzaka.example.jp",
        Seal = $"  - {{ upn: {Name}, kind: break-glass, sealed: true, max-hours: 4, note: 鍵は金庫で保管 }}\n";

    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_lost_the_only_key_reads_so_wherever_something_waits_for_a_yes_and_where_to_go()
    {
        await using var counter = await OpenAsync(policy: Seal, asksPeople: true, staffRole: OperatorRole.Approver);
        var (visitor, _) = await counter.VisitAsync(PortalStage.Approver);
        using var __ = visitor;
        using var key = await counter.EnrolAsync(PortalStage.Approver, Mine, visitor);
        var pages = await WaitingAsync(counter);
        foreach (var path in pages)
        {
            var body = WebUtility.HtmlDecode((await visitor.GetAsync(path)).Is(HttpStatusCode.OK).Body);
            Assert.Contains(Ja["Portal.KeyProofAsked"], body, StringComparison.Ordinal);
            Assert.DoesNotContain(Ja["Portal.NoKeyToAgree"], body, StringComparison.Ordinal);
        }
        await counter.DoneAsync(PortalStage.Approver, new KeyCommand.ReportLost(new KeySerial(Mine)));
        foreach (var path in pages)
        {
            var body = WebUtility.HtmlDecode((await visitor.GetAsync(path)).Is(HttpStatusCode.OK).Body);
            Assert.DoesNotContain(Ja["Portal.KeyProofAsked"], body, StringComparison.Ordinal);
            Assert.DoesNotContain("data-prove=\"/", body, StringComparison.Ordinal);
            Assert.Contains(Ja["Portal.NoKeyToAgree"], body, StringComparison.Ordinal);
            Assert.Contains(Ja["Portal.NoKeyToAgreeNext"], body, StringComparison.Ordinal);
        }
        var window = await chromium.OpenAsync();
        await window.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Approver), pages[0]);
        foreach (var (path, name) in pages.Zip((string[])["plan-no-key", "plans-no-key", "emergency-no-key", "pass-no-key"]))
        {
            await window.GotoAsync(new Uri(counter.Stage.Address, path).AbsoluteUri);
            await window.GetByText(Ja["Portal.NoKeyToAgree"]).First.ScrollIntoViewIfNeededAsync();
            await window.PictureAsync(name);
            Assert.Empty(await window.FaultsAsync());
        }
    }

    /// <summary>A plan, an opening and a pass that wait for somebody else's yes: their pages.</summary>
    private static async Task<string[]> WaitingAsync(KeyCounter counter)
    {
        var workspace = counter.Stage.Workspace;
        counter.Stage.Stage.Tenant.Directory.Add(new TenantUser(Name) { AccountEnabled = false });
        var by = await WhoApproves.OfAsync(workspace, PortalStage.Operator, Ct);
        Assert.Null(await EmergencyDesk.AskAsync(workspace, by, Name, 2, "住基端末の鍵を紛失したため", Ct));
        Assert.Null(await PassDesk.AskAsync(workspace, by, PortalStage.Staff, IdentityProof.StaffCard, Ct));
        var plan = await ProofTests.PlanAsync(counter, PortalStage.Operator);
        return [$"/portal/plans/{plan.Value}", "/portal/plans", "/portal/emergency", $"/portal/counter/pass/{PortalStage.Staff}"];
    }
}
