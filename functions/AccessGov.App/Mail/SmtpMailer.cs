using System.Security.Cryptography.X509Certificates;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Campaign;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace AccessGov.App.Mail;

/// <summary>
/// Mail through a server that speaks SMTP. A connection a mail: campaigns are slow, and a broken one loses nobody else's.
/// </summary>
/// <param name="settings">Server, security and who signs in.</param>
/// <param name="sender">The address that sends.</param>
/// <param name="clock">What the time is, for the date that a mail bears.</param>
public sealed class SmtpMailer(SmtpSettings settings, string sender, TimeProvider clock) : IMailer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task<AddressRefusal?> SendAsync(string to, Letter letter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(letter);
        using var message = Message(to, letter);
        using var client = Client();
        try
        {
            await ConnectAsync(client, ct);
            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException e) when (SmtpFailures.OfAddress(e) is { } refused)
        {
            return refused;
        }
        catch (Exception e) when (SmtpFailures.Classify(e, settings.Host, ct) is { } failure)
        {
            throw failure;
        }
        await LeaveAsync(client, ct);
        return null;
    }

    /// <summary>The way in, as far as the greeting: nothing is sent. For <c>doctor</c>.</summary>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The server does not let us in.</exception>
    public async Task LookAsync(CancellationToken ct)
    {
        using var client = Client();
        try
        {
            await ConnectAsync(client, ct);
        }
        catch (Exception e) when (SmtpFailures.Classify(e, settings.Host, ct) is { } failure)
        {
            throw failure;
        }
        await LeaveAsync(client, ct);
    }

    private SmtpClient Client()
    {
        // Asked of the certificate's issuer over the network, revocation would keep a closed zone from every mail.
        var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, CheckCertificateRevocation = false };
        if (settings.RootsFile is { } roots)
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
                certificate is X509Certificate2 shown && SmtpTrust.IsTrusted(shown, errors, roots);
        return client;
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken ct)
    {
        await client.ConnectAsync(
            settings.Host,
            settings.Port,
            settings.Security switch
            {
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.None,
            },
            ct
        );
        if (settings.User is { } user)
            await client.AuthenticateAsync(user, (await File.ReadAllTextAsync(settings.PasswordFile!, ct)).TrimEnd('\r', '\n'), ct);
    }

    /// <summary>The mail was taken: a server that goes without a word changes nothing, and must not make it be sent again.</summary>
    private static async Task LeaveAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is IOException or SmtpProtocolException or SmtpCommandException or OperationCanceledException) { }
    }

    private MimeMessage Message(string to, Letter letter)
    {
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Body = new TextPart("plain") { Text = letter.Body },
            Date = clock.GetUtcNow(),
            // Without it the library names this machine.
            MessageId = MimeUtils.GenerateMessageId(sender.Split('@')[^1]),
        };
        message.From.Add(new MailboxAddress("", sender));
        message.To.Add(new MailboxAddress("", to));
        // RFC 3834: nobody's absence notice answers.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
