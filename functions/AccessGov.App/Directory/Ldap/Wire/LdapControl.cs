using System.Formats.Asn1;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>What a request asks for besides (RFC 4511, 4.1.11). All are critical: a server that does not know one refuses.</summary>
/// <param name="Oid">Which.</param>
/// <param name="Value">Its value; null for none.</param>
internal sealed record LdapControl(string Oid, byte[]? Value)
{
    public const string PagedOid = "1.2.840.113556.1.4.319";

    /// <summary>Names begin with <c>&lt;GUID=…&gt;</c> (LDAP_SERVER_EXTENDED_DN_OID, as text).</summary>
    public static LdapControl ExtendedNames { get; } = new("1.2.840.113556.1.4.529", Sequence(writer => writer.WriteInteger(1)));

    /// <summary>Adding a value that is there and taking one that is not succeed (LDAP_SERVER_PERMISSIVE_MODIFY_OID).</summary>
    public static LdapControl Permissive { get; } = new("1.2.840.113556.1.4.1413", null);

    /// <summary>Deleted objects too, as far as they are shown to whoever asks (LDAP_SERVER_SHOW_DELETED_OID).</summary>
    public static LdapControl ShowDeleted { get; } = new("1.2.840.113556.1.4.417", null);

    /// <summary>Some objects now and the rest on demand (RFC 2696).</summary>
    /// <param name="size">How many at most.</param>
    /// <param name="cookie">Where the page before ended; empty for the first.</param>
    public static LdapControl Page(int size, byte[] cookie) =>
        new(
            PagedOid,
            Sequence(writer =>
            {
                writer.WriteInteger(size);
                writer.WriteOctetString(cookie);
            })
        );

    /// <summary>Where the next page begins; empty when this was the last.</summary>
    public static byte[] CookieOf(byte[] value)
    {
        var page = new AsnReader(value, AsnEncodingRules.BER).ReadSequence();
        page.ReadInteger();
        return page.ReadOctetString();
    }

    private static byte[] Sequence(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
            write(writer);
        return writer.Encode();
    }
}
