using AccessGov.Core.Kernel;

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

/// <summary>Reads the section <c>directory:ldap</c>. Without it the directory is Entra.</summary>
internal static class LdapSettingsReader
{
    private const string Server = "directory:ldap:server",
        Port = "directory:ldap:port",
        Authorities = "directory:ldap:authoritiesFile",
        UsersIn = "directory:ldap:usersIn",
        NewAccountsIn = "directory:ldap:newAccountsIn",
        LeaversIn = "directory:ldap:leaversIn";

    /// <summary>The keys of this part of the settings.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Server, Port, Authorities, UsersIn, NewAccountsIn, LeaversIn];

    /// <summary>What the section says; null without it.</summary>
    /// <param name="values">All settings.</param>
    /// <param name="certificates">Reads the path of a file of certificates.</param>
    /// <param name="faults">Where faults go.</param>
    public static LdapSettings? Read(IConfiguration values, Func<string, string?> certificates, SettingsFaults faults)
    {
        if (!values.GetSection("directory:ldap").Exists())
            return null;
        string Needed(string key)
        {
            if (values[key] is { Length: > 0 } text)
                return text.Trim();
            faults.Add(Wording.Of("Settings.ldap-needs", key));
            return "";
        }

        // A distinguished name has commas of its own.
        string[] usersIn = [.. Needed(UsersIn).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        var (server, file) = (Needed(Server), Needed(Authorities).Length > 0 ? certificates(Authorities) : null);
        var (newIn, leavers) = (Needed(NewAccountsIn), Needed(LeaversIn));
        if (newIn.Length > 0 && !usersIn.Any(at => IsBelow(newIn, at)))
            faults.Add(Wording.Of("Settings.ldap-new-outside", NewAccountsIn, newIn, UsersIn));
        // Whoever left would be seen, planned for and moved again each night.
        if (leavers.Length > 0 && usersIn.FirstOrDefault(at => IsBelow(leavers, at)) is { } inside)
            faults.Add(Wording.Of("Settings.ldap-leavers-inside", LeaversIn, leavers, inside));
        for (var i = 0; i < usersIn.Length; i++)
            for (var other = 0; other < usersIn.Length; other++)
                if (i != other && IsBelow(usersIn[i], usersIn[other]))
                    faults.Add(Wording.Of("Settings.ldap-users-twice", UsersIn, usersIn[i], usersIn[other]));
        if (!int.TryParse(values[Port] ?? "636", out var port) || port is < 1 or > 65535)
            faults.Add(Wording.Of("Settings.ldap-port", Port, values[Port]));
        if (values["mail:kind"] is "graph")
            faults.Add(Wording.Of("Settings.ldap-mail", "mail:kind"));
        return new LdapSettings
        {
            Server = server,
            Port = port is < 1 or > 65535 ? LdapSettings.StandardPort : port,
            AuthoritiesFile = file ?? "",
            UsersIn = usersIn,
            NewAccountsIn = newIn,
            LeaversIn = leavers,
        };
    }

    /// <summary>Whether a place is another one, or below it.</summary>
    private static bool IsBelow(string place, string other) =>
        place.Equals(other, StringComparison.OrdinalIgnoreCase) || place.EndsWith("," + other, StringComparison.OrdinalIgnoreCase);
}
