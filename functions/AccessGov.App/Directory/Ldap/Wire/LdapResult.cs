using System.Globalization;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>How a domain controller ended a request.</summary>
/// <param name="Code">Result code (RFC 4511, 4.1.9).</param>
/// <param name="Diagnostic">The server's text; Active Directory's begins with eight hexadecimal digits. It may quote names.</param>
internal readonly record struct LdapResult(int Code, string Diagnostic)
{
    public const int Success = 0,
        StrongAuthRequired = 8,
        Referral = 10,
        NoSuchAttribute = 16,
        ConstraintViolation = 19,
        ValueExists = 20,
        NoSuchObject = 32,
        InvalidCredentials = 49,
        NoRights = 50,
        Busy = 51,
        Unavailable = 52,
        Unwilling = 53,
        EntryExists = 68;

    public bool Succeeded => Code == Success;

    /// <summary>The error number of Windows that the text begins with; 0 where there is none.</summary>
    public uint Hex =>
        Diagnostic.Length >= 8
        && uint.TryParse(Diagnostic.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
            ? hex
            : 0;

    /// <summary>Stable code for records: no text of the server's.</summary>
    public string Stable => Hex == 0 ? $"ldap-{Code}" : $"ldap-{Code}-{Hex:x8}";
}
