using System.Net;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>What changes something is a form of ours that the person was shown, never an address.</summary>
public sealed class FormTests
{
    [Fact]
    public async Task Signing_out_is_a_form_and_an_address_does_nothing()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var page = await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        await visitor.GetAsync("/portal/signout");
        (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.OK);

        var out_ = (await visitor.PostFormAsync(page, "/portal/signout")).Is(HttpStatusCode.Found);
        Assert.Equal("/portal/signedout", out_.Location!.AbsolutePath);
        (await visitor.FollowAsync(out_)).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("__Host-accessgov", visitor.Cookies.Keys);
    }

    [Fact]
    public async Task A_form_without_its_token_or_with_another_sessions_is_refused_and_does_nothing()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        using var other = stage.NewVisitor();
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        var theirs = await other.SignInAsync(stage.AccountOf(PortalStage.Operator), "/portal/me");
        var bare = (await visitor.PostAsync("/portal/signout")).Is(HttpStatusCode.BadRequest);
        Assert.Contains("<h1>", bare.Body, StringComparison.Ordinal);
        (await visitor.PostAsync("/portal/signout", ("f", Visitor.TokenIn(theirs)))).Is(HttpStatusCode.BadRequest);
        (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.OK);
    }
}
