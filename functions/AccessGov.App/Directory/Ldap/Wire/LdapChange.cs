using System.Text;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>One change of one attribute (RFC 4511, 4.6).</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Attribute">Whose values.</param>
/// <param name="Values">The values; none replaces by nothing.</param>
internal sealed record LdapChange(LdapChangeKind Kind, string Attribute, IReadOnlyList<byte[]> Values)
{
    public static LdapChange Add(string attribute, params IEnumerable<string> values) => Of(LdapChangeKind.Add, attribute, values);

    /// <summary>Takes values that must be there: the whole request fails when one is not.</summary>
    public static LdapChange Delete(string attribute, params IEnumerable<string> values) => Of(LdapChangeKind.Delete, attribute, values);

    public static LdapChange Replace(string attribute, params IEnumerable<string> values) => Of(LdapChangeKind.Replace, attribute, values);

    /// <summary>A new password: in quotes, UTF-16 (MS-ADTS 3.1.1.3.1.5.1).</summary>
    public static LdapChange Password(string password) =>
        new(LdapChangeKind.Replace, "unicodePwd", [Encoding.Unicode.GetBytes($"\"{password}\"")]);

    private static LdapChange Of(LdapChangeKind kind, string attribute, IEnumerable<string> values) =>
        new(kind, attribute, [.. values.Select(Encoding.UTF8.GetBytes)]);
}

/// <summary>What is done with values, with the numbers of the protocol.</summary>
internal enum LdapChangeKind
{
    /// <summary>Values join those that are there; one that is there already fails.</summary>
    Add = 0,

    /// <summary>Values go; one that is not there fails.</summary>
    Delete = 1,

    /// <summary>These and no others.</summary>
    Replace = 2,
}
