using AccessGov.Core.Codes;

namespace AccessGov.App.Settings;

/// <summary>A mail server.</summary>
public sealed record SmtpSettings
{
    /// <summary>Its name, as its certificate bears it.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the way to it is kept from readers.</summary>
    public SmtpSecurity Security { get; init; }

    /// <summary>Who signs in; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>File with that user's password, which nobody else may read; read for every mail, so that it may change.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>PEM file with the roots that vouch for the server, in place of the machine's own; null for those.</summary>
    public string? RootsFile { get; init; }
}

/// <summary>How the way to a mail server is kept from readers.</summary>
[CodedBy(typeof(SmtpSecurityCodes))]
public enum SmtpSecurity
{
    /// <summary>Encrypted after the greeting, or not at all gone on with: port 587.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte: port 465.</summary>
    Tls,

    /// <summary>Readable: only to a server on this machine.</summary>
    None,
}

/// <summary>Words of <c>mail:smtp:security</c>.</summary>
public static class SmtpSecurityCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<SmtpSecurity> All { get; } =
        new((SmtpSecurity.StartTls, "starttls"), (SmtpSecurity.Tls, "tls"), (SmtpSecurity.None, "none"));

    /// <summary>The code of one.</summary>
    /// <param name="value">Which.</param>
    public static string Of(SmtpSecurity value) => All.Of(value);
}
