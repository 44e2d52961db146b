using System.Formats.Asn1;
using System.Text;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>
/// One message of a server, read. What is none is an <see cref="AsnContentException"/> or a <see cref="FormatException"/>.
/// </summary>
/// <param name="Id">Number of the request; 0 for a notice.</param>
/// <param name="Tag">Application tag.</param>
/// <param name="Entry">The object, in a search's answer.</param>
/// <param name="Result">How the request ended.</param>
/// <param name="Cookie">Where the next page begins; null without pages.</param>
internal sealed record LdapAnswer(int Id, int Tag, LdapEntry? Entry, LdapResult? Result, byte[]? Cookie)
{
    /// <summary>An object of a search; a pointer to another server, which is not followed.</summary>
    public const int Found = 4,
        Elsewhere = 19;

    public static LdapAnswer Read(ReadOnlyMemory<byte> message)
    {
        var outer = new AsnReader(message, AsnEncodingRules.BER);
        var parts = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!parts.TryReadInt32(out var id))
            throw new FormatException("A message without a number.");
        var tag = parts.PeekTag();
        if (tag.TagClass != TagClass.Application)
            throw new FormatException($"A message of class {tag.TagClass}.");
        if (tag.TagValue == Elsewhere)
            return new LdapAnswer(id, Elsewhere, null, null, null);
        var body = parts.ReadSequence(tag);
        if (tag.TagValue == Found)
            return new LdapAnswer(id, Found, ReadEntry(body), null, null);
        var code = body.ReadEnumeratedBytes();
        if (code.Length is 0 or > 2)
            throw new FormatException("A result code of no size.");
        body.ReadOctetString();
        var result = new LdapResult(code.Span[^1] | (code.Length == 2 ? code.Span[0] << 8 : 0), Text(body));
        return new LdapAnswer(id, tag.TagValue, null, result, CookieOf(parts));
    }

    private static LdapEntry ReadEntry(AsnReader body)
    {
        var name = Text(body);
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        var list = body.ReadSequence();
        while (list.HasData)
        {
            var one = list.ReadSequence();
            var attribute = Text(one);
            // BER does not ask for an order in a SET OF, and Active Directory keeps none.
            var set = one.ReadSetOf(skipSortOrderValidation: true);
            var values = new List<byte[]>();
            while (set.HasData)
                values.Add(set.ReadOctetString());
            attributes[attribute] = values;
        }
        return new LdapEntry(name, attributes);
    }

    private static byte[]? CookieOf(AsnReader parts)
    {
        if (!parts.HasData)
            return null;
        var controls = parts.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
        while (controls.HasData)
        {
            var control = controls.ReadSequence();
            var oid = Text(control);
            if (control.HasData && control.PeekTag() == Asn1Tag.Boolean)
                control.ReadBoolean();
            if (oid == LdapControl.PagedOid && control.HasData)
                return LdapControl.CookieOf(control.ReadOctetString());
        }
        return null;
    }

    private static string Text(AsnReader reader) => Encoding.UTF8.GetString(reader.ReadOctetString());
}
