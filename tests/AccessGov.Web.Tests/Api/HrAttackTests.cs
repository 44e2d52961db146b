using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant.Wire;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Api;

/// <summary>What somebody may try at <c>POST /portal/api/hr/events</c>. Nothing of it becomes a fact.</summary>
public sealed class HrAttackTests(HrAttackTests.Open open) : IClassFixture<HrAttackTests.Open>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HrDoor Door => open.Door;

    [Fact]
    public async Task A_signature_by_another_key_or_another_name_is_refused()
    {
        await RefusedAsync(Door.Sender(key: RandomNumberGenerator.GetBytes(32)), HttpStatusCode.Unauthorized, "signature-wrong");
        await RefusedAsync(Door.Sender("suido"), HttpStatusCode.Unauthorized, "signature-wrong");
        await RefusedAsync(Door.Sender("nobody"), HttpStatusCode.Unauthorized, "signature-wrong");
    }

    [Fact]
    public async Task Nobody_is_let_in_without_proof_or_with_two()
    {
        using var sender = Door.Sender();
        Assert.Equal("credentials-missing", (await sender.SendAsync(Sender.Bare(Body()), Ct)).Word);
        var both = sender.Request(Body());
        both.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
        Assert.Equal("credentials-missing", (await sender.SendAsync(both, Ct)).Word);
        await NothingWasTakenAsync();
    }

    [Fact]
    public async Task A_body_changed_after_signing_is_refused()
    {
        using var sender = Door.Sender();
        var (status, word, _) = await sender.SendAsync(
            sender.Request(Body(), signedBody: Body().Replace("610100", "610200", StringComparison.Ordinal)),
            Ct
        );
        Assert.Equal((HttpStatusCode.Unauthorized, "digest-wrong"), (status, word));
        await NothingWasTakenAsync();
    }

    [Theory]
    [InlineData("Signature-Input", "@method", "@authority", "signature-wrong")]
    [InlineData("Signature-Input", "\"content-digest\"", "", "signature-wrong")]
    [InlineData("Signature-Input", ";nonce=", ";expires=1;nonce=", "signature-wrong")]
    [InlineData("Signature-Input", ";nonce=\"", ";nonce=\"short\";other=\"", "signature-wrong")]
    [InlineData("Signature-Input", "hmac-sha256", "none", "signature-wrong")]
    [InlineData("Signature-Input", "sig1=", "sig2=", "signature-malformed")]
    [InlineData("Signature", "sig1=:", "sig1=:AAAA", "signature-malformed")]
    [InlineData("Content-Digest", "sha-256", "md5", "signature-wrong")]
    public async Task A_signature_that_was_altered_is_refused(string header, string part, string instead, string word)
    {
        using var sender = Door.Sender();
        var request = sender.Request(Body());
        var value = request.Headers.GetValues(header).Single();
        Assert.Contains(part, value, StringComparison.Ordinal);
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value.Replace(part, instead, StringComparison.Ordinal));
        Assert.Equal(word, (await sender.SendAsync(request, Ct)).Word);
        await NothingWasTakenAsync();
    }

    /// <summary>Of what stands twice the last counts, everywhere: no value is judged that another was signed for.</summary>
    [Theory]
    [InlineData("Signature", "sig1=:", "sig1=:AAAA:", "signature-malformed")]
    [InlineData("Signature-Input", "sig1=(", "sig1=();keyid=\"other\"", "signature-wrong")]
    [InlineData("Signature-Input", "sig1=(", "sig1", "signature-malformed")]
    [InlineData("Content-Digest", "sha-256=:", "sha-256=:AAAA:", "signature-wrong")]
    public async Task A_value_that_somebody_adds_on_the_way_is_no_way_in(string header, string has, string added, string word)
    {
        using var sender = Door.Sender();
        var request = sender.Request(Body());
        Assert.StartsWith(has, request.Headers.GetValues(header).Single(), StringComparison.Ordinal);
        request.Headers.TryAddWithoutValidation(header, added);
        Assert.Equal(word, (await sender.SendAsync(request, Ct)).Word);
        await NothingWasTakenAsync();
    }

    [Theory]
    [InlineData(-310)]
    [InlineData(310)]
    public async Task A_request_of_another_time_is_refused(int seconds) =>
        await RefusedAsync(Door.Sender(at: DateTimeOffset.UtcNow.AddSeconds(seconds)), HttpStatusCode.Unauthorized, "signature-stale");

    [Fact]
    public async Task A_caller_may_not_speak_for_another_source_nor_for_another_municipality()
    {
        using var sender = Door.Sender();
        Assert.Equal(
            (HttpStatusCode.Forbidden, "source-not-allowed"),
            await sender.TellAsync(Sender.Event(Door.Tenant, "e", Sender.Person("300001"), source: "water"), Ct)
        );
        Assert.Equal(
            (HttpStatusCode.Forbidden, "tenant-other"),
            await sender.TellAsync(Sender.Event("nagano", "e", Sender.Person("300001")), Ct)
        );
        await NothingWasTakenAsync();
    }

    [Fact]
    public async Task Oversized_nested_doubled_and_dishonest_bodies_are_refused()
    {
        using var sender = Door.Sender();
        async Task IsAsync(HttpStatusCode status, string word, string body) =>
            Assert.Equal((status, word), await sender.TellAsync(body, Ct));

        await IsAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large", $"{{\"id\":\"{new string('x', 70_000)}\"}}");
        var chunked = sender.Request(Body());
        chunked.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 70_000))));
        chunked.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal("body-too-large", (await sender.SendAsync(chunked, Ct)).Word);
        await IsAsync(HttpStatusCode.BadRequest, "json-unreadable", new string('[', 10_000) + new string(']', 10_000));
        await IsAsync(
            HttpStatusCode.BadRequest,
            "json-unreadable",
            string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000)
        );
        await IsAsync(
            HttpStatusCode.BadRequest,
            "json-unreadable",
            Body().Replace("\"tenant\"", "\"source\":\"water\",\"tenant\"", StringComparison.Ordinal)
        );
        await IsAsync(
            HttpStatusCode.BadRequest,
            "json-unreadable",
            Body().Replace("\"employeeId\"", "\"employeeId\":\"300002\",\"employeeId\"", StringComparison.Ordinal)
        );
        await IsAsync(HttpStatusCode.BadRequest, "event-faulty", Body().Replace("\"tenant\"", "\"tenamt\"", StringComparison.Ordinal));
        await IsAsync(HttpStatusCode.BadRequest, "event-faulty", Sender.Event(Door.Tenant, "e/../1", Sender.Person("300001")));
        // Told once for the year 2099 it would overtake everything that is said until then.
        await IsAsync(
            HttpStatusCode.BadRequest,
            "event-faulty",
            Sender.Event(Door.Tenant, "e", Sender.Person("300001"), at: DateTimeOffset.UtcNow.AddYears(70))
        );
        var text = sender.Request(Body());
        text.Content = new StringContent(Body(), Encoding.UTF8, "text/plain");
        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, "type-not-json"),
            await sender.SendAsync(text, Ct) is var (s, w, _) ? (s, w) : default
        );
        await NothingWasTakenAsync();
    }

    [Fact]
    public async Task A_refusal_says_where_and_why_and_holds_no_name()
    {
        using var sender = Door.Sender();
        var (status, word, answer) = await sender.SendAsync(
            sender.Request(Body().Replace("\"org\":\"610100\"", "\"org\":\"\"", StringComparison.Ordinal)),
            Ct
        );
        Assert.Equal(
            (HttpStatusCode.BadRequest, "event-faulty", "person.postings[0].org"),
            (status, word, answer.GetProperty("faults")[0].GetProperty("path").GetString())
        );
        Assert.DoesNotContain("消防", answer.GetRawText(), StringComparison.Ordinal);
        (status, word, answer) = await sender.SendAsync(
            sender.Request(
                Sender.Event(Door.Tenant, "e", """{"employeeId":"300001","name":"消防","employments":[],"postings":[],"leaves":[]}""")
            ),
            Ct
        );
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "statement-refused", "statement-without-term"),
            (status, word, answer.GetProperty("refusals")[0].GetProperty("code").GetString())
        );
    }

    public static TheoryData<string, string, string> FalseClaims =>
        new()
        {
            { "another audience", "aud", "api://other" },
            { "another issuer", "iss", "https://login.microsoftonline.com/other/v2.0" },
            { "another tenant", "tid", "00000000-0000-0000-0000-000000000001" },
            { "another application", "azp", "00000000-0000-0000-0000-000000000002" },
            { "a person's token", "scp", "user_impersonation" },
            { "a person's subject", "sub", "somebody" },
            { "a person's kind", "idtyp", "user" },
            { "no audience", "aud", "" },
        };

    [Theory]
    [MemberData(nameof(FalseClaims))]
    public async Task A_token_with_a_false_claim_is_refused(string what, string claim, string value)
    {
        var claims = Claims();
        claims[claim] = value;
        await TokenRefusedAsync(what, Door.Stage.Tenant.Apps.Sign(claims));
    }

    [Fact]
    public async Task A_token_that_has_expired_or_is_not_valid_yet_or_never_ends_is_refused()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var (over, early, endless) = (Claims(), Claims(), Claims());
        over["exp"] = now - 301;
        over["nbf"] = now - 4000;
        early["nbf"] = now + 400;
        endless.Remove("exp");
        foreach (var claims in (JsonObject[])[over, early, endless])
            await TokenRefusedAsync("lifetime", Door.Stage.Tenant.Apps.Sign(claims));
    }

    [Fact]
    public async Task A_token_that_nobody_the_tenant_trusts_has_signed_is_refused()
    {
        using var stranger = RSA.Create(2048);
        var published = Door.Stage.Tenant.Apps.Key;
        await TokenRefusedAsync("unknown key", AppTokens.Sign(Claims(), stranger, "other"));
        await TokenRefusedAsync("unknown key under a known name", AppTokens.Sign(Claims(), stranger, AppTokens.KeyId));
        await TokenRefusedAsync("alg none", AppTokens.Join(new JsonObject { ["typ"] = "JWT", ["alg"] = "none" }, Claims(), _ => []));
        foreach (
            var secret in (byte[][])
                [
                    Encoding.ASCII.GetBytes(published.ExportSubjectPublicKeyInfoPem()),
                    published.ExportSubjectPublicKeyInfo(),
                    published.ExportParameters(false).Modulus!,
                ]
        )
            await TokenRefusedAsync(
                "HS256 with the public key",
                AppTokens.Join(AppTokens.Header("HS256", AppTokens.KeyId), Claims(), text => HMACSHA256.HashData(secret, text))
            );
        var good = Door.Stage.Tenant.Apps.Sign(Claims());
        await TokenRefusedAsync("another's signature", good[..good.LastIndexOf('.')] + ".AAAA");
        await TokenRefusedAsync("Graph's token", Door.Stage.Tenant.IssueToken());
        await TokenRefusedAsync("nothing", "");
        await TokenRefusedAsync("long", new string('a', 20_000));
    }

    [Fact]
    public async Task No_secret_reaches_the_log()
    {
        var token = Door.Stage.Tenant.Apps.Sign(Claims());
        await TokenRefusedAsync("wrong", token + "x");
        using var sender = Door.Sender();
        var request = sender.Request(Body(), signedBody: "{}");
        var signature = request.Headers.GetValues("Signature").Single();
        await sender.SendAsync(request, Ct);
        await Stage.UntilAsync(() => Task.FromResult(Door.RunningLog.Contains("refused", StringComparison.Ordinal)), Ct);
        var log = Door.RunningLog;
        foreach (var secret in (string[])[token, signature, Convert.ToHexString(Door.Key), Convert.ToBase64String(Door.Key), "消防"])
            Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonObject ClaimsOf(HrDoor door) =>
        door.Stage.Tenant.Apps.Claims(door.Stage.Tenant.AuthorityUri, HrDoor.EntraTenant, HrDoor.Audience, HrDoor.App);

    private JsonObject Claims() => ClaimsOf(Door);

    private string Body() => Sender.Event(Door.Tenant, "e", Sender.Person("300001"), source: "fire");

    private async Task RefusedAsync(Sender sender, HttpStatusCode status, string word)
    {
        using (sender)
            Assert.Equal((status, word), await sender.TellAsync(Body(), Ct));
        await NothingWasTakenAsync();
    }

    private async Task TokenRefusedAsync(string what, string token)
    {
        using var sender = Door.Sender();
        Assert.True((HttpStatusCode.Unauthorized, "token-refused") == await sender.TellAsync(Body(), token, Ct), what);
        await NothingWasTakenAsync();
    }

    private async Task NothingWasTakenAsync() =>
        Assert.Empty(await Door.Workspace.Records.RangeAsync(new(Door.Workspace.Tenant, "hr"), "event:", "event:~", Ct).ToListAsync(Ct));

    /// <summary>One server for all of them.</summary>
    public sealed class Open : IAsyncLifetime
    {
        public HrDoor Door { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Door = await HrDoor.SetAsync();
            await Door.ServeAsync(CancellationToken.None);
        }

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
