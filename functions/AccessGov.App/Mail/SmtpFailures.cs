using System.Net.Sockets;
using AccessGov.App.Failures;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace AccessGov.App.Mail;

/// <summary>What a mail server answered, classified once. Its own words are left out: they may quote an address.</summary>
internal static class SmtpFailures
{
    /// <summary>What concerns one address and not every mail; null for the rest.</summary>
    public static AddressRefusal? OfAddress(SmtpCommandException e) =>
        e.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted => new AddressRefusal($"smtp-{(int)e.StatusCode}"),
            // After the text: of one recipient it is that recipient's. Whoever sends many stops when nobody is taken.
            SmtpErrorCode.MessageNotAccepted when (int)e.StatusCode >= 500 => new AddressRefusal($"smtp-{(int)e.StatusCode}"),
            _ => null,
        };

    /// <summary>What keeps every mail from going out; null for what is no failure of the server.</summary>
    public static OutsideFailureException? Classify(Exception e, string host, CancellationToken ct) =>
        e switch
        {
            SmtpCommandException { StatusCode: var status } when (int)status >= 500 => Lasting(
                $"smtp-{(int)status}",
                $"The mail server {host} refuses our mails ({(int)status}). Check mail:sender and what the server lets this machine send."
            ),
            SmtpCommandException { StatusCode: var status } => Passing($"smtp-{(int)status}", host),
            AuthenticationException => Lasting(
                "smtp-sign-in-refused",
                $"The mail server {host} does not take mail:smtp:user with the password of mail:smtp:passwordFile."
            ),
            SslHandshakeException => Lasting(
                "smtp-tls-failed",
                $"The certificate of the mail server {host} is not trusted, or bears another name. Name the city's own root by "
                    + "mail:smtp:rootsFile, or correct mail:smtp:host."
            ),
            NotSupportedException => Lasting(
                "smtp-no-tls",
                $"The mail server {host} offers no STARTTLS, or no way to sign in that is known here. Use mail:smtp:security: tls, or have "
                    + "it offered."
            ),
            FileNotFoundException or UnauthorizedAccessException => Lasting(
                "smtp-password-unreadable",
                "The file that mail:smtp:passwordFile names cannot be read."
            ),
            SocketException or IOException or SmtpProtocolException or ServiceNotConnectedException or TimeoutException => Passing(
                "mail-unreachable",
                host
            ),
            OperationCanceledException when !ct.IsCancellationRequested => Passing("mail-unreachable", host),
            _ => null,
        };

    private static OutsideFailureException Lasting(string code, string text) => new(new OutsideFailure.Permanent(code), text);

    private static OutsideFailureException Passing(string code, string host) =>
        new(new OutsideFailure.Transient(code), $"The mail server {host} did not take a mail ({code}).");
}
