using AccessGov.Core.Codes;

namespace AccessGov.App.Settings;

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
