using System.Security.Cryptography.X509Certificates;

namespace AccessGov.Sandbox.Mail;

/// <summary>How to start an <see cref="SmtpDouble"/>.</summary>
public sealed record SmtpOptions
{
    /// <summary>What the server shows; null: it knows no encryption.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Encrypted from the first byte; else by STARTTLS, without which it then takes nothing.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>Who must sign in, with which password; null for nobody.</summary>
    public (string User, string Password)? SignIn { get; init; }

    /// <summary>What is answered to a recipient in place of 250; null for nothing.</summary>
    public Func<string, string?> OnRecipient { get; init; } = _ => null;

    /// <summary>Called when a mail was taken, before the client learns of it; false: the client never does.</summary>
    public Func<ReceivedMail, bool> OnTaken { get; init; } = _ => true;
}
