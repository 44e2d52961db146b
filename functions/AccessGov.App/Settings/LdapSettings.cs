namespace AccessGov.App.Settings;

/// <summary>How to reach Active Directory, where that is the directory instead of Entra.</summary>
public sealed record LdapSettings
{
    /// <summary>LDAP over TLS (RFC 4513 knows no port for it; it is 636 everywhere).</summary>
    public const int StandardPort = 636;

    /// <summary>The domain controller that everything is asked of, by the name or the address that its certificate has.</summary>
    public required string Server { get; init; }

    /// <summary>Its port, 1 to 65,535.</summary>
    public int Port { get; init; } = StandardPort;

    /// <summary>File (PEM) with the certificates of the authorities that may vouch for the domain controller; no others count.</summary>
    public required string AuthoritiesFile { get; init; }

    /// <summary>Distinguished names below which the accounts of staff are; what is elsewhere is neither seen nor changed.</summary>
    public required IReadOnlyList<string> UsersIn { get; init; }

    /// <summary>Where new accounts are made: one of <see cref="UsersIn"/>, or below.</summary>
    public required string NewAccountsIn { get; init; }

    /// <summary>Where accounts go instead of being deleted, outside <see cref="UsersIn"/>: from there they can be brought back.</summary>
    public required string LeaversIn { get; init; }

    /// <summary>How long one request may take, and opening a connection in all.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);
}
