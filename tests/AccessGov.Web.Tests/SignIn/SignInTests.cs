using System.Net;
using AccessGov.Sandbox.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>Signing in at a real identity provider, from the first page to the person's own.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Whoever_asks_for_a_page_signs_in_and_is_shown_that_page()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var asked = await visitor.GetAsync("/portal/me");
        Assert.Equal(new Uri(stage.Address, "/portal/signin?to=%2Fportal%2Fme"), asked.Is(HttpStatusCode.Found).Location);

        var page = (await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me")).Is(HttpStatusCode.OK);
        Assert.Equal("/portal/me", page.At.PathAndQuery);
        Assert.Contains("福島　哲也", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        // The name is personnel's, not the account's.
        stage.AccountOf(PortalStage.Staff).DisplayName = "somebody else";
        Assert.DoesNotContain("somebody", (await visitor.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
    }

    /// <summary>On Azure there is no file for a secret: the application trusts the host's managed identity instead.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_token_of_the_host_s_identity_stands_for_a_secret(bool isUsed)
    {
        const string Identity = "0b9f2d1c-6f0e-4c5e-8a35-1d2e3f4a5b6c";
        await using var host = await HostIdentity.StartAsync(PortalStage.TenantId, Identity);
        // Nothing else in these tests asks a host for an identity.
        foreach (var (name, value) in host.Environment)
            Environment.SetEnvironmentVariable(name, value);
        await using var stage = await PortalStage.OpenAsync(trusts: host, managedIdentity: isUsed ? Identity : "");
        using var visitor = stage.NewVisitor();
        if (isUsed)
            (await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me")).Is(HttpStatusCode.OK);
        else
            RefusedAs("failed", await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me"));
        Assert.Equal(isUsed, host.WasAsked);
    }

    [Fact]
    public async Task A_host_without_an_identity_lets_nobody_in_and_says_that_it_is_no_fault_of_theirs()
    {
        await using var host = await HostIdentity.StartAsync(PortalStage.TenantId, "0b9f2d1c-6f0e-4c5e-8a35-1d2e3f4a5b6c");
        foreach (var (name, value) in host.Environment)
            Environment.SetEnvironmentVariable(name, value);
        await using var stage = await PortalStage.OpenAsync(trusts: host, managedIdentity: Guid.NewGuid().ToString());
        using var visitor = stage.NewVisitor();
        RefusedAs("directory", await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me"));
        Assert.False(host.WasAsked);
    }

    [Fact]
    public async Task A_code_is_asked_for_with_a_proof_that_it_was_asked_for_here()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var begun = (await visitor.GetAsync("/portal/signin")).Is(HttpStatusCode.Found);
        var asked = QueryHelpers.ParseQuery(begun.Location!.Query);
        Assert.Equal("code", asked["response_type"]);
        Assert.Equal("S256", asked["code_challenge_method"]);
        Assert.Equal(new Uri(stage.Address, "/portal/signin-oidc").OriginalString, asked["redirect_uri"]);
        Assert.Equal("openid profile", asked["scope"]);
        Assert.All((string[])["state", "nonce", "code_challenge"], name => Assert.True(asked[name].ToString().Length > 20, name));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/portal\\evil.example")]
    [InlineData("https://evil.example/portal")]
    [InlineData("/portalevil")]
    [InlineData("/portal/\t/evil")]
    [InlineData("/portal/\r\nSet-Cookie:a=b")]
    [InlineData("/portal/日本")]
    [InlineData("/other")]
    [InlineData("\\\\evil.example")]
    [InlineData("/portal/signin")]
    [InlineData("/portal/SignIn?to=/portal/signin")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string to)
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var back = await visitor.GetAsync(await visitor.ChooseAsync(stage.AccountOf(PortalStage.Staff), to));
        Assert.Equal(new Uri(stage.Address, "/portal"), back.Is(HttpStatusCode.Found).Location);
    }

    [Theory]
    [InlineData("/portal/me")]
    [InlineData("/portal/people?find=%2F%2Fevil")]
    [InlineData("/portal?x=1")]
    public async Task A_page_of_ours_is_where_signing_in_ends(string to)
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var back = await visitor.GetAsync(await visitor.ChooseAsync(stage.AccountOf(PortalStage.Staff), to));
        Assert.Equal(new Uri(stage.Address, to), back.Is(HttpStatusCode.Found).Location);
    }

    [Fact]
    public async Task An_answer_is_taken_once_and_only_by_the_browser_that_asked()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        using var other = stage.NewVisitor();
        var answer = await visitor.ChooseAsync(stage.AccountOf(PortalStage.Staff));
        // Somebody else's browser is made to go there: it would be signed in as another without knowing.
        RefusedAs("failed", await other.FollowAsync(await other.GetAsync(answer)));
        Assert.DoesNotContain("__Host-accessgov", other.Cookies.Keys);
        var before = new Dictionary<string, string>(visitor.Cookies);
        (await visitor.FollowAsync(await visitor.GetAsync(answer))).Is(HttpStatusCode.OK);
        // The same answer again, also with the cookies of before.
        RefusedAs("failed", await visitor.FollowAsync(await visitor.GetAsync(answer)));
        using var replayed = stage.NewVisitor();
        foreach (var (name, value) in before)
            replayed.Cookies[name] = value;
        RefusedAs("failed", await replayed.FollowAsync(await replayed.GetAsync(answer)));
        Assert.DoesNotContain("__Host-accessgov", replayed.Cookies.Keys);
    }

    [Fact]
    public async Task A_token_for_another_question_is_refused()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var first = await visitor.ChooseAsync(stage.AccountOf(PortalStage.Staff));
        var second = await visitor.ChooseAsync(stage.AccountOf(PortalStage.Operator));
        // State of the one, code of the other: verifier and nonce do not fit.
        var (of, from) = (QueryHelpers.ParseQuery(first.Query), QueryHelpers.ParseQuery(second.Query));
        var mixed = QueryHelpers.AddQueryString(
            first.GetLeftPart(UriPartial.Path),
            from.ToDictionary(p => p.Key, p => p.Key == "state" ? of["state"].ToString() : p.Value.ToString())!
        );
        RefusedAs("failed", await visitor.FollowAsync(await visitor.GetAsync(new Uri(mixed))));
        Assert.DoesNotContain("__Host-accessgov", visitor.Cookies.Keys);
    }

    [Fact]
    public async Task Whoever_cancels_at_the_provider_is_told_so()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        RefusedAs("cancelled", await visitor.SignInAsync("nobody"));
    }

    internal static void RefusedAs(string code, PlainAnswer page)
    {
        Assert.Equal($"/portal/refused?why={code}", page.At.PathAndQuery);
        page.Is(HttpStatusCode.Forbidden);
        Assert.Contains("<h2 id=\"why\">", page.Body, StringComparison.Ordinal);
    }
}
