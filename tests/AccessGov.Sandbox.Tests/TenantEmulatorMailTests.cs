using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorMailTests : IAsyncLifetime
{
    private const string Good = """
        { "message": { "subject": "s", "body": { "contentType": "text", "content": "t" },
          "toRecipients": [ { "emailAddress": { "address": "a@b.example" } } ] }, "saveToSentItems": false }
        """;

    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private TenantUser _sender = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync();
        _client = _tenant.CreateClient();
        _sender = SampleUsers.AddTo(_tenant.Directory, 1)[0];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_is_accepted_without_a_word_and_the_sender_may_be_named_either_way()
    {
        foreach (var id in new[] { _sender.Id, _sender.UserPrincipalName })
        {
            var answer = await AskAsync(Good, id);
            Assert.Equal(202, answer.Status);
            Assert.Null(answer.Body);
        }
        var mail = _tenant.Directory.Mails[1];
        Assert.Equal((_sender.UserPrincipalName, "s", "t", false), (mail.Sender, mail.Subject, mail.Text, mail.IsSaved));
        Assert.Equal(["a@b.example"], mail.To);
    }

    [Theory]
    [InlineData("\"subject\": \"s\"", "\"subjekt\": \"s\"", 501)]
    [InlineData("\"subject\": \"s\"", "\"bccRecipients\": []", 501)]
    [InlineData("\"contentType\": \"text\"", "\"contentType\": \"html\"", 501)]
    [InlineData("\"contentType\": \"text\"", "\"type\": \"text\"", 501)]
    [InlineData("\"emailAddress\": {", "\"emailAddress\": { \"name\": \"n\",", 501)]
    [InlineData("\"saveToSentItems\": false", "\"saveToSentItems\": \"no\"", 501)]
    [InlineData("\"saveToSentItems\": false", "\"saveToSent\": false", 501)]
    [InlineData("a@b.example", "nobody", 400)]
    public async Task What_the_service_would_not_take_or_the_emulator_does_not_know_is_no_mail(string from, string to, int status)
    {
        Assert.Equal(status, (await AskAsync(Good.Replace(from, to, StringComparison.Ordinal), _sender.Id)).Status);
        Assert.Empty(_tenant.Directory.Mails);
    }

    [Fact]
    public async Task Nobody_unknown_sends()
    {
        Assert.Equal((404, "ErrorInvalidUser"), (await AskAsync(Good, "x@y.example")) is var a ? (a.Status, a.Code) : default);
        Assert.Empty(_tenant.Directory.Mails);
    }

    private Task<TenantAnswer> AskAsync(string body, string sender) =>
        _client.Ask("POST", $"users/{sender}/sendMail", JsonNode.Parse(body));
}
