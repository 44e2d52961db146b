using AccessGov.Core.Codes;

namespace AccessGov.App.Settings;

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
