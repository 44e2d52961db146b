using AccessGov.Core.Codes;

namespace AccessGov.App.Settings;

/// <summary>What an identity is for. One identity has one role, so that no single secret opens everything.</summary>
[CodedBy(typeof(DirectoryRoleCodes))]
public enum DirectoryRole
{
    /// <summary>Reads accounts, groups and members, and is told of changes.</summary>
    Reader,

    /// <summary>Creates, changes, disables and deletes accounts, gives and takes memberships, ends sessions.</summary>
    Writer,

    /// <summary>Enrols FIDO2 keys and hands out temporary access passes: who holds it can sign in as anybody.</summary>
    Credentials,

    /// <summary>Sends mail, and does nothing else: who holds it writes in the name of every mailbox that it is not kept from.</summary>
    Mailer,
}

/// <summary>Names of roles in the keys of settings and, in capitals, in the names of environment variables.</summary>
public static class DirectoryRoleCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<DirectoryRole> All { get; } =
        new(
            (DirectoryRole.Reader, "reader"),
            (DirectoryRole.Writer, "writer"),
            (DirectoryRole.Credentials, "credentials"),
            (DirectoryRole.Mailer, "mailer")
        );

    /// <summary>The code of one.</summary>
    public static string Of(DirectoryRole value) => All.Of(value);
}
