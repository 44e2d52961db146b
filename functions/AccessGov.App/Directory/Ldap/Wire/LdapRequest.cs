using System.Formats.Asn1;
using System.Text;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>Requests as bytes (RFC 4511), each with the tag of its answer.</summary>
/// <param name="AnsweredBy">Application tag of the message that ends it.</param>
/// <param name="Write">Writes the request.</param>
internal readonly record struct LdapRequest(int AnsweredBy, Action<AsnWriter> Write)
{
    private enum Number { }

    public static LdapRequest Bind(string name, string password) =>
        new(
            1,
            to =>
            {
                using (to.PushSequence(Application(0)))
                {
                    to.WriteInteger(3);
                    Text(to, name);
                    to.WriteOctetString(Encoding.UTF8.GetBytes(password), new Asn1Tag(TagClass.ContextSpecific, 0));
                }
            }
        );

    public static LdapRequest Search(string at, LdapScope scope, LdapFilter filter, IEnumerable<string> attributes) =>
        new(
            5,
            to =>
            {
                using (to.PushSequence(Application(3)))
                {
                    Text(to, at);
                    to.WriteEnumeratedValue(scope);
                    to.WriteEnumeratedValue((Number)0);
                    to.WriteInteger(0);
                    to.WriteInteger(0);
                    to.WriteBoolean(false);
                    filter.Write(to);
                    using (to.PushSequence())
                        foreach (var attribute in attributes)
                            Text(to, attribute);
                }
            }
        );

    public static LdapRequest Modify(string name, IEnumerable<LdapChange> changes) =>
        new(
            7,
            to =>
            {
                using (to.PushSequence(Application(6)))
                {
                    Text(to, name);
                    using (to.PushSequence())
                        foreach (var change in changes)
                            using (to.PushSequence())
                            {
                                to.WriteEnumeratedValue(change.Kind);
                                Attribute(to, change);
                            }
                }
            }
        );

    /// <summary>A new object; the kinds of the changes do not count.</summary>
    public static LdapRequest Add(string name, IEnumerable<LdapChange> attributes) =>
        new(
            9,
            to =>
            {
                using (to.PushSequence(Application(8)))
                {
                    Text(to, name);
                    using (to.PushSequence())
                        foreach (var attribute in attributes)
                            Attribute(to, attribute);
                }
            }
        );

    /// <summary>The end of an object that has no others below it.</summary>
    public static LdapRequest Delete(string name) =>
        new(11, to => to.WriteOctetString(Encoding.UTF8.GetBytes(name), new Asn1Tag(TagClass.Application, 10)));

    /// <summary>Another place, under the relative name given.</summary>
    public static LdapRequest Move(string name, string relativeName, string parent) =>
        new(
            13,
            to =>
            {
                using (to.PushSequence(Application(12)))
                {
                    Text(to, name);
                    Text(to, relativeName);
                    to.WriteBoolean(true);
                    to.WriteOctetString(Encoding.UTF8.GetBytes(parent), new Asn1Tag(TagClass.ContextSpecific, 0));
                }
            }
        );

    /// <summary>The whole message.</summary>
    /// <param name="id">Its number on the connection.</param>
    /// <param name="controls">What is asked for besides.</param>
    public byte[] Encode(int id, IReadOnlyList<LdapControl> controls)
    {
        var to = new AsnWriter(AsnEncodingRules.BER);
        using (to.PushSequence())
        {
            to.WriteInteger(id);
            Write(to);
            if (controls.Count > 0)
                using (to.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                    foreach (var control in controls)
                        using (to.PushSequence())
                        {
                            Text(to, control.Oid);
                            to.WriteBoolean(true);
                            if (control.Value is { } value)
                                to.WriteOctetString(value);
                        }
        }
        return to.Encode();
    }

    private static void Attribute(AsnWriter to, LdapChange change)
    {
        using (to.PushSequence())
        {
            Text(to, change.Attribute);
            using (to.PushSetOf())
                foreach (var value in change.Values)
                    to.WriteOctetString(value);
        }
    }

    private static void Text(AsnWriter to, string text) => to.WriteOctetString(Encoding.UTF8.GetBytes(text));

    internal static Asn1Tag Application(int number) => new(TagClass.Application, number, isConstructed: true);
}

/// <summary>How far a search goes, with the numbers of the protocol.</summary>
internal enum LdapScope
{
    /// <summary>The object itself.</summary>
    Base = 0,

    /// <summary>Its children.</summary>
    OneLevel = 1,

    /// <summary>It and everything below.</summary>
    Subtree = 2,
}
