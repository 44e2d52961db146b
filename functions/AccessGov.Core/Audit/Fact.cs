using System.Globalization;
using System.Text;
using System.Text.Json;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>One happening that the audit chain keeps. Intent is written before an effect, outcome after.</summary>
public sealed record Fact
{
    /// <summary>Largest body in bytes of UTF-8: 256 KiB, well inside one stored record. Bigger things are named by their digest.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    /// <summary>The member of an intent's or outcome's body that pairs the two: the text of the <c>ActionId</c>.</summary>
    public const string ActionKey = "action";

    /// <summary>The member of an outcome's body that says what became of the action.</summary>
    public const string OutcomeKey = "outcome";

    /// <summary>Makes a fact.</summary>
    /// <param name="id">Unique within the tenant; the same happening always has the same one.</param>
    /// <param name="tenant">The municipality.</param>
    /// <param name="at">When, in UTC and whole milliseconds (<see cref="Truncate"/>).</param>
    /// <param name="kind">What happened.</param>
    /// <param name="actor">Who or what caused it.</param>
    /// <param name="subject">Whom or what it is about.</param>
    /// <param name="body">Particulars.</param>
    /// <param name="partition">The partition that it is committed to.</param>
    /// <param name="row">Its row there.</param>
    /// <exception cref="ArgumentException">A part breaks its rules; the message says which.</exception>
    public Fact(
        FactId id,
        TenantId tenant,
        DateTimeOffset at,
        FactKind kind,
        Actor actor,
        string subject,
        CanonicalJson body,
        string partition,
        string row
    )
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(body);
        (Id, Tenant, At, Kind, Actor, Subject, Body, Partition, Row) = (id, tenant, at, kind, actor, subject, body, partition, row);
        if (Flaw() is { } flaw)
            throw new ArgumentException($"Fact '{id}' of kind '{kind}': {flaw}.");
    }

    /// <summary>Unique within the tenant, and the same whenever the same happening is told again.</summary>
    public FactId Id { get; }

    /// <summary>Whose chain it belongs to.</summary>
    public TenantId Tenant { get; }

    /// <summary>When it happened: UTC, whole milliseconds (see <see cref="Truncate"/>).</summary>
    public DateTimeOffset At { get; }

    /// <summary>What happened, as a stable code.</summary>
    public FactKind Kind { get; }

    /// <summary>Who or what caused it.</summary>
    public Actor Actor { get; }

    /// <summary>Whom or what it is about: an employee id, a plan id, a source. 1 to 512 characters.</summary>
    public string Subject { get; }

    /// <summary>The particulars: one canonical JSON object, at most 256 KiB.</summary>
    public CanonicalJson Body { get; }

    /// <summary>The partition of the commit that wrote it. 1 to 512 characters.</summary>
    public string Partition { get; }

    /// <summary>Its row in that partition. 1 to 512 characters.</summary>
    public string Row { get; }

    /// <summary>The instant as a fact may hold it: in UTC, cut to whole milliseconds.</summary>
    /// <param name="instant">Any instant.</param>
    public static DateTimeOffset Truncate(DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    /// <summary>A text of the body's first level, or null when there is none of that name.</summary>
    /// <param name="key">The member's name.</param>
    public string? BodyText(string key)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(Body.Text));
        return Find(ref reader, key) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>The instant that the body tells as <c>at</c>, which rows have too: the fact's own is taken a moment later.</summary>
    public DateTimeOffset ToldAt =>
        DateTimeOffset.TryParse(
            BodyText("at"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : At;

    /// <summary>A whole number of the body's first level, or null when there is none of that name.</summary>
    /// <param name="key">The member's name.</param>
    public long? BodyNumber(string key)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(Body.Text));
        return Find(ref reader, key) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
    }

    /// <summary>A member of the body's first level as it is written, canonical; null when there is none of that name.</summary>
    /// <param name="key">The member's name.</param>
    public string? BodyMember(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(Body.Text);
        var reader = new Utf8JsonReader(bytes);
        if (!Find(ref reader, key))
            return null;
        var from = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(bytes, from, (int)reader.BytesConsumed - from);
    }

    /// <summary>The texts of a list of the body's first level; none when there is no list of that name.</summary>
    /// <param name="key">The member's name.</param>
    public IReadOnlyList<string> BodyTexts(string key)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(Body.Text));
        var texts = new List<string>();
        if (Find(ref reader, key) && reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
                texts.Add(reader.GetString()!);
        return texts;
    }

    private static bool Find(ref Utf8JsonReader reader, string key)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(key);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }
        return false;
    }

    private string? Flaw() =>
        !FactId.IsValid(Id.Value) ? "the id is invalid"
        : Tenant.Value is null ? "the tenant is missing"
        : !FactKind.IsValid(Kind.Value) ? "the kind is invalid"
        : Encoding.UTF8.GetByteCount(Body.Text) > MaxBodyBytes ? $"the body has at most {MaxBodyBytes} bytes"
        : (Kind == FactKind.ActionIntended || Kind == FactKind.ActionApplied) && string.IsNullOrEmpty(BodyText(ActionKey))
            ? $"the body needs the text '{ActionKey}'"
        : Kind == FactKind.ActionApplied && string.IsNullOrEmpty(BodyText(OutcomeKey)) ? $"the body needs the text '{OutcomeKey}'"
        : CanonicalText.FlawOf(At)
            ?? Actor.Flaw
            ?? CanonicalText.FlawOf(Subject, "the subject")
            ?? CanonicalText.FlawOf(Partition, "the partition")
            ?? CanonicalText.FlawOf(Row, "the row");
}
