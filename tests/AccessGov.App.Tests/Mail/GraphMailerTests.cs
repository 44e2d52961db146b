using AccessGov.App.Directory.Entra;
using AccessGov.App.Failures;
using AccessGov.App.Mail;
using AccessGov.App.Settings;
using AccessGov.App.Tests.Directory;
using AccessGov.Core.Campaign;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.App.Tests.Mail;

/// <summary>Over HTTP, as an application that may send mail and nothing else.</summary>
public sealed class GraphMailerTests : DirectoryTest
{
    private const string To = "000104@city.example",
        Sending = "POST /users/*/sendMail";
    private static readonly Letter Letter = new("【須坂市】鍵の登録", "一行目\n二行目\n");

    private protected override TenantOptions Options =>
        new() { May = (client, _, path) => client == "the-mailer" && path.EndsWith("/sendMail", StringComparison.Ordinal) };

    [Fact]
    public async Task A_mail_is_taken_as_it_was_written_and_no_copy_is_kept()
    {
        using var directory = Mailing();
        using var mailer = Mailer(directory);
        Assert.Null(await mailer.SendAsync(To, Letter, Ct));
        // A token that ran out is fetched anew, and the mail goes once.
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(await mailer.SendAsync(To, Letter, Ct));
        Assert.Equal(2, Tenant.Directory.Mails.Count);
        var mail = Tenant.Directory.Mails[0];
        Assert.Equal(
            (Tenant.Directory.Users[0].UserPrincipalName, "the-mailer", Letter.Subject, Letter.Body, false),
            (mail.Sender, mail.Client, mail.Subject, mail.Text, mail.IsSaved)
        );
        Assert.Equal([To], mail.To);
    }

    [Fact]
    public async Task An_address_that_is_none_is_an_answer_and_what_concerns_everybody_is_thrown()
    {
        using var directory = Mailing();
        using var mailer = Mailer(directory);
        Assert.Equal(new AddressRefusal("ErrorInvalidRecipients"), await mailer.SendAsync("nobody", Letter, Ct));
        using var other = new GraphMailer(() => directory.Mailing!, Tenant.BaseUri, "nobody@city.example");
        Assert.Equal(new OutsideFailure.Permanent("ErrorInvalidUser"), await FailureAsync(other));
        Tenant.Faults.Refuse(Sending, 403, "ErrorAccessDenied", $"Access is denied to {To}.");
        Assert.Equal(new OutsideFailure.Permanent("forbidden"), await FailureAsync(mailer));
        Tenant.Faults.Next(Sending, status: 429, retryAfter: TimeSpan.FromSeconds(40));
        Assert.Equal(new OutsideFailure.Transient("throttled", TimeSpan.FromSeconds(40)), await FailureAsync(mailer));
        Tenant.Faults.Next(Sending, status: 503);
        Assert.IsType<OutsideFailure.Transient>(await FailureAsync(mailer));
        Assert.Empty(Tenant.Directory.Mails);
        Tenant.Faults.DropReplyAfterEffect(Sending);
        Assert.Equal(new OutsideFailure.Transient("mail-unreachable"), await FailureAsync(mailer));
        Assert.Single(Tenant.Directory.Mails);
    }

    private static async Task<OutsideFailure> FailureAsync(GraphMailer mailer)
    {
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() => mailer.SendAsync(To, Letter, Ct));
        Assert.DoesNotContain(To, thrown.Message, StringComparison.Ordinal);
        return thrown.Kind;
    }

    private GraphMailer Mailer(EntraDirectory directory)
    {
        Users(1);
        return new GraphMailer(() => directory.Mailing!, Tenant.BaseUri, Tenant.Directory.Users[0].UserPrincipalName);
    }

    private EntraDirectory Mailing() =>
        new(
            new DirectorySettings
            {
                BaseUri = Tenant.BaseUri,
                TokenUri = Tenant.TokenUri,
                ClientId = "the-reader",
                Secret = Secret,
                RoleClientIds = new Dictionary<DirectoryRole, string>
                {
                    [DirectoryRole.Writer] = "the-writer",
                    [DirectoryRole.Mailer] = "the-mailer",
                },
                SecretOf = _ => "another-secret",
            },
            Clock
        );
}
