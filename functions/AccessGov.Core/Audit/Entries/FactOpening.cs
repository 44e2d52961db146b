using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Entries;

/// <summary>
/// A fact of which some members are shown and the others closed: the entry can be rebuilt all the same. It goes into a proof as its extra.
/// </summary>
public sealed class FactOpening
{
    /// <summary>Names the format.</summary>
    public const string Format = "accessgov-audit-opening/2";

    private FactOpening(IReadOnlyList<FactMember> opened, IReadOnlyList<KeyValuePair<string, Digest>> closed)
    {
        (Opened, Closed) = (opened, closed);
        var maker = new EntryMaker();
        foreach (
            var (_, digest) in opened
                .Select(m => new KeyValuePair<string, Digest>(m.Key, m.Digest))
                .Concat(closed)
                .OrderBy(m => m.Key, StringComparer.Ordinal)
        )
            maker.Add(digest);
        Entry = maker.Entry;
    }

    /// <summary>Members that are shown, in the order of their keys.</summary>
    public IReadOnlyList<FactMember> Opened { get; }

    /// <summary>
    /// Digests of the members that are not, in the order of their keys. The names of these are told and not proved: a digest hides its
    /// name.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Digest>> Closed { get; }

    /// <summary>The entry that they make.</summary>
    public FactEntry Entry { get; }

    /// <summary>The place in the log that the fact itself tells (<c>seq</c>), which must be the proof's; null when it is closed.</summary>
    public long? Index => NumberOf("seq");

    /// <summary>Which fact about its subject it is (<c>nth</c>); null when that is closed, or was not counted yet.</summary>
    public long? Nth => NumberOf("nth");

    /// <summary>Opens some members of a fact.</summary>
    /// <param name="seed">The fact's seed; it is not given away.</param>
    /// <param name="fact">Canonical JSON, as the entry was made of.</param>
    /// <param name="shown">Keys of the members to show.</param>
    public static FactOpening Of(FactSeed seed, ReadOnlySpan<byte> fact, IReadOnlySet<string> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        using var salts = new FactSalts(seed);
        var opened = new List<FactMember>();
        var closed = new List<KeyValuePair<string, Digest>>();
        var reader = new Utf8JsonReader(fact);
        reader.Read();
        while (FactEntry.NextMember(ref reader, fact, out var key, out var value))
        {
            var member = new FactMember(Encoding.UTF8.GetString(key), Encoding.UTF8.GetString(value), salts.Of(key));
            if (shown.Contains(member.Key))
                opened.Add(member);
            else
                closed.Add(new KeyValuePair<string, Digest>(member.Key, member.Digest));
        }
        return new FactOpening(opened, closed);
    }

    /// <summary>
    /// Canonical JSON: <c>{"closed":{KEY:DIGEST},"format":…,"opened":{KEY:{"salt":HEX,"value":TEXT}}}</c>. The value is a text that holds
    /// JSON, so that everybody hashes the same bytes.
    /// </summary>
    public CanonicalJson ToJson()
    {
        var opened = new FactBody();
        foreach (var member in Opened)
            opened.Add(member.Key, new FactBody().Add("salt", $"{member.Salt}").Add("value", member.Value));
        var closed = new FactBody();
        foreach (var (key, digest) in Closed)
            closed.Add(key, $"{digest}");
        return new FactBody().Add("closed", closed).Add("format", Format).Add("opened", opened).ToJson();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote. What it says is true only when a proof holds for its entry.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="opening">What was read.</param>
    /// <param name="flaw">What is wrong, when nothing could be read.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out FactOpening? opening,
        [NotNullWhen(false)] out Wording? flaw
    )
    {
        opening = null;
        flaw = CanonicalJson.Flaw(utf8);
        if (flaw is not null)
            return false;
        try
        {
            var reader = new MemberReader(utf8);
            var closed = Closeds(Encoding.UTF8.GetBytes(reader.Object("closed"u8).Text));
            if (reader.Text("format"u8) is var format && format != Format)
                throw new FlawException(Wording.Of("Audit.other-format", format, Format));
            var opened = Openeds(Encoding.UTF8.GetBytes(reader.Object("opened"u8).Text));
            reader.End();
            if (opened.Select(m => m.Key).Intersect(closed.Select(m => m.Key)).Any())
                throw new FlawException(Wording.Of("Audit.opening-twice"));
            opening = new FactOpening(opened, closed);
            return true;
        }
        catch (FormatException e)
        {
            flaw = FlawException.Told(e);
            return false;
        }
    }

    /// <summary>Whom or what it is about; null when that is closed.</summary>
    public string? Subject =>
        Opened.FirstOrDefault(m => m.Key == "subject") is { } member ? JsonSerializer.Deserialize<string>(member.Value) : null;

    private long? NumberOf(string key) =>
        Opened.FirstOrDefault(m => m.Key == key) is { } member && Spelling.TryNumber(member.Value, out var number) ? number : null;

    private static List<KeyValuePair<string, Digest>> Closeds(ReadOnlySpan<byte> json)
    {
        var closed = new List<KeyValuePair<string, Digest>>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (FactEntry.NextMember(ref reader, json, out var key, out var value))
            closed.Add(new KeyValuePair<string, Digest>(Encoding.UTF8.GetString(key), Hex(Encoding.UTF8.GetString(value).Trim('"'))));
        return closed;
    }

    private static List<FactMember> Openeds(ReadOnlySpan<byte> json)
    {
        var opened = new List<FactMember>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (FactEntry.NextMember(ref reader, json, out var key, out var value))
        {
            if (value[0] != '{')
                throw new FlawException(Wording.Of("Audit.opening-form"));
            var member = new MemberReader(value);
            var salt = Hex(member.Text("salt"u8));
            var text = member.Text("value"u8);
            member.End();
            if (!IsValue(text))
                throw new FlawException(Wording.Of("Audit.opening-value"));
            opened.Add(new FactMember(Encoding.UTF8.GetString(key), text, salt));
        }
        return opened;
    }

    /// <summary>One value, and not several members that look like one when they are put into an object.</summary>
    private static bool IsValue(string text)
    {
        var json = Encoding.UTF8.GetBytes($"{{\"v\":{text}}}");
        if (CanonicalJson.Flaw(json) is not null)
            return false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return FactEntry.NextMember(ref reader, json, out _, out _) && !FactEntry.NextMember(ref reader, json, out _, out _);
    }

    private static Digest Hex(string text) =>
        Digest.TryParseHex(text, out var digest) ? digest : throw new FlawException(Wording.Of("Audit.digest-form"));
}
