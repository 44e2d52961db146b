using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.App.Audit;
using AccessGov.App.Failures;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;

namespace AccessGov.App.Tests.Audit;

/// <summary>
/// The key from a vault: answers as the Key Vault REST API gives them, challenge included, below the SDK. No real vault was asked.
/// </summary>
public sealed class SigningKeyTests : IDisposable
{
    private static readonly Uri Address = new("https://city.vault.azure.net/secrets/checkpoint-signing-key");
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Vault vault = new();
    private readonly SigningKey signing;

    public SigningKeyTests()
    {
        vault.Secret = key.ExportPkcs8PrivateKeyPem();
        var options = new SecretClientOptions { Transport = new HttpClientTransport(vault) };
        options.Retry.MaxRetries = 0;
        signing = new SigningKey("/nowhere/at/all.pem", Address, new Anybody(), options);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_vaults_key_signs_and_is_fetched_once()
    {
        byte[] text = [1, 2, 3];
        for (var i = 0; i < 3; i++)
        {
            using var signer = await signing.FindAsync(Ct);
            Assert.True(key.VerifyData(text, signer!.Sign(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }
        Assert.Equal(["/secrets/checkpoint-signing-key/"], vault.Asked.Select(a => a.TrimEnd('/') + "/"));
        Assert.False(File.Exists("/nowhere/at/all.pem"));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "signing-key-forbidden", true)]
    [InlineData(HttpStatusCode.NotFound, "signing-key-missing", true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "signing-key-unreachable", false)]
    [InlineData(HttpStatusCode.TooManyRequests, "signing-key-unreachable", false)]
    public async Task A_vault_that_does_not_give_the_key_is_told_apart_and_asked_again(HttpStatusCode status, string code, bool forGood)
    {
        vault.Status = status;
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() => signing.OpenAsync(Ct));
        Assert.Equal((code, forGood), (thrown.Kind.Code, thrown.Kind is OutsideFailure.Permanent));
        vault.Status = HttpStatusCode.OK;
        (await signing.OpenAsync(Ct)).Dispose();
    }

    [Fact]
    public async Task A_secret_that_is_no_key_is_refused_and_never_repeated()
    {
        vault.Secret = "hunter2";
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() => signing.OpenAsync(Ct));
        Assert.Equal(new OutsideFailure.Permanent("signing-key-unusable"), thrown.Kind);
        Assert.DoesNotContain("hunter2", thrown.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        signing.Dispose();
        vault.Dispose();
        key.Dispose();
    }

    private sealed class Vault : HttpMessageHandler
    {
        public string Secret { get; set; } = "";

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = new HttpResponseMessage(request.Headers.Authorization is null ? HttpStatusCode.Unauthorized : Status)
            {
                RequestMessage = request,
            };
            if (request.Headers.Authorization is null)
                reply.Headers.TryAddWithoutValidation(
                    "WWW-Authenticate",
                    "Bearer authorization=\"https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111\", "
                        + "resource=\"https://vault.azure.net\""
                );
            else
            {
                Asked.Add(request.RequestUri!.AbsolutePath);
                reply.Content = new StringContent(
                    JsonSerializer.Serialize(new { value = Secret, id = $"{Address}/1" }),
                    System.Text.Encoding.UTF8,
                    "application/json"
                );
            }
            return Task.FromResult(reply);
        }
    }

    private sealed class Anybody : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
