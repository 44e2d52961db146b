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

    /// <summary>True: whoever has an account opened signs in with a card only (SMARTCARD_REQUIRED), as the zone may ask.</summary>
    public bool CardRequired { get; init; }

    /// <summary>
    /// True: accounts whose retention ended are deleted, into the forest's recycle bin, instead of being moved to <see cref="LeaversIn"/>.
    /// Without a recycle bin they are refused.
    /// </summary>
    public bool DeletesIntoBin { get; init; }

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
        LeaversIn = "directory:ldap:leaversIn",
        CardRequired = "directory:ldap:cardRequired",
        DeletesIntoBin = "directory:ldap:deleteIntoBin";

    /// <summary>The keys of this part of the settings.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [Server, Port, Authorities, UsersIn, NewAccountsIn, LeaversIn, CardRequired, DeletesIntoBin];

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

        // Compared as the directory compares them: blanks around its signs are none of a name.
        string Place(string key, string text)
        {
            if (text.Length == 0)
                return "";
            if (DistinguishedName.Plain(text) is { } plain)
                return plain;
            faults.Add(Wording.Of("Settings.ldap-no-place", key, text));
            return "";
        }

        // A distinguished name has commas of its own.
        string[] usersIn =
        [
            .. Needed(UsersIn)
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(place => Place(UsersIn, place)),
        ];
        var (server, file) = (Needed(Server), Needed(Authorities).Length > 0 ? certificates(Authorities) : null);
        if (server.Length > 0 && Uri.CheckHostName(server) == UriHostNameType.Unknown)
            faults.Add(Wording.Of("Settings.ldap-server", Server, server, Port));
        var (newIn, leavers) = (Place(NewAccountsIn, Needed(NewAccountsIn)), Place(LeaversIn, Needed(LeaversIn)));
        if (newIn.Length > 0 && usersIn.Length > 0 && !usersIn.Any(at => DistinguishedName.IsBelow(newIn, at)))
            faults.Add(Wording.Of("Settings.ldap-new-outside", NewAccountsIn, newIn, UsersIn));
        // Whoever left would be seen, planned for and moved again each night.
        if (leavers.Length > 0 && usersIn.FirstOrDefault(at => DistinguishedName.IsBelow(leavers, at)) is { } inside)
            faults.Add(Wording.Of("Settings.ldap-leavers-inside", LeaversIn, leavers, inside));
        for (var i = 0; i < usersIn.Length; i++)
            for (var other = 0; other < usersIn.Length; other++)
                if (i != other && DistinguishedName.IsBelow(usersIn[i], usersIn[other]))
                    faults.Add(Wording.Of("Settings.ldap-users-twice", UsersIn, usersIn[i], usersIn[other]));
        var port = LdapSettings.StandardPort;
        if (values[Port] is { } given && (!int.TryParse(given, out port) || port is < 1 or > 65535))
            faults.Add(Wording.Of("Settings.ldap-port", Port, values[Port]));
        if (values["mail:kind"] is "graph")
            faults.Add(Wording.Of("Settings.ldap-mail", "mail:kind"));
        return new LdapSettings
        {
            Server = server,
            Port = port,
            AuthoritiesFile = file ?? "",
            UsersIn = usersIn,
            NewAccountsIn = newIn,
            LeaversIn = leavers,
            CardRequired = SettingsReader.IsSet(values, CardRequired, faults),
            DeletesIntoBin = SettingsReader.IsSet(values, DeletesIntoBin, faults),
        };
    }
}

/// <summary>A distinguished name as text (RFC 4514).</summary>
internal static class DistinguishedName
{
    /// <summary>The same name without blanks around its signs; null for what is none.</summary>
    /// <param name="text">The name.</param>
    public static string? Plain(string text)
    {
        var parts = PartsOf(text).Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries)).ToArray();
        return parts.All(part => part is [{ Length: > 0 }, { Length: > 0 }]) ? string.Join(',', parts.Select(p => $"{p[0]}={p[1]}")) : null;
    }

    /// <summary>Whether a place is another one, or below it.</summary>
    public static bool IsBelow(string place, string other) =>
        place.Equals(other, StringComparison.OrdinalIgnoreCase) || place.EndsWith("," + other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Its parts, from the object up.</summary>
    /// <param name="text">The name.</param>
    public static IEnumerable<string> PartsOf(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\\')
                i++;
            else if (text[i] == ',')
            {
                yield return text[from..i];
                from = i + 1;
            }
        yield return text[from..];
    }
}
