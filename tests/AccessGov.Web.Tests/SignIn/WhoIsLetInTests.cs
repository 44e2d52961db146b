using System.Net;
using System.Security.Claims;
using AccessGov.App.Personnel;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;
using OpenIddict.Abstractions;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>An account is let in when it is exactly one person's, who is on duty today; everybody else is told why not.</summary>
public sealed class WhoIsLetInTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_tenants_account_is_nobody_here()
    {
        await using var stage = await PortalStage.OpenAsync(tokenTenant: "11111111-2222-3333-4444-555555555555");
        await RefusedAsync(stage, stage.AccountOf(PortalStage.Staff), "other-tenant");
    }

    [Theory]
    [InlineData("tid", null, "other-tenant")]
    [InlineData("tid", "", "other-tenant")]
    [InlineData("oid", null, "no-account")]
    [InlineData("oid", "001001", "no-account")]
    [InlineData("oid", "00000000-0000-0000-0000-000000000001", "no-account")]
    public async Task A_token_that_does_not_say_which_account_is_nobodys(string claim, string? value, string code)
    {
        await using var stage = await PortalStage.OpenAsync();
        stage.Identity.Alter = identity =>
        {
            identity.RemoveClaims(claim);
            if (value is not null)
                identity.AddClaim(new Claim(claim, value));
        };
        await RefusedAsync(stage, stage.AccountOf(PortalStage.Staff), code);
    }

    [Fact]
    public async Task An_account_without_a_number_is_nobodys()
    {
        await using var stage = await PortalStage.OpenAsync();
        await RefusedAsync(stage, stage.AddAccount(null, "svc"), "no-number");
        await RefusedAsync(stage, stage.AddAccount("not a number", "odd"), "no-number");
    }

    [Fact]
    public async Task A_number_that_two_accounts_carry_lets_neither_in()
    {
        await using var stage = await PortalStage.OpenAsync();
        var first = stage.AccountOf(PortalStage.Staff);
        var second = stage.AddAccount(PortalStage.Staff.Value, "twin");
        await RefusedAsync(stage, first, "doubled-number");
        await RefusedAsync(stage, second, "doubled-number");
    }

    [Fact]
    public async Task An_account_that_is_shut_while_it_signs_in_stays_out()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var account = stage.AccountOf(PortalStage.Staff);
        var answer = await visitor.ChooseAsync(account);
        account.AccountEnabled = false;
        SignInTests.RefusedAs("disabled", await visitor.FollowAsync(await visitor.GetAsync(answer)));
    }

    [Fact]
    public async Task A_guest_is_not_staff_whatever_number_it_carries()
    {
        await using var stage = await PortalStage.OpenAsync();
        var guest = stage.AddAccount("001099", "guest");
        guest["userType"] = "Guest";
        await RefusedAsync(stage, guest, "guest");
    }

    [Fact]
    public async Task Whom_personnel_does_not_know_is_not_on_duty()
    {
        await using var stage = await PortalStage.OpenAsync();
        await RefusedAsync(stage, stage.AddAccount("009999", "stranger"), "not-on-duty");
    }

    [Fact]
    public async Task Whoever_is_held_is_not_let_in()
    {
        await using var stage = await PortalStage.OpenAsync();
        await Holds.PlaceAsync(stage.Workspace, new Actor.OsUser("test"), PortalStage.Staff, "lost laptop", Ct);
        await RefusedAsync(stage, stage.AccountOf(PortalStage.Staff), "not-on-duty");
    }

    [Fact]
    public async Task A_directory_that_does_not_answer_lets_nobody_in()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var answer = await visitor.ChooseAsync(stage.AccountOf(PortalStage.Staff));
        stage.Stage.Tenant.Faults.Next("GET /users", times: 1000, status: 503);
        SignInTests.RefusedAs("directory", await visitor.FollowAsync(await visitor.GetAsync(answer)));
    }

    private static async Task RefusedAsync(PortalStage stage, TenantUser account, string code)
    {
        using var visitor = stage.NewVisitor();
        SignInTests.RefusedAs(code, await visitor.SignInAsync(account));
        Assert.DoesNotContain("__Host-accessgov", visitor.Cookies.Keys);
        (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.Found);
    }
}
