using System.Net.Sockets;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
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
                Wording.Of("Outside.smtp-refused", host, (int)status)
            ),
            SmtpCommandException { StatusCode: var status } => Passing($"smtp-{(int)status}", host),
            AuthenticationException => Lasting("smtp-sign-in-refused", Wording.Of("Outside.smtp-sign-in", host)),
            SslHandshakeException => Lasting("smtp-tls-failed", Wording.Of("Outside.smtp-tls", host)),
            NotSupportedException => Lasting("smtp-no-tls", Wording.Of("Outside.smtp-no-tls", host)),
            FileNotFoundException or UnauthorizedAccessException => Lasting(
                "smtp-password-unreadable",
                Wording.Of("Outside.smtp-password")
            ),
            SocketException or IOException or SmtpProtocolException or ServiceNotConnectedException or TimeoutException => Passing(
                "mail-unreachable",
                host
            ),
            OperationCanceledException when !ct.IsCancellationRequested => Passing("mail-unreachable", host),
            _ => null,
        };

    private static OutsideFailureException Lasting(string code, Wording text) => new(new OutsideFailure.Permanent(code), text);

    private static OutsideFailureException Passing(string code, string host) =>
        new(new OutsideFailure.Transient(code), Wording.Of("Outside.smtp-not-taken", host, code));
}
