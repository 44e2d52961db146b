using System.Globalization;
using System.Text;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>One object of the directory, with the attributes that were asked for and are there.</summary>
/// <param name="Name">Distinguished name; with the control for extended names <c>&lt;GUID=…&gt;;&lt;SID=…&gt;;name</c>.</param>
/// <param name="Attributes">Values by the name under which the server gives them, of any letter case.</param>
internal sealed record LdapEntry(string Name, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Attributes)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>All values of an attribute; none when it is not there.</summary>
    public IReadOnlyList<byte[]> Values(string attribute) => Attributes.TryGetValue(attribute, out var values) ? values : [];

    /// <summary>The values as texts.</summary>
    /// <exception cref="FormatException">A value is no UTF-8.</exception>
    public IEnumerable<string> Texts(string attribute) => Values(attribute).Select(TextOf);

    /// <summary>The only value as text; null when there is none. Of several the first.</summary>
    public string? Text(string attribute) => Values(attribute) is [var first, ..] ? TextOf(first) : null;

    /// <summary>The value as a number; null when there is none.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public long? Number(string attribute) => Text(attribute) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string TextOf(byte[] value)
    {
        try
        {
            return Strict.GetString(value);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("A value that is no UTF-8.", e);
        }
    }

    /// <summary><c>objectGUID</c>.</summary>
    /// <exception cref="FormatException">It is not there, or no GUID.</exception>
    public Guid ObjectGuid =>
        Values("objectGUID") is [{ Length: 16 } bytes] ? new Guid(bytes) : throw new FormatException("An object without objectGUID.");
}
