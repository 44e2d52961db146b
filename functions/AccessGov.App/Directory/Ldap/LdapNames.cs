using System.Text;
using AccessGov.App.Settings;

namespace AccessGov.App.Directory.Ldap;

/// <summary>Names of objects: by id wherever one is known, so that renaming and moving change nothing.</summary>
internal static class LdapNames
{
    private const string Begins = "<GUID=";

    /// <summary>The object with the id, as a name (MS-ADTS 3.1.1.3.1.2.4).</summary>
    public static string Of(Guid id) => $"{Begins}{id}>";

    /// <summary>The id that an extended name begins with.</summary>
    /// <exception cref="FormatException">It begins with none.</exception>
    public static Guid IdOf(string name) =>
        name.StartsWith(Begins, StringComparison.OrdinalIgnoreCase)
        && name.IndexOf('>', StringComparison.Ordinal) is var end and > 0
        && Guid.TryParse(name.AsSpan(Begins.Length, end - Begins.Length), out var id)
            ? id
            : throw new FormatException("A name without the id that was asked for.");

    /// <summary>The distinguished name itself, without what extends it.</summary>
    public static string Plain(string name) => name.StartsWith('<') ? name[(name.LastIndexOf(">;", StringComparison.Ordinal) + 2)..] : name;

    /// <summary>
    /// Whether what has the name lies in the recycle bin (MS-ADTS 3.1.1.5.5.1.1: a line feed and DEL: in the name). Samba 4.17 lists such
    /// members of a group, Windows does not [W].
    /// </summary>
    public static bool IsDeleted(string name) => name.Contains(@"\0ADEL:", StringComparison.OrdinalIgnoreCase);

    /// <summary>A value as it stands in a distinguished name (RFC 4514, 2.4).</summary>
    public static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (
                c is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or '='
                || c == '#' && i == 0
                || c == ' ' && (i == 0 || i == value.Length - 1)
            )
                text.Append('\\');
            text.Append(c);
        }
        return text.ToString();
    }

    /// <summary>The first part of a distinguished name: <c>CN=001014</c>.</summary>
    public static string FirstOf(string name) => DistinguishedName.PartsOf(Plain(name)).First();
}
