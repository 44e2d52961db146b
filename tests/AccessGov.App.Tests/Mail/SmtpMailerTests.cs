using AccessGov.App.Failures;
using AccessGov.App.Mail;
using AccessGov.App.Settings;
using AccessGov.Core.Campaign;
using AccessGov.Sandbox.Mail;

namespace AccessGov.App.Tests.Mail;

/// <summary>Against a server that speaks the wire: what is taken, what is refused, and what is never said in the clear.</summary>
public sealed class SmtpMailerTests : IDisposable
{
    private const string Sender = "johosei@city.example";
    private static readonly Letter Letter = new("【須坂市】鍵の登録", "一行目\n.点で始まる行\n最後\n");
    private readonly TestFolder folder = new();
    private readonly MailCertificates certificates = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SmtpMailerTests()
    {
        File.WriteAllText(folder.File("password"), "pass-2f7a\n");
        File.WriteAllText(folder.File("roots.pem"), certificates.RootPem);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_mail_arrives_encrypted_and_signed_in_as_it_was_written(SmtpSecurity security)
    {
        await using var server = SmtpDouble.Start(
            new SmtpOptions
            {
                Certificate = certificates.Server,
                IsImplicit = security == SmtpSecurity.Tls,
                SignIn = ("accessgov", "pass-2f7a"),
            }
        );
        Assert.Null(await Mailer(server, security).SendAsync("000104@city.example", Letter, Ct));

        var mail = Assert.Single(server.Mails);
        Assert.Equal((Sender, "accessgov", true), (mail.From, mail.User, mail.IsEncrypted));
        Assert.Equal(["000104@city.example"], mail.To);
        using var read = mail.Read();
        Assert.Equal(Letter.Subject, read.Subject);
        Assert.Equal(Letter.Body, read.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal("auto-generated", read.Headers["Auto-Submitted"]);
        Assert.EndsWith("@city.example", read.MessageId, StringComparison.Ordinal);
        Assert.Equal(0, server.NotKnown);
        await Mailer(server, security).LookAsync(Ct);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_and_one_of_another_name_get_neither_password_nor_mail()
    {
        using var elsewhere = new MailCertificates("192.0.2.1");
        File.WriteAllText(folder.File("elsewhere.pem"), elsewhere.RootPem);
        foreach (
            var (shown, roots) in new[]
            {
                (certificates, null),
                (certificates, folder.File("elsewhere.pem")),
                (elsewhere, folder.File("elsewhere.pem")),
            }
        )
        {
            await using var server = SmtpDouble.Start(new SmtpOptions { Certificate = shown.Server, SignIn = ("accessgov", "pass-2f7a") });
            Assert.Equal(new OutsideFailure.Permanent("smtp-tls-failed"), await FailureAsync(Mailer(server, SmtpSecurity.StartTls, roots)));
            Assert.Empty(server.Mails);
        }
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_nothing()
    {
        await using var server = SmtpDouble.Start();
        Assert.Equal(new OutsideFailure.Permanent("smtp-no-tls"), await FailureAsync(Mailer(server, SmtpSecurity.StartTls)));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_wrong_password_stops_everybody_s_mail_and_is_in_no_message()
    {
        await using var server = SmtpDouble.Start(new SmtpOptions { Certificate = certificates.Server, SignIn = ("accessgov", "another") });
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() =>
            Mailer(server, SmtpSecurity.StartTls).SendAsync("a@b.example", Letter, Ct)
        );
        Assert.Equal(new OutsideFailure.Permanent("smtp-sign-in-refused"), thrown.Kind);
        Assert.DoesNotContain("pass-2f7a", thrown.ToString(), StringComparison.Ordinal);
        File.Delete(folder.File("password"));
        Assert.Equal(new OutsideFailure.Permanent("smtp-password-unreadable"), await FailureAsync(Mailer(server, SmtpSecurity.StartTls)));
    }

    [Theory]
    [InlineData("550 5.1.1 No such user a@b.example", "smtp-550")]
    [InlineData("452 4.2.2 Mailbox full", "smtp-452")]
    public async Task A_refused_address_is_an_answer_without_the_server_s_words(string answer, string code)
    {
        await using var server = SmtpDouble.Start(new SmtpOptions { OnRecipient = _ => answer });
        Assert.Equal(new AddressRefusal(code), await Plain(server).SendAsync("a@b.example", Letter, Ct));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_server_that_goes_before_it_answers_or_is_not_there_may_be_asked_again()
    {
        var server = SmtpDouble.Start(new SmtpOptions { OnTaken = _ => false });
        await using (server)
            Assert.IsType<OutsideFailure.Transient>(await FailureAsync(Plain(server)));
        Assert.Single(server.Mails);
        var gone = SmtpDouble.Start();
        var mailer = Plain(gone);
        await gone.DisposeAsync();
        Assert.Equal(new OutsideFailure.Transient("mail-unreachable"), await FailureAsync(mailer));
    }

    public void Dispose()
    {
        certificates.Dispose();
        folder.Dispose();
    }

    private static async Task<OutsideFailure> FailureAsync(SmtpMailer mailer) =>
        (await Assert.ThrowsAsync<OutsideFailureException>(() => mailer.SendAsync("a@b.example", Letter, Ct))).Kind;

    private SmtpMailer Mailer(SmtpDouble server, SmtpSecurity security) => Mailer(server, security, folder.File("roots.pem"));

    private SmtpMailer Mailer(SmtpDouble server, SmtpSecurity security, string? roots) =>
        new(
            new SmtpSettings
            {
                Host = "127.0.0.1",
                Port = server.Port,
                Security = security,
                User = "accessgov",
                PasswordFile = folder.File("password"),
                RootsFile = roots,
            },
            Sender,
            new JumpingClock()
        );

    private static SmtpMailer Plain(SmtpDouble server) =>
        new(
            new SmtpSettings
            {
                Host = "127.0.0.1",
                Port = server.Port,
                Security = SmtpSecurity.None,
            },
            Sender,
            new JumpingClock()
        );
}
