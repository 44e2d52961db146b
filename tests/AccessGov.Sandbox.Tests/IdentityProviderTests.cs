using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;
using Microsoft.AspNetCore.WebUtilities;

namespace AccessGov.Sandbox.Tests;

/// <summary>The identity provider is stricter than Entra: what it does not know it refuses on the spot.</summary>
public sealed class IdentityProviderTests
{
    private const string Verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    private static readonly Uri Portal = new("http://localhost:65000/portal/signin-oidc");

    private static readonly Dictionary<string, string> Honest = new()
    {
        ["client_id"] = IdentityOptions.UsualClientId,
        ["redirect_uri"] = Portal.OriginalString,
        ["response_type"] = "code",
        ["scope"] = "openid profile",
        ["state"] = "s",
        ["nonce"] = "n",
        ["code_challenge_method"] = "S256",
        ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("client_id", "another")]
    [InlineData("redirect_uri", "http://localhost:65000/portal/signin-oidc/")]
    [InlineData("redirect_uri", "https://evil.example/portal/signin-oidc")]
    [InlineData("response_type", "id_token")]
    [InlineData("scope", "profile")]
    [InlineData("scope", "openid offline_access")]
    [InlineData("state", null)]
    [InlineData("nonce", null)]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("domain_hint", "city.example")]
    public async Task A_question_that_is_not_exactly_right_is_refused_and_nobody_is_sent_back(string parameter, string? value)
    {
        await using var world = await World.OpenAsync();
        var asked = new Dictionary<string, string>(Honest);
        asked.Remove(parameter);
        if (value is not null)
            asked[parameter] = value;
        using var reply = await world.AskAsync(asked);
        Assert.True(reply.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{reply.StatusCode}");
        Assert.Contains("error:", await reply.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_says_who_was_chosen_and_a_code_is_good_once()
    {
        await using var world = await World.OpenAsync();
        var code = await world.ChooseAsync(world.User.Id);
        var (status, json) = await world.ExchangeAsync(code, Verifier);
        Assert.Equal(HttpStatusCode.OK, status);
        var token = ((string)json["id_token"]!).Split('.');
        var header = JsonNode.Parse(WebEncoders.Base64UrlDecode(token[0]))!;
        var claims = JsonNode.Parse(WebEncoders.Base64UrlDecode(token[1]))!;
        Assert.Equal("RS256", (string?)header["alg"]);
        Assert.Equal(
            [world.User.Id, "the-tenant", "n", IdentityOptions.UsualClientId, world.User.UserPrincipalName, "福島 哲也"],
            ((string[])["oid", "tid", "nonce", "aud", "preferred_username", "name"]).Select(c => (string?)claims[c])
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await world.ExchangeAsync(code, Verifier)).Status);
    }

    [Fact]
    public async Task A_code_without_its_verifier_or_with_an_unknown_parameter_is_worth_nothing()
    {
        await using var world = await World.OpenAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await world.ExchangeAsync(await world.ChooseAsync(world.User.Id), Verifier + "x")).Status);
        var code = await world.ChooseAsync(world.User.Id);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.ExchangeAsync(code, Verifier, ("resource", "graph"))).Status);
    }

    [Fact]
    public async Task Only_enabled_accounts_are_shown_and_can_be_chosen()
    {
        await using var world = await World.OpenAsync();
        var shut = world.Tenant.Directory.Add(new TenantUser("shut@city.example") { AccountEnabled = false });
        using var page = await world.AskAsync(Honest);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Contains(world.User.Id, html, StringComparison.Ordinal);
        Assert.DoesNotContain(shut.Id, html, StringComparison.Ordinal);
        Assert.Empty(await world.ChooseAsync(shut.Id));
    }

    [Fact]
    public async Task Of_many_accounts_the_one_that_is_looked_for_is_found()
    {
        await using var world = await World.OpenAsync();
        SampleUsers.AddTo(world.Tenant.Directory, 200);
        var wanted = world.Tenant.Directory.Add(new TenantUser("last@city.example") { EmployeeId = "999999", DisplayName = "末尾" });
        using var all = await world.AskAsync(Honest);
        Assert.DoesNotContain(wanted.Id, await all.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        foreach (var words in (string[])["末尾", "999999", "LAST@"])
        {
            using var found = await world.AskAsync(new(Honest) { ["find"] = words });
            Assert.Contains(wanted.Id, await found.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    /// <summary>A tenant, its provider, and somebody who asks over HTTP.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        private IdentityProvider identity = null!;

        public TenantEmulator Tenant { get; private set; } = null!;

        public TenantUser User { get; private set; } = null!;

        public static async Task<World> OpenAsync()
        {
            var world = new World { Tenant = await TenantEmulator.StartAsync() };
            world.User = world.Tenant.Directory.Add(new TenantUser("f@city.example") { EmployeeId = "001001", DisplayName = "福島 哲也" });
            world.identity = await IdentityProvider.StartAsync(
                world.Tenant.Directory,
                new IdentityOptions { TenantId = "the-tenant", RedirectUris = [Portal] }
            );
            return world;
        }

        public Task<HttpResponseMessage> AskAsync(Dictionary<string, string> asked) =>
            http.GetAsync(new Uri(identity.Authority, QueryHelpers.AddQueryString("/authorize", asked!)), Ct);

        /// <summary>The code; empty when there is none.</summary>
        public async Task<string> ChooseAsync(string account)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>(Honest) { ["account"] = account });
            using var reply = await http.PostAsync(new Uri(identity.Authority, "/authorize"), form, Ct);
            Assert.Equal(HttpStatusCode.Found, reply.StatusCode);
            return QueryHelpers.ParseQuery(reply.Headers.Location!.Query).TryGetValue("code", out var code) ? code.ToString() : "";
        }

        public async Task<(HttpStatusCode Status, JsonNode Json)> ExchangeAsync(
            string code,
            string verifier,
            params (string Name, string Value)[] more
        )
        {
            var asked = new Dictionary<string, string>
            {
                ["client_id"] = IdentityOptions.UsualClientId,
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["code_verifier"] = verifier,
                ["redirect_uri"] = Portal.OriginalString,
            };
            foreach (var (name, value) in more)
                asked[name] = value;
            using var form = new FormUrlEncodedContent(asked);
            using var reply = await http.PostAsync(new Uri(identity.Authority, "/token"), form, Ct);
            return (reply.StatusCode, JsonNode.Parse(await reply.Content.ReadAsStringAsync(Ct))!);
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await identity.DisposeAsync();
            await Tenant.DisposeAsync();
        }
    }
}
