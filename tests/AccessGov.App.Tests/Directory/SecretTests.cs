using System.Text.Json;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Directory.Entra.Writes;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;
using AccessGov.Tests;
using static AccessGov.Core.Applying.ActionOutcome;

namespace AccessGov.App.Tests.Directory;

public sealed class SecretTests : DirectoryTest
{
    [Fact]
    public void Initial_passwords_are_long_all_different_and_to_be_changed_and_no_null_is_sent()
    {
        using var http = new HttpClient();
        using var creations = new NewAccountRequests(http, Tenant.BaseUri, "JP");
        var requests = Enumerable
            .Range(700_000, 60)
            .Select(n =>
                creations.Create(
                    (PlannedAction.CreateAccount)Do.Create(n.ToString(), attributes: AccountAttributes.Empty with { DisplayName = "須坂" })
                )
            )
            .ToList();
        Assert.All(requests, r => Assert.Equal((HttpMethod.Post, "/users"), (r.Method, r.Url)));
        var bodies = requests.Select(r => JsonDocument.Parse(r.Body).RootElement).ToList();
        var passwords = bodies.Select(b => b.GetProperty("passwordProfile").GetProperty("password").GetString()!).ToList();
        Assert.Equal(60, passwords.Distinct().Count());
        Assert.All(
            passwords,
            p => Assert.True(p.Length >= 32 && p.Any(char.IsAsciiDigit) && p.Any(char.IsAsciiLetterLower) && p.Any(char.IsAsciiLetterUpper))
        );
        Assert.All(bodies, b => Assert.True(b.GetProperty("passwordProfile").GetProperty("forceChangePasswordNextSignIn").GetBoolean()));
        Assert.All(bodies, b => Assert.DoesNotContain(b.EnumerateObject(), p => p.Value.ValueKind == JsonValueKind.Null));
        Assert.All(requests.Zip(passwords), pair => Assert.DoesNotContain(pair.Second, pair.First.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_text_that_leaves_the_adapter_has_a_secret_or_a_token()
    {
        var user = Users(1)[0];
        var said = new List<string?> { new DirectorySettings { Secret = Secret }.ToString(), Directory.ToString() };
        foreach (var status in new[] { 400, 401, 403, 500, 503 })
        {
            Tenant.Faults.Next("* /users*", times: 9, status: status);
            said.Add((await Directory.CaptureAsync([], null, Ct)).ToString());
            Tenant.Faults.Next("* /users*", times: 9, status: status);
            said.Add((await Directory.ApplyAsync([Do.Disable(user)], Ct))[0].ToString());
            Tenant.Faults.Calm();
            Tenant.Faults.Next("GET /users", times: 9, status: status);
            said.Add((await Record.ExceptionAsync(() => Directory.LookAsync([Guid.Parse(user.Id)], Ct)))?.ToString());
            Tenant.Faults.Calm();
        }

        Assert.Equal(17, said.Count(s => !string.IsNullOrEmpty(s)));
        Assert.All(said, s => Assert.DoesNotContain(Secret, s, StringComparison.Ordinal));
        Assert.All(said, s => Assert.DoesNotContain("sandbox.", s, StringComparison.Ordinal));
        Assert.All(said, s => Assert.DoesNotContain("Bearer", s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_is_never_sent_to_another_host()
    {
        using var tokens = new TokenSource(_ => Task.FromResult(new BearerToken("token", DateTimeOffset.MaxValue)), TimeProvider.System);
        using var http = new HttpClient(new GraphHandler(Tenant.BaseUri, tokens, new GraphCounters(), new HttpClientHandler()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(new Uri("http://127.0.0.1:9/v1.0/users"), Ct));
    }

    [Theory]
    [InlineData("https://evil.example.org/v1.0/users?$skiptoken=x")]
    [InlineData("/v1.0/users?$skiptoken=x")]
    [InlineData("http://127.0.0.1.evil.example.org/v1.0/users")]
    public void A_list_that_continues_elsewhere_is_not_followed(string link)
    {
        var root = new Uri("http://127.0.0.1/v1.0");
        var thrown = Assert.Throws<OutsideFailureException>(() => GraphLists.Follow(root, new Uri("http://127.0.0.1/v1.0/users"), link));
        Assert.Equal("foreign-next-link", thrown.Kind.Code);
    }

    [Fact]
    public async Task A_sign_in_that_is_refused_fails_for_good_and_says_what_to_check()
    {
        var user = Users(1)[0];
        using var stranger = new EntraDirectory(
            new DirectorySettings
            {
                BaseUri = Tenant.BaseUri,
                TokenUri = Tenant.TokenUri,
                ClientId = "",
                Secret = Secret,
            },
            Clock
        );
        var read = Assert.IsType<DirectoryRead.Incomplete>(await stranger.CaptureAsync([], null, Ct));
        Assert.Equal("sign-in-refused", Assert.IsType<OutsideFailure.Permanent>(read.Failure).Code);
        Assert.Contains("Check client id and secret", read.What.InEnglish(), StringComparison.Ordinal);
        Assert.Equal(new Failed("sign-in-refused"), (await stranger.ApplyAsync([Do.Disable(user)], Ct))[0].Outcome);
        Assert.True(user.AccountEnabled);
    }

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_its_end_and_a_refused_one_is_replaced()
    {
        Users(1);
        await CaptureAsync();
        Clock.Advance(TimeSpan.FromMinutes(58));
        await CaptureAsync();
        Assert.Equal(0, Tenant.Counters.Unauthorized);
        Tenant.Faults.Next("GET /users", status: 401);
        await CaptureAsync();
        Assert.Equal((1, 4), (Tenant.Counters.Unauthorized, Tenant.Counters.HttpRequests));
    }
}
