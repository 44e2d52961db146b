using System.Net;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Tests;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace AccessGov.App.Tests.Directory;

/// <summary>What Microsoft Entra's token endpoint refuses or does not do, as Azure.Identity passes it on.</summary>
public sealed class EntraCredentialsTests
{
    private static readonly DirectoryIdentity Reader = new DirectorySettings
    {
        ClientId = Guid.NewGuid().ToString(),
        Secret = "a-secret",
    }.IdentityOf(DirectoryRole.Reader);

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "http-429")]
    [InlineData(HttpStatusCode.InternalServerError, "http-500")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "http-503")]
    public async Task An_endpoint_that_is_too_busy_is_named_by_its_status_and_asked_again_later(HttpStatusCode status, string code)
    {
        var failure = await FailureAsync(new Endpoint(() => new HttpResponseMessage(status) { Content = new StringContent("{}") }));
        Assert.Equal("sign-in-unreachable", Assert.IsType<OutsideFailure.Transient>(failure.Kind).Code);
        Assert.Contains($": {code}.", failure.What.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_secret_is_no_outage()
    {
        const string body = """{ "error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided." }""";
        var refused = new Endpoint(() => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent(body) });
        Assert.Equal("sign-in-refused", Assert.IsType<OutsideFailure.Permanent>((await FailureAsync(refused)).Kind).Code);
    }

    [Fact]
    public async Task A_broken_connection_says_how_it_broke()
    {
        var failure = await FailureAsync(
            new Endpoint(() => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host"))
        );
        Assert.IsType<OutsideFailure.Transient>(failure.Kind);
        Assert.Contains(": its name is not found (check the address and DNS).", failure.What.InEnglish(), StringComparison.Ordinal);
    }

    private static async Task<OutsideFailureException> FailureAsync(Endpoint endpoint)
    {
        using var http = new HttpClient(endpoint);
        using var transport = new HttpClientTransport(http);
        var options = new ClientSecretCredentialOptions
        {
            Transport = transport,
            DisableInstanceDiscovery = true,
            Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) },
        };
        var acquire = EntraCredentials.From(Guid.NewGuid().ToString(), Reader, options);
        return await Assert.ThrowsAsync<OutsideFailureException>(() => acquire(TestContext.Current.CancellationToken));
    }

    private sealed class Endpoint(Func<HttpResponseMessage> reply) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(reply());

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => reply();
    }
}
