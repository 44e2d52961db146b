using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Api;

/// <summary>HTTP Message Signatures as libraries of others write them, and what a developer is told whose signature does not fit.</summary>
public sealed partial class SignatureTests(SignatureTests.Open open) : IClassFixture<SignatureTests.Open>
{
    private const string All = "\"@method\" \"@path\" \"@query\" \"content-digest\"",
        Path = ScimStage.Root + "/Users?count=0";

    private static int nonces;

    private ScimStage Stage => open.Stage;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>CREATED, NONCE and KEYID stand for the parameters; what comes is what everybody writes of it (RFC 9421 §2.3).</summary>
    [Theory]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG", null)]
    [InlineData("*my.Sig-1_=(ALL);CREATED;NONCE;KEYID;ALG", "refused")]
    [InlineData("*my.sig-1_=(ALL);CREATED;NONCE;KEYID;ALG", null)]
    [InlineData("s=(  \"@path\"   \"@method\" \"content-digest\" \"@query\"  );  ALG; KEYID;NONCE;   CREATED", null)]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG;expires=1780272060", null)]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG;tag=\"jinji \\\"v2\\\"\"", null)]
    [InlineData("proxy=(\"@method\");created=1;keyid=\"the proxy's\", sig1=(ALL);CREATED;NONCE;KEYID;ALG", null)]
    [InlineData("proxy=?0;a=1 \t,\t sig1=(ALL);CREATED;NONCE;KEYID;ALG", null)]
    [InlineData("proxy;x=@1659578233, other=tok/en:x;y=-1.5, bytes=:AAAA:, sig1=(ALL);CREATED;NONCE;KEYID;ALG", null)]
    [InlineData("proxy=(\"@method\");keyid=\"n\";tag=%\"f%c3%bc r\", x=%\"\", sig1=(ALL);CREATED;NONCE;KEYID;ALG", null)]
    [InlineData("n=-007, d=01.500, sig1=(ALL);CREATED;NONCE;KEYID;ALG;tag=%\"f%c3%bc\"", null)]
    public async Task A_signature_of_any_legal_form_is_read(string form, string? outcome)
    {
        var answer = await SendAsync(Stage, form);
        Assert.Equal(outcome is null ? (200, null) : (401, "signature-malformed"), (answer.Status, answer.Code));
    }

    /// <summary>Zeros before a number are signed by nobody (RFC 9651 §4.1.4).</summary>
    [Fact]
    public async Task A_number_is_signed_as_everybody_writes_it()
    {
        var answer = await SendAsync(
            Stage,
            "sig1=(ALL);NONCE;KEYID;ALG;CREATED",
            signed: text => text.Replace("created=00", "created=", StringComparison.Ordinal),
            zeros: "00"
        );
        Assert.Equal((200, null), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Lines_of_a_field_belong_together_and_other_digests_may_stand_beside_ours()
    {
        var answer = await SendAsync(
            Stage,
            "sig1=(ALL);CREATED;NONCE;KEYID;ALG",
            digest: hash => $"sha-512=:{Convert.ToBase64String(new byte[64])}:,  sha-256=:{hash.TrimEnd('=')}:",
            also: request =>
            {
                request.Headers.TryAddWithoutValidation("Signature-Input", "proxy=(\"@status\");keyid=\"x\"");
                request.Headers.TryAddWithoutValidation("Signature", $"proxy=:{Convert.ToBase64String(new byte[32])}:");
            }
        );
        Assert.Equal((200, null), (answer.Status, answer.Code));
    }

    /// <summary>The last value counts, in the place of the first (RFC 9651 §4.2): it is signed, and judged.</summary>
    [Theory]
    [InlineData("sig1=(ALL);created=1;CREATED;NONCE;KEYID;ALG", null)]
    [InlineData("sig1=(ALL);created=1;NONCE;KEYID;ALG;CREATED", null)]
    [InlineData("sig1=(ALL);CREATED;nonce=\"x\";keyid=\"nobody\";NONCE;KEYID;alg=\"none\";ALG", null)]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG;expires=1;expires=1780272060", null)]
    [InlineData("sig1=(ALL);CREATED;created=1;NONCE;KEYID;ALG", "signature-stale")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG;expires=1780272060;expires=1", "signature-stale")]
    [InlineData("sig1=(ALL);CREATED;NONCE;nonce=\"x\";KEYID;ALG", "signature-malformed")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;keyid=\"nobody\";ALG", "signature-wrong")]
    [InlineData("sig1=(\"@method\");CREATED;NONCE;KEYID;ALG, sig1=(ALL);CREATED;NONCE;KEYID;ALG", null)]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG, sig1=(\"@method\");CREATED;NONCE;KEYID;ALG", "signature-malformed")]
    public async Task Of_a_key_that_stands_twice_the_last_value_counts(string form, string? outcome)
    {
        Assert.Equal(outcome, (await SendAsync(Stage, form, signed: LastOfEach)).Code);
        if (outcome is null && !form.Contains(", ", StringComparison.Ordinal))
            Assert.Equal("signature-wrong", (await SendAsync(Stage, form)).Code);
    }

    [Fact]
    public async Task So_it_is_of_a_digest_and_of_a_signature()
    {
        const string form = "sig1=(ALL);CREATED;NONCE;KEYID;ALG";
        var other = $":{Convert.ToBase64String(new byte[32])}:";
        void First(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation("Signature", $"sig1={other}");

        Assert.Null((await SendAsync(Stage, form, digest: hash => $"sha-256={other}, sha-256=:{hash}:", also: First)).Code);
        Assert.Equal("digest-wrong", (await SendAsync(Stage, form, digest: hash => $"sha-256=:{hash}:, sha-256={other}")).Code);
    }

    [Theory]
    [InlineData("sig1=(\"@method\" \"@path\" \"content-digest\");CREATED;NONCE;KEYID;ALG", "\"@query\" is not covered")]
    [InlineData("sig1=(ALL \"@authority\");CREATED;NONCE;KEYID;ALG", "\"@authority\" must not be covered")]
    [InlineData("sig1=(ALL \"content-type\");CREATED;NONCE;KEYID;ALG", "\"content-type\" must not be covered")]
    [InlineData("sig1=(ALL);NONCE;KEYID;ALG", "created")]
    [InlineData("sig1=(ALL);created=1.5;NONCE;KEYID;ALG", "created")]
    [InlineData("sig1=(ALL);CREATED;nonce=\"short\";KEYID;ALG", "16 to 64 characters; it has 5")]
    [InlineData("sig1=(ALL);CREATED;KEYID;ALG", "nonce")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID", "alg")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;alg=\"rsa-pss-sha512\"", "alg")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG;expires=\"soon\"", "expires")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG;hurry", "hurry")]
    public async Task Whoever_holds_the_key_is_told_what_is_missing_and_a_stranger_is_not(string form, string says)
    {
        var answer = await SendAsync(Stage, form);
        Assert.Equal((401, "signature-malformed"), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
        await TellsNothingAsync(form);
    }

    [Theory]
    [InlineData(-301, null, "'created' is 2026-05-31T23:54:59Z; here it is 2026-06-01T00:00:00Z")]
    [InlineData(301, null, "'created' is")]
    [InlineData(0, -1, "'expires' is 2026-05-31T23:59:59Z; here it is 2026-06-01T00:00:00Z")]
    [InlineData(-60, -30, "'expires' is")]
    public async Task A_time_that_has_passed_is_honoured_and_told(int created, int? expires, string says)
    {
        var now = Stage.Clock.GetUtcNow();
        var form =
            $"sig1=(ALL);created={now.AddSeconds(created).ToUnixTimeSeconds()};NONCE;KEYID;ALG"
            + (expires is { } seconds ? $";expires={now.AddSeconds(seconds).ToUnixTimeSeconds()}" : "");
        var answer = await SendAsync(Stage, form);
        Assert.Equal((401, "signature-stale"), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
        await TellsNothingAsync(form);
    }

    public static TheoryData<string, string, string> Mistakes =>
        new()
        {
            { "\"@query\": ?count=0", "\"@query\": count=0", "@query" },
            { "\"@path\": /portal/api/scim/v2/Users\n", "\"@path\": /portal/api/scim/v2/Users?count=0\n", "@path" },
            { "\"@path\": /portal/api/scim/v2/Users\n", "\"@path\": /portal/api/scim/v2/Users/\n", "@path" },
            { "\"@method\": GET", "\"@method\": get", "@method" },
            { "\"@signature-params\": (", "\"@signature-params\": sig1=(", "@signature-params" },
            { "\n", "\r\n", "line feed" },
            { "\": ", "\":", "a space" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Whoever_holds_the_key_and_signs_something_else_is_told_which_part(string part, string instead, string says)
    {
        const string form = "sig1=(ALL);CREATED;NONCE;KEYID;ALG";
        string Wrong(string signed)
        {
            Assert.Contains(part, signed, StringComparison.Ordinal);
            return signed.Replace(part, instead, StringComparison.Ordinal);
        }

        var answer = await SendAsync(Stage, form, signed: Wrong);
        Assert.Equal((401, "signature-wrong"), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
        await TellsNothingAsync(form, Wrong);
    }

    [Fact]
    public async Task Whoever_takes_something_else_of_the_file_for_the_key_is_told()
    {
        const string form = "sig1=(ALL);CREATED;NONCE;KEYID;ALG";
        foreach (
            var key in new[]
            {
                Encoding.ASCII.GetBytes(Convert.ToBase64String(Stage.Key)),
                Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Stage.Key)),
            }
        )
        {
            var answer = await SendAsync(Stage, form, key: key);
            Assert.Equal((401, "signature-wrong"), (answer.Status, answer.Code));
            Assert.Contains("The key is the bytes of the file", answer.Detail, StringComparison.Ordinal);
        }
    }

    /// <summary>What nobody can guess, such as a path that a proxy shortens, is found by laying both beside each other.</summary>
    [Fact]
    public async Task Whoever_signs_what_nobody_can_guess_is_told_over_what_it_was_checked()
    {
        const string own = "\"@path\": /portal/api/scim/v2/Users\n";
        var signed = "";
        var answer = await SendAsync(
            Stage,
            "sig1=(ALL);CREATED;NONCE;KEYID;ALG",
            signed: text => (signed = text).Replace(own, "\"@path\": /scim/Users\n", StringComparison.Ordinal)
        );
        Assert.Contains(own, signed, StringComparison.Ordinal);
        Assert.Equal((401, "signature-wrong"), (answer.Status, answer.Code));
        Assert.Equal($"The signature was checked over these lines:\n{signed}", answer.Detail);
    }

    /// <summary>The form of one's own fields is no secret: whoever sends them is told what is wrong with it, whoever they are.</summary>
    [Theory]
    [InlineData("sig1=(ALL)", "keyid")]
    [InlineData("sig1=(ALL;CREATED", "Signature-Input is no dictionary")]
    [InlineData("sig1=(ALL);CREATED;NONCE;ALG", "keyid")]
    [InlineData("sig1=(ALL);CREATED;NONCE;keyid=7;ALG", "keyid")]
    [InlineData("sig1=ALL;CREATED;NONCE;KEYID;ALG", "Signature-Input is no dictionary")]
    [InlineData("sig1=tok;CREATED;NONCE;KEYID;ALG", "no list of components")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG,", "Signature-Input is no dictionary")]
    [InlineData("sig1=(\"@method\"\"@path\" \"@query\" \"content-digest\");CREATED;NONCE;KEYID;ALG", "Signature-Input is no dictionary")]
    [InlineData("sig1=(ALL);CREATED;NONCE;keyid=\"sign\\er\";ALG", "Signature-Input is no dictionary")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG;x=1-2", "Signature-Input is no dictionary")]
    [InlineData("sig1=(ALL);CREATED;NONCE;KEYID;ALG;x=%\"%FC\"", "Signature-Input is no dictionary")]
    [InlineData("Sig1=(ALL);CREATED;NONCE;KEYID;ALG", "Signature-Input is no dictionary")]
    [InlineData("", "Signature-Input")]
    [InlineData(",", "Signature-Input is no dictionary")]
    public async Task What_is_no_structured_field_or_names_nobody_is_refused_by_its_form(string form, string says)
    {
        var answer = await SendAsync(Stage, form);
        Assert.Equal((401, "signature-malformed"), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
        Assert.Equal(answer, await SendAsync(Stage, form, key: RandomNumberGenerator.GetBytes(32), name: "nobody"));
    }

    [Theory]
    [InlineData("other=:AAAA:", "No label stands both")]
    [InlineData("sig1=:AAAA:", "32 bytes in Base64")]
    [InlineData("sig1=:zz:", "32 bytes in Base64")]
    [InlineData("sig1=zz:", "32 bytes in Base64")]
    [InlineData("sig1=:z", "Signature is no dictionary")]
    public async Task A_signature_that_is_none_is_told(string field, string says)
    {
        var answer = await SendAsync(
            Stage,
            "sig1=(ALL);CREATED;NONCE;KEYID;ALG",
            signature: _ => field
        );
        Assert.Equal((401, "signature-malformed"), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
    }

    /// <summary>One server for all of them.</summary>
    public sealed class Open : IAsyncLifetime
    {
        internal ScimStage Stage { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Stage = await ScimStage.OpenAsync();

        public ValueTask DisposeAsync() => Stage.DisposeAsync();
    }
}
