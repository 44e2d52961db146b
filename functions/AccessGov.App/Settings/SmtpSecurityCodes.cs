using AccessGov.Core.Codes;

namespace AccessGov.App.Settings;

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
