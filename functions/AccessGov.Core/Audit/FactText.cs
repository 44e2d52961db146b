using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>
/// A fact as canonical JSON. Stored beside the rows it speaks of it has no <c>seq</c>; sealed into the record it has one, and <c>nth</c>.
/// </summary>
public static class FactText
{
    /// <summary>The fact before it is sealed.</summary>
    /// <param name="fact">The fact.</param>
    public static string Write(Fact fact) => Write(fact, null);

    /// <summary>Reads what <see cref="Write(Fact)"/> wrote.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <exception cref="FormatException">It is something else; the message says what is wrong.</exception>
    public static Fact Read(ReadOnlySpan<byte> utf8) => Read(utf8, sealedFact: false).Fact;

    internal static string Write(Fact fact, long? sequence, long? nth = null)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var text = new StringBuilder(256 + fact.Body.Text.Length)
            .Append("{\"actor\":")
            .Quote(fact.Actor.ToString())
            .Append(",\"at\":")
            .Quote(CanonicalText.Write(fact.At))
            .Append(",\"body\":")
            .Append(fact.Body.Text)
            .Append(",\"id\":")
            .Quote(fact.Id.Value)
            .Append(",\"kind\":")
            .Quote(fact.Kind.Value);
        if (nth is { } which)
            text.Append(",\"nth\":").Append(which);
        text.Append(",\"partition\":").Quote(fact.Partition).Append(",\"row\":").Quote(fact.Row);
        if (sequence is { } number)
            text.Append(",\"seq\":").Append(number);
        return text.Append(",\"subject\":").Quote(fact.Subject).Append(",\"tenant\":").Quote(fact.Tenant.Value).Append('}').ToString();
    }

    /// <summary>A fact as a log has it: with its number, and which it is about its subject.</summary>
    internal static (Fact Fact, long Sequence, long? Nth) ReadLogged(ReadOnlySpan<byte> utf8) =>
        Read(utf8, sealedFact: true, mayCount: true);

    internal static (Fact Fact, long Sequence) Read(ReadOnlySpan<byte> utf8, bool sealedFact)
    {
        var (fact, sequence, _) = Read(utf8, sealedFact, mayCount: false);
        return (fact, sequence);
    }

    private static (Fact Fact, long Sequence, long? Nth) Read(ReadOnlySpan<byte> utf8, bool sealedFact, bool mayCount)
    {
        if (CanonicalJson.Flaw(utf8) is { } flaw)
            throw new FlawException(Wording.Of("Audit.fact-not-canonical", flaw));
        var reader = new MemberReader(utf8);
        var actor = reader.Value("actor"u8, Actor.Parse);
        var at = reader.Value("at"u8, CanonicalText.ReadInstant);
        var body = reader.Object("body"u8);
        var id = reader.Value("id"u8, FactId.Parse);
        var kind = reader.Value("kind"u8, FactKind.Parse);
        var nth = mayCount ? reader.NumberIfAny("nth"u8) : null;
        var partition = reader.Text("partition"u8);
        var row = reader.Text("row"u8);
        var sequence = sealedFact ? reader.Number("seq"u8) : 0;
        var subject = reader.Text("subject"u8);
        var tenant = reader.Value("tenant"u8, TenantId.Parse);
        reader.End();
        try
        {
            return (new Fact(id, tenant, at, kind, actor, subject, body, partition, row), sequence, nth);
        }
        catch (ArgumentException e)
        {
            throw new FlawException(Wording.Of("Audit.fact-rules", id, kind), e);
        }
    }
}
