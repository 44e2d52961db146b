using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>Which objects a search means (RFC 4511, 4.5.1.7). Values are written as bytes, so nothing has to be escaped.</summary>
internal abstract record LdapFilter
{
    private LdapFilter() { }

    /// <summary>Objects that have the attribute.</summary>
    public static LdapFilter Present(string attribute) => new HasIt(attribute);

    /// <summary>Objects one of whose values is this one, by the attribute's own comparison.</summary>
    public static LdapFilter Equal(string attribute, string value) => new Compared(attribute, Encoding.UTF8.GetBytes(value));

    /// <summary>Objects one of whose values is this number or a greater one.</summary>
    public static LdapFilter AtLeast(string attribute, long value) =>
        new Compared(attribute, Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)), 5);

    /// <summary>The object with the id.</summary>
    public static LdapFilter Is(Guid id) => new Compared("objectGUID", id.ToByteArray());

    public static LdapFilter And(params IReadOnlyList<LdapFilter> all) => new Several(0, all);

    public static LdapFilter Or(params IReadOnlyList<LdapFilter> any) => new Several(1, any);

    /// <summary>Accounts of people: a computer's account is a user too.</summary>
    public static LdapFilter Users { get; } = And(Equal("objectCategory", "person"), Equal("objectClass", "user"));

    public abstract void Write(AsnWriter to);

    private static Asn1Tag Choice(int number) => new(TagClass.ContextSpecific, number);

    private sealed record HasIt(string Attribute) : LdapFilter
    {
        public override void Write(AsnWriter to) => to.WriteOctetString(Encoding.UTF8.GetBytes(Attribute), Choice(7));
    }

    private sealed record Compared(string Attribute, byte[] Value, int Kind = 3) : LdapFilter
    {
        public override void Write(AsnWriter to)
        {
            using (to.PushSequence(Choice(Kind)))
            {
                to.WriteOctetString(Encoding.UTF8.GetBytes(Attribute));
                to.WriteOctetString(Value);
            }
        }
    }

    private sealed record Several(int Number, IReadOnlyList<LdapFilter> Parts) : LdapFilter
    {
        public override void Write(AsnWriter to)
        {
            // A SET OF whose order BER leaves to the writer; a sequence under its tag is the same bytes.
            using (to.PushSequence(Choice(Number)))
                foreach (var part in Parts)
                    part.Write(to);
        }
    }
}
